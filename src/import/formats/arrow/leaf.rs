//! The columns of a table: the fields of a schema, and those inside of structs.

use arrow_array::{Array, ArrayRef, RecordBatch, cast::AsArray};
use arrow_schema::{DataType, Field, Schema};

/// A field that holds values.
pub(super) struct Leaf {
    /// Its name; inside of a struct `struct.field`.
    pub name: String,
    /// Whether its values can be a column of a table.
    pub is_column: bool,
    /// Where it is: the field of the table, the field of that, …
    path: Vec<usize>,
}

/// All fields that hold values.
pub(super) fn leaves(schema: &Schema) -> Vec<Leaf> {
    let mut leaves = Vec::new();
    add_leaves(schema.fields(), "", &[], &mut leaves);
    leaves
}

fn add_leaves(fields: &[std::sync::Arc<Field>], prefix: &str, path: &[usize], leaves: &mut Vec<Leaf>) {
    for (index, field) in fields.iter().enumerate() {
        let name = format!("{prefix}{}", field.name());
        let path: Vec<usize> = path.iter().copied().chain([index]).collect();
        match field.data_type() {
            DataType::Struct(inner) => add_leaves(inner, &format!("{name}."), &path, leaves),
            kind => leaves.push(Leaf { name, is_column: is_column(kind), path }),
        }
    }
}

fn is_column(kind: &DataType) -> bool {
    match kind {
        DataType::Dictionary(_, values) => is_column(values),
        DataType::Null
        | DataType::Boolean
        | DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View
        | DataType::Decimal128(_, _)
        | DataType::Date32
        | DataType::Date64
        | DataType::Time32(_)
        | DataType::Time64(_)
        | DataType::Timestamp(_, _) => true,
        kind => kind.is_integer() || kind.is_floating(),
    }
}

/// The values of a leaf, and which rows have none because a struct around them has none.
pub(super) struct Values {
    pub array: ArrayRef,
    pub around: Vec<ArrayRef>,
}

impl Leaf {
    /// Its values in some rows.
    pub fn of(&self, rows: &RecordBatch) -> Values {
        let (&first, inner) = self.path.split_first().unwrap_or((&0, &[]));
        let mut values = Values { array: rows.column(first).clone(), around: Vec::new() };
        for &index in inner {
            let field = values.array.as_struct().column(index).clone();
            values.around.push(std::mem::replace(&mut values.array, field));
        }
        values
    }
}

impl Values {
    /// Whether a row has no value.
    pub fn missing(&self) -> impl Fn(usize) -> bool + use<> {
        let nulls: Vec<_> =
            [&self.array].into_iter().chain(&self.around).filter_map(|array| array.logical_nulls()).collect();
        move |row| nulls.iter().any(|nulls| nulls.is_null(row))
    }
}
