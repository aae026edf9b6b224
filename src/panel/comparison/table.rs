//! How far two sides lie apart, figure by figure, and whether that is more than chance.

use leptos::prelude::*;

use super::use_sides;
use crate::{
    analysis::{Contrast, Estimate, corrected},
    panel::table::{Header, VirtualTable},
    text::{Words, format, use_words},
};

/// A figure of both sides.
#[derive(Clone, Debug)]
pub struct ContrastRow {
    /// What it is of, like a stage or a step.
    pub of: String,
    /// What is counted.
    pub what: String,
    /// In words, of those in scope and of the others.
    pub values: [String; 2],
    /// How far they lie apart; `None` where that is not known.
    pub contrast: Option<Contrast>,
    /// A difference in words, for one of this kind.
    pub in_words: fn(&Words, f64) -> String,
}

impl ContrastRow {
    /// A share of something, 0..=1, with its interval.
    pub fn of_rates(words: &Words, of: String, what: &str, rates: [Option<Estimate>; 2]) -> ContrastRow {
        let shown = |rate: f64| format::percent(words.language, rate);
        ContrastRow::of_estimates(of, what, rates, shown, ContrastRow::points)
    }

    /// A difference of shares.
    pub fn points(words: &Words, difference: f64) -> String {
        (words.comparison.points)(&format::signed(words.language, difference * 100.0, 1))
    }

    /// A number with its interval; how to say it, and how to say a difference.
    pub fn of_estimates(
        of: String,
        what: &str,
        estimates: [Option<Estimate>; 2],
        shown: impl Fn(f64) -> String,
        in_words: fn(&Words, f64) -> String,
    ) -> ContrastRow {
        let [own, other] = estimates;
        ContrastRow {
            of,
            what: what.to_owned(),
            values: estimates.map(|estimate| estimate.map_or_else(|| "–".to_owned(), |(value, _)| shown(value))),
            contrast: own.zip(other).map(|(own, other)| Contrast::of(own, other)),
            in_words,
        }
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

fn fields(words: &Words, row: &ContrastRow) -> [String; 7] {
    let text = &words.comparison;
    let difference = row.contrast.map(|contrast| (row.in_words)(words, contrast.difference));
    let interval = row.contrast.map(|contrast| {
        let [low, high] = contrast.interval.map(|end| (row.in_words)(words, end));
        (text.range)(&low, &high)
    });
    let p_value = row.contrast.map(|contrast| match contrast.p_value {
        p if p < 0.001 => "< 0.001".to_owned(),
        p => format::decimal(words.language, p, 3),
    });
    let verdict = match row.contrast {
        Some(contrast) if contrast.is_sure() && contrast.difference > 0.0 => text.higher,
        Some(contrast) if contrast.is_sure() => text.lower,
        Some(_) => text.unclear,
        None => "",
    };
    let [own, other] = row.values.clone();
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
    let columns = Signal::derive(move || {
        let words = words.get();
        let text = &words.comparison;
        let [own, other] = sides.get();
        vec![
            Header::text(text.figure).track("minmax(11rem, 2fr)"),
            Header::number(own).track("minmax(6.5rem, 1fr)"),
            Header::number(other).track("minmax(6.5rem, 1fr)"),
            Header::number(text.difference).track("minmax(7rem, 1fr)"),
            Header::number(words.question.interval_name).track("minmax(12rem, 1fr)"),
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
            </section>
        </Show>
    }
}
