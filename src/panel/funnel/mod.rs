//! The funnel: where do they drop out?
//!
//! State in the address ([`state`]) → question → report → chart ([`figure`]), tables, people, method note.

mod drag;
pub mod figure;
pub mod method;
mod people;
mod rules;
pub mod section;
pub mod state;
mod steps;
pub mod tables;

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use self::{
    people::PeoplePanel,
    rules::Rules,
    state::{Control, FunnelState},
    steps::Steps,
    tables::{Comparison, StepTable},
};
use super::{
    History,
    comparison::{Both, ContrastTable, ask_both, use_sides, use_told},
    download::{file_name, save_csv},
    exports::{Exports, TableExport},
    later::Later,
    report::{Pinned, sharing::Sharing},
    scope_controls::Narrowing,
    use_surroundings, use_workspace,
};
use crate::{
    analysis::{FunnelQuestion, FunnelReport},
    chart::{
        legend::SeriesLegend,
        picture::{self, Caption},
        step_bars::StepBars,
    },
    export,
    text::{format, use_words},
};

const CHART_ID: &str = "funnel-chart";

/// The funnel on screen.
#[component]
pub fn FunnelPanel() -> impl IntoView {
    let words = use_words();
    let control = state::follow();
    let question = Memo::new(move |_| control.state.with(|state| state.asked()));
    let Both { questions, asked, other } = ask_both::<FunnelQuestion>(question.into());
    let scope = Signal::derive(move || control.state.with(|state| state.question.scope.clone()));
    let on_scope = Callback::new(move |(scope, history)| {
        control.update(history, |state| state.question.scope = scope);
    });

    view! {
        <div class="view">
            <h1 class="visually-hidden">{move || words.get().funnel.title}</h1>
            <aside class="view__controls" aria-label=move || words.get().funnel.rules>
                <Later>
                    <Steps control=control/>
                </Later>
                <Later>
                    <Rules control=control/>
                </Later>
                <Later>
                    <Narrowing scope=scope on_change=on_scope/>
                </Later>
            </aside>
            <div class="view__results" class:view__results--busy=move || asked.busy.get()>
                <Results control=control questions=questions report=asked.report other=other failure=asked.failure/>
            </div>
        </div>
    }
}

