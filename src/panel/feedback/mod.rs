//! Feedback: how do customers feel, and where?
//!
//! State in the address ([`state`]) → question → report → which groups are shown ([`reading`]) → words ([`wording`]) →
//! headline, distribution, chart, table, method note. Below: the same touchpoint across channels ([`consistency`]), scores
//! before and after a touchpoint ([`score_changes`]), what customers say ([`verbatims`]), and after what they complain
//! ([`complaints`]).

mod complaints;
mod consistency;
mod controls;
mod reading;
mod score_changes;
pub mod state;
mod verbatims;
pub mod wording;

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use self::{
    complaints::Complaints, consistency::Consistency, controls::Choices, reading::Reading, score_changes::ScoreChanges,
    state::FeedbackState, verbatims::Verbatims, wording::SCALES,
};
use super::{
    BehindCounts, Control, History, View,
    comparison::{Both, ContrastTable, ask_both, use_sides, use_told},
    download::save_csv,
    exports::{Exports, TableExport, file_of, footnote},
    later::Later,
    scope_controls::Narrowing,
    table::{Header, VirtualTable},
    use_surroundings, use_workspace,
};
use crate::{
    analysis::{FeedbackQuestion, FeedbackReport, QuestionError},
    chart::{
        dot_rows::DotRows,
        picture::{self, Caption},
    },
    event_log::ColumnRole,
    export,
    text::{Language, use_words},
    worker::protocol::{Cause, Failure},
};

const CHART_ID: &str = "feedback-chart";
/// Columns of the table: the group, how many, index, interval, mean, three shares.
const TRACKS: [&str; 8] = [
    "minmax(8.5rem, 2fr)", "minmax(5rem, 1fr)", "minmax(5rem, 1fr)", "minmax(10rem, 1fr)", "minmax(5rem, 1fr)",
    "minmax(6.5rem, 1fr)", "minmax(6.5rem, 1fr)", "minmax(6.5rem, 1fr)",
];

/// The feedback on screen.
#[component]
pub fn FeedbackPanel() -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let control = Control::follow(View::Feedback, FeedbackState::default);
    let has_score = Memo::new(move |_| {
        let has = |log: &super::OpenLog| log.report.summary.columns.contains_key(&ColumnRole::Score);
        workspace.log.with(|log| log.as_ref().is_some_and(has))
    });
    let question = Memo::new(move |_| has_score.get().then(|| control.state.with(|state| state.asked())));
    let Both { asked, other, .. } = ask_both::<FeedbackQuestion>(question.into());
    let reading = Memo::new(move |_| {
        let (question, report) = (asked.question.get()?, asked.report.get()?);
        let order = control.state.with(|state| state.order);
        Some(Arc::new(Reading::new(question.by.clone()?, report, order)))
    });
    let scope = Signal::derive(move || control.state.with(|state| state.question.scope.clone()));
    let on_scope = Callback::new(move |(scope, history)| {
        control.update(history, |state| state.question.scope = scope);
    });
    view! {
        <div class="view">
            <h1 class="visually-hidden">{move || words.get().feedback.title}</h1>
            <aside class="view__controls" aria-label=move || words.get().feedback.title>
                <Choices control=control reading=reading/>
                <Later>
                    <Narrowing scope=scope on_change=on_scope/>
                </Later>
            </aside>
            <div class="view__results" class:view__results--busy=move || asked.busy.get()>
                <Message control=control has_score=has_score failure=asked.failure reading=reading/>
                <Results control=control has_score=has_score failure=asked.failure reading=reading other=other/>
                <Later>
                    <Verbatims control=control/>
                    <Complaints control=control/>
                    <Consistency control=control/>
                    <ScoreChanges control=control has_score=has_score/>
                </Later>
            </div>
        </div>
    }
}

