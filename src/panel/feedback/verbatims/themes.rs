//! The themes: a table that can be sorted, and a row of which lists its comments.

use std::{cmp::Ordering, sync::Arc};

use leptos::prelude::*;

use super::super::{state::FeedbackState, wording::index_and_interval};
use crate::{
    analysis::{Theme, VerbatimsReport},
    export, order,
    panel::{
        Control, History,
        download::save_csv,
        exports::file_of,
        table::{Header, Openable, Sort, VirtualTable},
    },
    text::{Words, format, use_words},
};

/// Id of the table in the page.
const TABLE_ID: &str = "themes";
/// A change of share that is at most this likely by chance is named.
const SURE: f64 = 0.05;
/// What the first columns are sorted by: the term, the comments, the score.
const SORTABLE: usize = 3;
const TRACKS: [&str; 5] =
    ["minmax(8.5rem, 2fr)", "minmax(5.5rem, 1fr)", "minmax(5.5rem, 1fr)", "minmax(9.5rem, 1fr)", "minmax(13rem, 2fr)"];

/// The themes of all comments.
#[component]
pub fn Themes(
    /// The state of the screen.
    control: Control<FeedbackState>,
    /// What was found.
    report: Signal<Option<Arc<VerbatimsReport>>>,
) -> impl IntoView {
    let words = use_words();
    let sort = RwSignal::new(Some(Sort { column: 1, descending: true }));
    let themes = Memo::new(move |_| {
        let themes = report.with(|report| report.as_ref().map(|report| report.themes.clone()));
        let mut themes = themes.unwrap_or_default();
        if let Some(sort) = sort.get() {
            order::sort_by(&mut themes, |one, other| compare(sort, one, other));
        }
        themes
    });
    let n_rows = Signal::derive(move || themes.with(Vec::len));
    let has_scores = Memo::new(move |_| report.with(|report| report.as_ref().is_some_and(|it| it.scale.is_some())));
    let columns = Signal::derive(move || {
        let heads = words.get().verbatims.theme_heads;
        let scale = report.with(|report| Some(report.as_ref()?.scale?.name()));
        let mut columns: Vec<Header> = heads
            .into_iter()
            .zip(TRACKS)
            .enumerate()
            .map(|(at, (head, track))| {
                let label = if at == 2 { scale.unwrap_or(head) } else { head };
                Header { label: label.to_owned(), numeric: at > 0, track }
            })
            .collect();
        if !has_scores.get() {
            columns.drain(2..4);
        }
        columns
    });
    let sortable = if has_scores.get_untracked() { SORTABLE } else { SORTABLE - 1 };
    let row = move |at: usize| {
        let words = words.get();
        let fields = report.with(|report| {
            let report = report.as_ref()?;
            themes.with(|themes| Some(fields(words, themes.get(at)?, report)))
        });
        fields.unwrap_or_default().into_iter().map(IntoAny::into_any).collect()
    };
    let active = RwSignal::new(0_usize);
    let opened = Signal::derive(move || {
        let theme = control.state.with(|state| state.listing.theme.clone())?;
        themes.with(|themes| themes.iter().position(|known| known.term == theme))
    });
    let open = Callback::new(move |at: usize| {
        let term = themes.with_untracked(|themes| themes.get(at).map(|theme| theme.term.clone()));
        control.update(History::Push, |state| {
            state.listing.theme = if state.listing.theme == term { None } else { term };
        });
    });
    let file = file_of("themes");
    let save = move |_| {
        if let Some(report) = report.get_untracked() {
            save_csv(&file.run("csv"), &export::themes(&report.themes, report.halves));
        }
    };
    let has_themes = Memo::new(move |_| n_rows.get() > 0);
    let label = Signal::derive(move || words.get().verbatims.themes.to_owned());
    view! {
        <div class="row row--spread">
            <h3>{move || words.get().verbatims.themes}</h3>
            <Show when=move || has_themes.get()>
                <button type="button" class="button button--small" on:click=save>
                    {move || words.get().verbatims.csv_themes}
                </button>
            </Show>
        </div>
        <Show
            when=move || has_themes.get()
            fallback=move || view! { <p class="quiet">{move || words.get().verbatims.no_themes}</p> }
        >
            <VirtualTable
                label=label
                columns=columns
                n_rows=n_rows
                row=row
                sort=sort
                sortable=sortable
                openable=Openable { id: TABLE_ID, active, opened, on_open: open }
            />
            <p class="quiet hint">{move || words.get().verbatims.themes_hint}</p>
        </Show>
    }
}

/// By a column; themes without a score stand last.
fn compare(sort: Sort, one: &Theme, other: &Theme) -> Ordering {
    let index = |theme: &Theme| theme.scores.as_ref().and_then(|scores| scores.index);
    let ascending = match sort.column {
        0 => one.term.cmp(&other.term),
        1 => one.comments.cmp(&other.comments),
        _ => match (index(one), index(other)) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            (one, other) => return other.is_some().cmp(&one.is_some()),
        },
    };
    if sort.descending { ascending.reverse() } else { ascending }
}

/// The fields of a row.
fn fields(words: &Words, theme: &Theme, report: &VerbatimsReport) -> Vec<String> {
    let mut fields = vec![theme.term.clone(), format::count(words.language, theme.comments)];
    if let Some((scale, scores)) = report.scale.zip(theme.scores.as_ref()) {
        fields.extend(index_and_interval(words, scale, scores));
    }
    fields.push(trend(words, theme, report.halves));
    fields
}

/// The share of both halves, and whether it has surely changed.
fn trend(words: &Words, theme: &Theme, halves: [u32; 2]) -> String {
    let text = &words.verbatims;
    let share = |half: usize| match halves[half] {
        0 => "–".to_owned(),
        n => format::percent(words.language, f64::from(theme.halves[half]) / f64::from(n)),
    };
    let trend = (text.trend)(&share(0), &share(1));
    match theme.change.filter(|_| theme.p_value.is_some_and(|p_value| p_value < SURE)) {
        Some(change) => {
            let named = if change > 0.0 { text.rising } else { text.falling };
            format!("{trend}{named}")
        }
        None => trend,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{analysis::Scores, import::Scale};

    fn theme(term: &str, comments: u32, counts: &[u32; 5]) -> Theme {
        Theme {
            term: term.into(),
            comments,
            scores: Some(Scores::of(Scale::Csat, counts)),
            halves: [0, comments],
            change: None,
            change_interval: None,
            p_value: None,
        }
    }

    #[test]
    fn themes_are_sorted_by_their_columns_and_those_without_scores_last() {
        let themes = [theme("b", 3, &[1, 0, 0, 0, 0]), theme("a", 9, &[0, 0, 0, 0, 1]), theme("c", 5, &[0; 5])];
        let sorted = |column: usize, descending: bool| {
            let mut themes = themes.to_vec();
            order::sort_by(&mut themes, |one, other| compare(Sort { column, descending }, one, other));
            themes.into_iter().map(|theme| theme.term).collect::<String>()
        };
        assert_eq!((sorted(0, false).as_str(), sorted(1, true).as_str()), ("abc", "acb"));
        assert_eq!((sorted(2, false).as_str(), sorted(2, true).as_str()), ("bac", "abc"));
    }
}
