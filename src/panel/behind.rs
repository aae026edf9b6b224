//! From a count on screen to the customers behind it.

use leptos::prelude::*;

use super::{Address, View, customers::state::CustomersState, use_workspace};
use crate::{
    analysis::Count,
    prepare::Scope,
    text::{Words, use_words},
};

/// A field of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// What it says.
    pub text: String,
    /// The count that it is, where there are customers behind it.
    pub count: Option<Count>,
}

impl From<String> for Field {
    fn from(text: String) -> Field {
        Field { text, count: None }
    }
}

impl From<&str> for Field {
    fn from(text: &str) -> Field {
        text.to_owned().into()
    }
}

impl Field {
    /// A number of events or customers; none of zero leads anywhere.
    pub fn counting(text: String, n: u32, count: impl FnOnce() -> Count) -> Field {
        Field { text, count: (n > 0).then(count) }
    }
}

/// Makes links of the counts of a report.
#[derive(Clone, Copy)]
pub struct BehindCounts {
    words: Signal<&'static Words>,
    address: Address,
    scope: Signal<Scope>,
}

impl BehindCounts {
    /// Those of a report that was asked with this scope.
    pub fn of(scope: Signal<Scope>) -> BehindCounts {
        BehindCounts { words: use_words(), address: use_workspace().address, scope }
    }

    /// Where the customers behind a count are.
    pub fn href(self, count: Count) -> String {
        self.address.href_with(View::Customers, &CustomersState::behind(count, self.scope.get()))
    }

    /// A text that is a link to the customers behind its count, where it is one; `of` tells what is counted to whoever hears
    /// the link alone.
    pub fn field(self, text: String, count: Option<Count>, of: &[&str]) -> AnyView {
        let Some(count) = count else { return text.into_any() };
        let what = [of, &[text.as_str()]].concat().join(" · ");
        let label = (self.words.get().customers.behind_count)(&what);
        view! { <a class="link" href=self.href(count) aria-label=label>{text}</a> }.into_any()
    }

    /// The fields of a row of a table, whose first one says what it is about.
    pub fn fields(self, fields: Vec<Field>, heads: Vec<String>) -> Vec<AnyView> {
        let of = fields.first().map(|field| field.text.clone()).unwrap_or_default();
        let field = |(Field { text, count }, head): (Field, String)| match count {
            None => view! { <span class="table__cut" title=text.clone()>{text.clone()}</span> }.into_any(),
            count => self.field(text, count, &[&of, &head]),
        };
        fields.into_iter().zip(heads).map(field).collect()
    }
}