#[component]
fn Results(
    control: Control,
    questions: [Memo<Option<FunnelQuestion>>; 2],
    report: Signal<Option<Arc<FunnelReport>>>,
    other: Signal<Option<Arc<FunnelReport>>>,
    failure: Signal<Option<crate::worker::protocol::Failure>>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let surroundings = use_surroundings();
    let sides = use_sides(words);
    let told = use_told();
    let is_split = Memo::new(move |_| control.state.with(|state| state.question.breakdown.is_some()));
    // Newer state over an older report for the time of an answer: drawn only where both have the same steps.
    let fitting = Memo::new(move |_| {
        let n_steps = control.state.with(|state| state.question.steps.len());
        let fits = |report: &Arc<FunnelReport>| report.steps.len() == n_steps;
        let report = report.get().filter(fits)?;
        Some(match other.get().filter(fits).filter(|_| !is_split.get()) {
            Some(other) => Arc::new(figure::side_by_side(&report, &other, sides.get())),
            None => report,
        })
    });
    let drawn = Memo::new(move |before: Option<&Option<Arc<FunnelReport>>>| {
        fitting.get().or_else(|| before.cloned().flatten())
    });
    let trouble = Memo::new(move |_| {
        if control.state.with(|state| state.asked().is_none()) {
            let can_be_proposed =
                workspace.log.with(|log| log.as_ref().is_some_and(|log| log.proposal.steps.len() > 1));
            let words = &words.get().funnel;
            return Some(if can_be_proposed { words.too_few } else { words.one_touchpoint }.to_owned());
        }
        drawn.with(|report| figure::trouble(words.get(), report.as_ref()?))
    });
    let failure_words = move || failure.get().map(|failure| (words.get().trouble.sentence)(&failure));
    let message = move || {
        failure_words().or_else(|| trouble.get()).map(|words| view! { <p class="note" role="status">{words}</p> })
    };
    let can_draw = Memo::new(move |_| trouble.with(Option::is_none) && drawn.with(Option::is_some));
    let is_grouped =
        Memo::new(move |_| drawn.with(|report| report.as_ref().is_some_and(|report| !report.groups.is_empty())));
    let contrasts = Signal::derive(move || {
        let report = drawn.get().filter(|_| !is_split.get());
        report.map(|report| figure::contrasts(words.get(), &report)).unwrap_or_default()
    });
    let is_not_compared = Memo::new(move |_| is_split.get() && other.with(Option::is_some));
    let sentences = move || {
        let words = words.get();
        drawn.with(|report| {
            report.as_ref().map(|report| {
                let sentences = figure::headline(words, report).into_iter();
                sentences.map(|sentence| view! { <p class="headline__sentence">{sentence}</p> }).collect_view()
            })
        })
    };
    let steps = Memo::new(move |_| {
        let words = words.get();
        drawn.with(|report| {
            report
                .as_ref()
                .map(|report| control.state.with(|state| figure::steps(words, report, state)))
                .unwrap_or_default()
        })
    });
    let legend = Signal::derive(move || {
        let words = words.get();
        drawn.with(|report| {
            report
                .as_ref()
                .map(|report| control.state.with(|state| figure::legend(words, report, state)))
                .unwrap_or_default()
        })
    });
    let chosen = Signal::derive(move || {
        drawn.with(|report| {
            let report = report.as_ref()?;
            control.state.with(|state| figure::pick(report, state))
        })
    });
    let on_pick = Callback::new(move |pick| {
        if let Some(report) = drawn.get_untracked() {
            control.update(History::Push, |state| {
                let people = figure::people(&report, state, pick);
                state.people = (state.people.as_ref() != Some(&people)).then_some(people);
            });
        }
    });
    let on_close = Callback::new(move |()| {
        people::close(control);
        // Back to the bar that was opened: it is the one in the tab order.
        let bar = surroundings.find(&format!("#{CHART_ID} [role=button][tabindex='0']"));
        if let Some(bar) = bar.and_then(|bar| bar.dyn_into::<web_sys::SvgElement>().ok()) {
            let _ = bar.focus();
        }
    });
    let people =
        Memo::new(move |_| control.state.with(|state| state.people_asked(questions.map(|question| question.get()))));
    let shows_people = Memo::new(move |_| can_draw.get() && people.with(Option::is_some));
    let breakdown =
        Signal::derive(move || control.state.with(|state| state.question.breakdown.clone()).unwrap_or_default());
    let groups_drawn = Signal::derive(move || control.state.with(|state| state.groups));
    let label = Signal::derive(move || (words.get().funnel.chart)(steps.with(Vec::len)));
    let method = move || {
        let words = words.get();
        workspace.log.with(|log| {
            log.as_ref().map(|log| {
                let sentences = control.state.with(|state| method::sentences(words, state, &log.report));
                told.run(sentences).into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()
            })
        })
    };

    view! {
        {message}
        <Show when=move || can_draw.get()>
            <section class="panel">
                <div class="headline">{sentences}</div>
                <Show when=move || is_grouped.get()>
                    <GroupChoice control=control report=drawn/>
                    <SeriesLegend series=legend/>
                </Show>
                <Show when=move || is_not_compared.get()>
                    <p class="quiet">{move || words.get().comparison.not_split}</p>
                </Show>
                <StepBars
                    id=CHART_ID
                    label=label
                    steps=steps
                    percent=figure::axis_percent
                    chosen=chosen
                    on_pick=on_pick
                />
                <p class="quiet hint">{move || words.get().funnel.open_hint}</p>
                <Downloads control=control report=drawn question=questions[0] told=told/>
            </section>
            <Show when=move || shows_people.get()>
                <PeoplePanel question=people on_close=on_close/>
            </Show>
            <ContrastTable rows=contrasts/>
            <Show when=move || is_split.get() && is_grouped.get()>
                <Comparison report=drawn.into() breakdown=breakdown groups_drawn=groups_drawn/>
            </Show>
            <Later>
                <section class="panel">
                    <h2>{move || words.get().funnel.table}</h2>
                    <StepTable report=drawn.into() breakdown=breakdown/>
                </section>
            </Later>
        </Show>
        <details class="panel method">
            <summary>{move || words.get().question.method}</summary>
            <ul class="method__list">{method}</ul>
        </details>
    }
}