/// Why there is nothing to see, and what to do.
#[component]
fn Message(
    control: Control<FeedbackState>,
    has_score: Memo<bool>,
    failure: Signal<Option<Failure>>,
    reading: Memo<Option<Arc<Reading>>>,
) -> impl IntoView {
    let words = use_words();
    let address = use_workspace().address;
    let scales = move || {
        let text = &words.get().feedback;
        let buttons = SCALES.map(|scale| {
            view! {
                <button
                    type="button"
                    class="button button--small"
                    on:click=move |_| control.update(History::Push, |state| state.question.scale = Some(scale))
                >
                    {(text.scale_name)(scale)}
                </button>
            }
        });
        view! { <p class="row">{text.choose_scale} {buttons.into_iter().collect_view()}</p> }
    };
    move || {
        let words = words.get();
        let text = &words.feedback;
        let (says, answer) = if !has_score.get() {
            let link = view! { <p><a class="link" href=move || address.href(View::Data)>{text.to_data}</a></p> };
            (vec![text.no_score.to_owned()], Some(link.into_any()))
        } else if let Some(failure) = failure.get() {
            let is_unknown = failure.cause == Cause::Question(QuestionError::NoScale);
            (vec![(words.trouble.sentence)(&failure)], is_unknown.then(|| scales().into_any()))
        } else {
            let reading = reading.get().filter(|reading| reading.report.overall.n == 0)?;
            let mut says = wording::left_out(words, &reading);
            says.push(text.nothing.to_owned());
            (says, None)
        };
        let says = says.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view();
        Some(view! { <div class="note" role="status">{says} {answer}</div> })
    }
}

#[component]
fn Results(
    control: Control<FeedbackState>,
    has_score: Memo<bool>,
    failure: Signal<Option<Failure>>,
    reading: Memo<Option<Arc<Reading>>>,
    other: Signal<Option<Arc<FeedbackReport>>>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let told = use_told();
    let drawn = Memo::new(move |_| {
        let is_answered = has_score.get() && failure.with(Option::is_none);
        reading.get().filter(|reading| is_answered && reading.report.overall.n > 0)
    });
    let can_draw = Memo::new(move |_| drawn.with(Option::is_some));
    let contrasts = Signal::derive(move || {
        let both = drawn.get().zip(other.get());
        both.map(|(reading, other)| wording::contrasts(words.get(), &reading, &other)).unwrap_or_default()
    });
    let method = move || {
        let words = words.get();
        let answer = reading.with(|reading| reading.as_ref().map(|reading| reading.report.clone()));
        workspace.log.with(|log| {
            log.as_ref().map(|log| {
                let sentences =
                    control.state.with(|state| wording::method(words, state, answer.as_deref(), &log.report));
                told.run(sentences).into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()
            })
        })
    };
    view! {
        <Show when=move || can_draw.get()>
            <Overall control=control reading=drawn/>
            <Groups control=control reading=drawn other=other told=told/>
            <ContrastTable rows=contrasts/>
        </Show>
        <details class="panel method">
            <summary>{move || words.get().question.method}</summary>
            <ul class="method__list">{method}</ul>
        </details>
    }
}

/// All scores: their index, and how they are distributed.
#[component]
fn Overall(control: Control<FeedbackState>, reading: Memo<Option<Arc<Reading>>>) -> impl IntoView {
    let words = use_words();
    let behind = BehindCounts::of(control.scope());
    let headline =
        move || reading.with(|reading| reading.as_ref().map(|reading| wording::headline(words.get(), reading)));
    let bands = move || {
        let bands = reading.with(|reading| Some(wording::bands(words.get(), reading.as_ref()?)))?;
        let [low, between, high] = ["bands__part--low", "bands__part--between", "bands__part--high"];
        let drawn = bands.iter().zip([low, between, high]).map(|((_, share, _), class)| {
            view! { <span class=format!("bands__part {class}") style:flex-grow=share.to_string()></span> }
        });
        let drawn = drawn.collect_view();
        let named = bands.into_iter().zip([low, between, high]).enumerate().map(|(band, ((name, _, count), class))| {
            let scores = reading.with(|reading| {
                let report = &reading.as_ref()?.report;
                let is_one = report.overall.bands(report.scale)[band] > 0;
                is_one.then(|| control.state.with(|state| state.scores(report, None, Some(band))))
            });
            let count = behind.field(count, scores, &[name]);
            view! {
                <li class="legend__item">
                    <span class=format!("bands__mark {class}") aria-hidden="true"></span>
                    <span class="legend__name">{name}</span>
                    <span>{count}</span>
                </li>
            }
        });
        Some(view! {
            <div class="bands" aria-hidden="true">{drawn}</div>
            <ul class="legend legend--series" aria-label=words.get().feedback.distribution>{named.collect_view()}</ul>
        })
    };
    let left_out = move || {
        let sentences = reading.with(|reading| reading.as_ref().map(|reading| wording::left_out(words.get(), reading)));
        let sentences = sentences.filter(|sentences| !sentences.is_empty())?;
        Some(view! { <p class="quiet">{sentences.join(words.get().between_sentences())}</p> })
    };
    view! {
        <section class="panel">
            <h2>{headline}</h2>
            {bands}
            {left_out}
        </section>
    }
}

