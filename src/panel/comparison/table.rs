//! How far two sides lie apart, figure by figure, and whether that is more than chance.

use leptos::prelude::*;

use super::use_sides;
use crate::{
    analysis::{Contrast, Estimate, corrected},
    export,
    panel::{
        download::save_csv,
        exports::file_of,
        table::{Header, VirtualTable},
    },
    text::{Words, format, use_words},
};

/// How a figure and a difference are said.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    /// A value in words.
    pub value: fn(&Words, f64) -> String,
    /// A difference as a number.
    pub difference: fn(&Words, f64) -> String,
    /// Whether differences are percentage points.
    pub is_in_points: bool,
}

impl Unit {
    /// Shares of something, 0..=1.
    pub const RATE: Unit = Unit {
        value: |words, rate| format::percent(words.language, rate),
        difference: |words, difference| format::signed(words.language, difference * 100.0, 1),
        is_in_points: true,
    };
    /// Means on a scale.
    pub const MEAN: Unit = Unit {
        value: |words, mean| format::fixed(words.language, mean, 2),
        difference: |words, difference| format::signed(words.language, difference, 2),
        is_in_points: false,
    };
    /// The NPS, −1..=1; it is said from −100 to 100.
    pub const NPS: Unit = Unit {
        value: |words, nps| format::signed(words.language, nps * 100.0, 1),
        difference: |words, difference| format::signed(words.language, difference * 100.0, 1),
        is_in_points: false,
    };
}

/// A figure of both sides.
#[derive(Clone, Debug)]
pub struct ContrastRow {
    /// What it is of, like a stage or a step.
    pub of: String,
    /// What is counted.
    pub what: String,
    /// How it is said.
    pub unit: Unit,
    /// Of those in scope, and of the others.
    pub estimates: [Option<Estimate>; 2],
    /// How far they lie apart; `None` where that is not known.
    pub contrast: Option<Contrast>,
}

impl ContrastRow {
    /// The figure of both sides.
    pub fn new(of: String, what: &str, unit: Unit, estimates: [Option<Estimate>; 2]) -> ContrastRow {
        let [own, other] = estimates;
        let contrast = own.zip(other).map(|(own, other)| Contrast::of(own, other));
        ContrastRow { of, what: what.to_owned(), unit, estimates, contrast }
    }

    /// Holds each to as much more as there are of them.
    pub fn corrected(mut rows: Vec<ContrastRow>) -> Vec<ContrastRow> {
        let contrasts = corrected(rows.iter().map(|row| row.contrast).collect());
        rows.iter_mut().zip(contrasts).for_each(|(row, contrast)| row.contrast = contrast);
        rows
    }
}

/// Which way those in scope differ, where that is more than chance.
pub fn mark(contrast: Option<&Contrast>) -> &'static str {
    match contrast.filter(|contrast| contrast.is_sure()) {
        Some(contrast) if contrast.difference > 0.0 => "▲",
        Some(_) => "▼",
        None => "",
    }
}

/// A p-value in words.
pub fn p_value(words: &Words, p_value: f64) -> String {
    if p_value < 0.001 { "< 0.001".to_owned() } else { format::decimal(words.language, p_value, 3) }
}

fn fields(words: &Words, row: &ContrastRow) -> [String; 7] {
    let text = &words.comparison;
    let difference = row.contrast.map(|contrast| {
        let number = (row.unit.difference)(words, contrast.difference);
        if row.unit.is_in_points { (text.points)(&number) } else { number }
    });
    let interval = row.contrast.map(|contrast| {
        let [low, high] = contrast.interval.map(|end| (row.unit.difference)(words, end));
        (text.range)(&low, &high)
    });
    let p_value = row.contrast.map(|contrast| p_value(words, contrast.p_value));
    let verdict = match row.contrast {
        Some(contrast) if contrast.is_sure() && contrast.difference > 0.0 => text.higher,
        Some(contrast) if contrast.is_sure() => text.lower,
        Some(_) => text.unclear,
        None => "",
    };
    let value = |(value, _)| (row.unit.value)(words, value);
    let [own, other] = row.estimates.map(|estimate| estimate.map_or_else(|| "–".to_owned(), value));
    let name = if row.of.is_empty() { row.what.clone() } else { (text.figure_of)(&row.of, &row.what) };
    [
        name,
        own,
        other,
        difference.unwrap_or_default(),
        interval.unwrap_or_default(),
        p_value.unwrap_or_default(),
        verdict.to_owned(),
    ]
}

/// What differs most, if anything does by more than chance.
fn headline(words: &Words, rows: &[ContrastRow]) -> String {
    let sure = rows.iter().filter_map(|row| Some((row, row.contrast.filter(Contrast::is_sure)?.p_value)));
    let most = sure.min_by(|(_, one), (_, other)| one.total_cmp(other));
    most.map_or_else(
        || words.comparison.nothing_sure.to_owned(),
        |(row, _)| {
            let [name, own, other, difference, range, ..] = fields(words, row);
            (words.comparison.most)(&name, [&own, &other], &difference, &range)
        },
    )
}

/// The figures side by side.
#[component]
pub fn ContrastTable(
    /// The rows, corrected; none: nobody is compared, and nothing is shown.
    #[prop(into)]
    rows: Signal<Vec<ContrastRow>>,
) -> impl IntoView {
    let words = use_words();
    let sides = use_sides(words);
    // Read by each row of the table, and made once.
    let rows = Memo::new_with_compare(move |_| rows.get(), |_, _| true);
    let columns = Signal::derive(move || {
        let words = words.get();
        let text = &words.comparison;
        let [own, other] = sides.get();
        vec![
            Header::text(text.figure).track("minmax(16rem, 4fr)"),
            Header::number(own).track("minmax(6.5rem, 1fr)"),
            Header::number(other).track("minmax(6.5rem, 1fr)"),
            Header::number(text.difference).track("minmax(7.5rem, 1fr)"),
            Header::number(words.question.interval_name).track("minmax(8.5rem, 1fr)"),
            Header::number(text.p_value).track("minmax(5rem, 0.6fr)"),
            Header::text(text.verdict).track("minmax(8.5rem, 1fr)"),
        ]
    });
    let row = move |at: usize| {
        let fields = rows.with(|rows| rows.get(at).map(|row| fields(words.get(), row)));
        fields.into_iter().flatten().map(IntoAny::into_any).collect()
    };
    let n_rows = Signal::derive(move || rows.with(Vec::len));
    let title = Signal::derive(move || words.get().comparison.title.to_owned());
    let headline = move || rows.with(|rows| headline(words.get(), rows));
    let file = file_of("comparison");
    let save = move |_| {
        let rows = rows.get_untracked();
        let rows = rows.iter().map(|row| (row.of.as_str(), row.what.as_str(), row.estimates, row.contrast));
        save_csv(&file.run("csv"), &export::contrasts(rows));
    };
    let method = move || {
        let words = words.get();
        let n = rows.with(|rows| rows.iter().filter(|row| row.contrast.is_some()).count());
        (words.comparison.method)(&format::count(words.language, n))
    };
    view! {
        <Show when=move || { n_rows.get() != 0 }>
            <section class="panel">
                <h2>{move || title.get()}</h2>
                <p>{headline}</p>
                <VirtualTable label=title columns=columns n_rows=n_rows row=row/>
                <p class="quiet">{method}</p>
                <p class={"row"}>
                    <button type="button" class="button button--small" on:click=save>
                        {move || words.get().comparison.save}
                    </button>
                </p>
            </section>
        </Show>
    }
}