/// How many groups are drawn.
#[component]
fn GroupChoice(control: Control, report: Memo<Option<Arc<FunnelReport>>>) -> impl IntoView {
    let words = use_words();
    let n_groups = Memo::new(move |_| report.with(|report| report.as_ref().map_or(0, |report| report.groups.len())));
    let shown = Memo::new(move |_| control.state.with(|state| state.groups));
    let options = move || {
        let (chosen, n_groups) = (shown.get(), n_groups.get());
        let choices = [3, 6, 12, 24].into_iter().filter(move |&count| count == chosen || count < n_groups * 2);
        let options = choices.map(|count| {
            view! { <option value=count.to_string() selected=count == chosen>{count}</option> }
        });
        options.collect_view()
    };
    let note = move || {
        let words = words.get();
        let (shown, all) = (shown.get().min(n_groups.get()), n_groups.get());
        let count = |n: usize| format::count(words.language, n);
        (all > shown).then(|| (words.funnel.groups_note)(&count(shown), &count(all)))
    };
    view! {
        <div class="row" hidden=move || { n_groups.get() <= 3 }>
            <label class="field field--inline">
                <span class="field__label">{move || words.get().funnel.groups_shown}</span>
                <select
                    class="select select--small"
                    on:change=move |event| {
                        if let Ok(count) = event_target_value(&event).parse::<usize>() {
                            control.update(History::Push, |state| state.groups = count);
                        }
                    }
                >
                    {options}
                </select>
            </label>
            <span class="quiet">{note}</span>
        </div>
    }
}

/// The table as CSV, the chart as a picture.
#[component]
fn Downloads(
    control: Control,
    report: Memo<Option<Arc<FunnelReport>>>,
    question: Memo<Option<FunnelQuestion>>,
    told: Callback<Vec<String>, Vec<String>>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let surroundings = use_surroundings();
    let file = Callback::new(move |ending: &'static str| {
        let name = workspace.log.with_untracked(|log| log.as_ref().map(|log| log.report.name().to_owned()));
        file_name(&name.unwrap_or_default(), "funnel", ending)
    });
    let save = Callback::new(move |()| {
        if let Some(report) = report.get_untracked() {
            // Of two sides, those in scope: the other one is in the table of the comparison.
            let is_split = control.state.with_untracked(|state| state.question.breakdown.is_some());
            let groups = if is_split { report.groups.clone() } else { Vec::new() };
            save_csv(&file.run("csv"), &export::funnel(&FunnelReport { groups, ..(*report).clone() }));
        }
    });
    let draw = Callback::new(move |()| {
        let words = words.get_untracked();
        let report = report.get_untracked()?;
        let chart = surroundings.find(&format!("#{CHART_ID} svg"))?;
        let footnote = workspace.log.with_untracked(|log| {
            let log = &log.as_ref()?.report;
            Some(told.run(control.state.with_untracked(|state| method::footnote(words, state, log))).join(" · "))
        });
        let title = report.steps.iter().map(|step| step.label.as_str()).collect::<Vec<_>>().join(" → ");
        let groups = control.state.with_untracked(|state| figure::legend(words, &report, state));
        let mut lines = figure::headline(words, &report);
        if !groups.is_empty() {
            let named: Vec<String> = groups.into_iter().map(|group| format!("{} {}", group.mark, group.name)).collect();
            lines.push(named.join("   "));
        }
        let title = format!("{}: {title}", words.funnel.title);
        picture::draw(&chart, &[], &Caption { title, lines, footnote: footnote.unwrap_or_default() })
    });
    let tables = vec![TableExport { label: Signal::derive(move || words.get().question.csv.to_owned()), save }];
    // As it was asked: where periods are compared, with the days of this one.
    let pinned = Signal::derive(move || {
        let state = control.state.get();
        let question = question.get().unwrap_or_else(|| state.question.clone());
        Pinned::Funnel(FunnelState { question, ..state })
    });
    view! {
        <Exports tables=tables picture=draw file=file/>
        <Sharing view=pinned/>
    }
}