/// Each group: a chart, and the same as a table.
#[component]
fn Groups(
    control: Control<FeedbackState>,
    reading: Memo<Option<Arc<Reading>>>,
    other: Signal<Option<Arc<FeedbackReport>>>,
    told: Callback<Vec<String>, Vec<String>>,
) -> impl IntoView {
    let words = use_words();
    let heading =
        move || reading.with(|reading| reading.as_ref().map(|reading| wording::heading(words.get(), reading)));
    let label = Signal::derive(move || {
        let name = reading.with(|reading| Some(wording::chart_name(words.get(), reading.as_ref()?)));
        name.unwrap_or_default()
    });
    let figure = Signal::derive(move || {
        other.with(|other| {
            reading.with(|reading| Some(wording::figure(words.get(), reading.as_ref()?, other.as_deref())))
        })
    });
    let sides = use_sides(words);
    let hollow = move || {
        let [_, name] = sides.get();
        let both = reading.get().zip(other.get());
        let is_compared = both.is_some_and(|(own, other)| wording::is_comparable(&own.report, &other));
        is_compared.then(|| view! { <p class="quiet">{(words.get().comparison.hollow)(&name)}</p> })
    };
    let table_open = RwSignal::new(false);
    view! {
        <section class="panel">
            <h2>{heading}</h2>
            <DotRows id=CHART_ID label=label figure=figure/>
            {hollow}
            <Downloads control=control reading=reading told=told/>
        </section>
        <details
            class="panel method"
            on:toggle=move |event| {
                let details = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlDetailsElement>().ok());
                table_open.set(details.is_some_and(|details| details.open()));
            }
        >
            <summary>{move || words.get().question.as_table}</summary>
            <Show when=move || table_open.get()>
                <GroupTable control=control reading=reading/>
            </Show>
        </details>
    }
}

#[component]
fn GroupTable(control: Control<FeedbackState>, reading: Memo<Option<Arc<Reading>>>) -> impl IntoView {
    let words = use_words();
    let behind = BehindCounts::of(control.scope());
    let columns = Signal::derive(move || {
        let heads = reading.with(|reading| Some(wording::table_heads(words.get(), reading.as_ref()?)));
        let heads = heads.unwrap_or_default().into_iter().zip(TRACKS).enumerate();
        heads.map(|(at, (label, track))| Header { label, numeric: at > 0, track }).collect::<Vec<_>>()
    });
    let rows = Memo::new(move |_| {
        let rows = reading.with(|reading| {
            let reading = reading.as_ref()?;
            Some(control.state.with(|state| wording::table_rows(words.get(), state, reading)))
        });
        rows.unwrap_or_default()
    });
    let n_rows = Signal::derive(move || rows.with(Vec::len));
    let row = move |at: usize| {
        let fields = rows.with(|rows| rows.get(at).cloned().unwrap_or_default());
        let heads = columns.with(|columns| columns.iter().map(|column| column.label.clone()).collect());
        behind.fields(fields, heads)
    };
    let label = Signal::derive(move || words.get().feedback.table.to_owned());
    view! { <VirtualTable label=label columns=columns n_rows=n_rows row=row/> }
}

/// The table as CSV, the chart as a picture.
#[component]
fn Downloads(
    control: Control<FeedbackState>,
    reading: Memo<Option<Arc<Reading>>>,
    told: Callback<Vec<String>, Vec<String>>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let surroundings = use_surroundings();
    let file = file_of("feedback");
    let save = Callback::new(move |()| {
        if let Some(reading) = reading.get_untracked() {
            let by = super::heatmap::wording::dimension_name(Language::English.words(), &reading.by);
            save_csv(&file.run("csv"), &export::feedback(&reading.report, &by.to_lowercase()));
        }
    });
    let draw = Callback::new(move |()| {
        let (words, reading) = (words.get_untracked(), reading.get_untracked()?);
        let chart = surroundings.find(&format!("#{CHART_ID} svg"))?;
        let footnote = workspace.log.with_untracked(|log| {
            let report = &log.as_ref()?.report;
            let method =
                control.state.with_untracked(|state| wording::method(words, state, Some(&reading.report), report));
            Some(footnote(words, report, told.run(method)))
        })?;
        let bands = wording::bands(words, &reading).map(|(name, _, count)| format!("{name}: {count}"));
        let caption = Caption {
            title: wording::heading(words, &reading),
            lines: vec![wording::headline(words, &reading), bands.join(" · ")],
            footnote,
        };
        picture::draw(&chart, &[], &caption)
    });
    let tables = vec![TableExport { label: Signal::derive(move || words.get().question.csv.to_owned()), save }];
    view! { <Exports tables=tables picture=draw file=file/> }
}
