//! The overview: how are we doing?
//!
//! State in the address ([`state`]) → questions (figures, pain points) → reports → words ([`wording`]) → findings, a card
//! per figure, table, method note.

mod state;
mod wording;

use std::sync::Arc;

use leptos::prelude::*;

use self::{
    state::OverviewState,
    wording::{Evidence, Finding},
};
use super::{
    Control, History, View, ask,
    comparison::{Both, ContrastTable, ask_both, is_of_periods, use_told},
    customers::state::CustomersState,
    download::save_csv,
    exports::file_of,
    later::Later,
    scope_controls::Narrowing,
    table::{Header, VirtualTable},
    touchpoint_list::GoalList,
    use_workspace,
};
use crate::{
    analysis::{Figure, FigureKind, OverviewQuestion, OverviewReport, PainPointsQuestion, PainPointsReport},
    chart::trend_line::TrendLine,
    export,
    text::{Language, use_words},
};

/// The overview on screen.
#[component]
pub fn OverviewPanel() -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let control = Control::follow(View::Overview, OverviewState::default);
    let proposed = Memo::new(move |_| workspace.log.with(|log| log.as_ref().and_then(|log| log.proposal.goal.clone())));
    let question = Memo::new(move |_| control.state.with(|state| Some(state.asked(proposed.get()))));
    let asked = ask::<OverviewQuestion>(question.into());
    // The period before is in the report; others are asked about the same days.
    let compared = Memo::new(move |_| {
        let against = workspace.address.against;
        let OverviewQuestion { goal, mut scope } =
            question.get().filter(|_| against.with(|against| against.is_some() && !is_of_periods(against.as_ref())))?;
        let report = asked.report.get()?;
        (scope.from, scope.to) = (Some(report.from.clone()), Some(report.to.clone()));
        Some(OverviewQuestion { goal, scope })
    });
    let Both { asked: own, other, .. } = ask_both::<OverviewQuestion>(compared.into());
    let contrasts = Signal::derive(move || {
        let both = own.report.get().zip(other.get());
        both.map(|(own, other)| wording::contrasts(words.get(), &own, &other)).unwrap_or_default()
    });
    let points = Memo::new(move |_| {
        let OverviewQuestion { goal, scope } = question.get()?;
        Some(PainPointsQuestion { goal, scope, ..PainPointsQuestion::default() })
    });
    let points = ask::<PainPointsQuestion>(points.into()).report;
    let scope = Signal::derive(move || control.state.with(|state| state.question.scope.clone()));
    let on_scope = Callback::new(move |(scope, history)| {
        control.update(history, |state| state.question.scope = scope);
    });
    let goal = Memo::new(move |_| {
        question.with(|question| Some(question.as_ref()?.goal.clone()?.touchpoints)).unwrap_or_default()
    });
    let on_goal = Callback::new(move |touchpoints: Vec<String>| {
        control.update(History::Push, |state| state.question.goal.get_or_insert_default().touchpoints = touchpoints);
    });
    let failure = Signal::derive(move || asked.failure.get().map(|failure| (words.get().trouble.sentence)(&failure)));
    view! {
        <div class="view">
            <h1 class="visually-hidden">{move || words.get().overview.title}</h1>
            <aside class="view__controls" aria-label=move || words.get().overview.rules>
                <fieldset class="controls__group">
                    <legend class="controls__title">{move || words.get().overview.rules}</legend>
                    <GoalList id="overview-goal" touchpoints=goal on_change=on_goal/>
                </fieldset>
                <Later>
                    <Narrowing scope=scope on_change=on_scope/>
                </Later>
            </aside>
            <div class="view__results" class:view__results--busy=move || asked.busy.get()>
                <Results control=control report=asked.report points=points failure=failure/>
                <ContrastTable rows=contrasts/>
            </div>
        </div>
    }
}

#[component]
fn Results(
    control: Control<OverviewState>,
    report: Signal<Option<Arc<OverviewReport>>>,
    points: Signal<Option<Arc<PainPointsReport>>>,
    failure: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    let is_answered = Memo::new(move |_| failure.with(Option::is_none) && report.with(Option::is_some));
    let message = move || failure.get().map(|words| view! { <p class="note" role="status">{words}</p> });
    let told = use_told();
    let address = use_workspace().address;
    let method = move || {
        let sentences = words.get().overview.method.map(str::to_owned).to_vec();
        let of_periods = address.against.with(|against| is_of_periods(against.as_ref()));
        let sentences = if of_periods { sentences } else { told.run(sentences) };
        sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()
    };
    view! {
        {message}
        <Show when=move || is_answered.get()>
            <Figures control=control report=report/>
            <Findings control=control report=report points=points/>
            <Later>
                <section class="panel">
                    <h2>{move || words.get().overview.table}</h2>
                    <FigureTable report=report/>
                </section>
            </Later>
        </Show>
        <details class="panel method">
            <summary>{move || words.get().question.method}</summary>
            <ul class="method__list">{method}</ul>
        </details>
    }
}

/// A card per figure.
#[component]
fn Figures(control: Control<OverviewState>, report: Signal<Option<Arc<OverviewReport>>>) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let proposed = Memo::new(move |_| workspace.log.with(|log| log.as_ref().and_then(|log| log.proposal.goal.clone())));
    let behind = move |report: &OverviewReport, kind: FigureKind| {
        let state = control.state.get_untracked();
        let goal = state.asked(proposed.get()).goal;
        let scope = state.behind(kind, [&report.from, &report.to], goal.as_ref())?;
        Some(workspace.address.href_with(View::Customers, &CustomersState::of(scope)))
    };
    let periods = move || {
        let words = words.get();
        report.with(|report| {
            workspace.log.with(|log| Some(wording::periods(words, report.as_ref()?, &log.as_ref()?.report)))
        })
    };
    let cards = move || {
        let report = report.get()?;
        let cards = report.figures.iter().map(|figure| {
            view! { <FigureCard report=report.clone() behind=behind(&report, figure.kind) figure=figure.clone()/> }
        });
        Some(cards.collect_view())
    };
    view! {
        <section class="panel">
            <h2>{periods}</h2>
            <ul class="figures">{cards}</ul>
        </section>
    }
}

#[component]
fn FigureCard(report: Arc<OverviewReport>, figure: Figure, behind: Option<String>) -> impl IntoView {
    let words = use_words();
    let (report, figure) = (StoredValue::new(report), StoredValue::new(figure));
    let with = move |say: fn(&'static crate::text::Words, &OverviewReport, &Figure) -> String| {
        move || report.with_value(|report| figure.with_value(|figure| say(words.get(), report, figure)))
    };
    let name = with(|words, report, figure| wording::name(words, report, figure.kind).to_owned());
    let now = with(|words, report, figure| wording::value(words, report, figure.kind, figure.now));
    let change = with(|words, report, figure| {
        let by = figure.change.map(|by| wording::change(words, report, figure.kind, by));
        by.unwrap_or_else(|| words.overview.no_before.to_owned())
    });
    let rest = with(|words, report, figure| {
        let before = wording::value(words, report, figure.kind, figure.before);
        let parts = [
            wording::change_interval(words, report, figure),
            (words.overview.before)(&before),
            wording::certainty(words, figure).to_owned(),
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    let link = behind.map(|href| {
        let label =
            with(|words, report, figure| (words.customers.behind_count)(wording::name(words, report, figure.kind)));
        view! {
            <p>
                <a class="link" href=href aria-label=label>{move || words.get().customers.behind}</a>
            </p>
        }
    });
    let label = with(|words, report, figure| (words.overview.trend)(wording::name(words, report, figure.kind)));
    let trend = figure.with_value(|figure| figure.trend.clone());
    let is_sure = figure.with_value(|figure| figure.is_sure);
    view! {
        <li class="figure">
            <h3 class="figure__name">{name}</h3>
            <p class="figure__value">{now}</p>
            <p class="figure__change" class:figure__change--sure=is_sure>{change}</p>
            <TrendLine label=Signal::derive(label) values=trend/>
            <p class="quiet">{rest}</p>
            {link}
        </li>
    }
}

/// What stands out, each with the way to its evidence.
#[component]
fn Findings(
    control: Control<OverviewState>,
    report: Signal<Option<Arc<OverviewReport>>>,
    points: Signal<Option<Arc<PainPointsReport>>>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let findings = Memo::new(move |_| {
        let words = words.get();
        let (report, points) = (report.get()?, points.get()?);
        let scope = control.state.with(|state| state.question.scope.clone());
        workspace.log.with(|log| Some(wording::findings(words, &report, Some(&points), &log.as_ref()?.report, &scope)))
    });
    let items = move || {
        let findings = findings.get()?;
        let open = move |evidence: Evidence| {
            let address = workspace.address;
            let scope = control.state.with_untracked(|state| state.question.scope.clone());
            let href = move || match &evidence {
                Evidence::PainPoints => {
                    let question = PainPointsQuestion { scope: scope.clone(), ..PainPointsQuestion::default() };
                    let state = super::pain_points::state::PainPointsState { question };
                    address.href_with(View::PainPoints, &state)
                }
                Evidence::Funnel => address.href(View::Funnel),
                Evidence::Feedback => address.href(View::Feedback),
                Evidence::Heatmap(state) => address.href_with(View::Heatmap, state.as_ref()),
            };
            view! { <a class="link" href=href>{move || words.get().overview.open}</a> }
        };
        let items = findings.into_iter().map(|Finding { says, evidence }| {
            view! { <li>{says} " " {open(evidence)}</li> }
        });
        let items = items.collect::<Vec<_>>();
        Some(if items.is_empty() {
            view! { <p>{words.get().overview.no_findings}</p> }.into_any()
        } else {
            view! { <ol class="findings">{items}</ol> }.into_any()
        })
    };
    view! {
        <section class="panel" aria-live="polite">
            <h2>{move || words.get().overview.findings}</h2>
            {items}
        </section>
    }
}

/// Widths of the table's columns, by what stands in them.
fn tracks(language: Language) -> [&'static str; 7] {
    match language {
        Language::English => [
            "minmax(12.6rem, 2fr)", "minmax(6.1rem, 1fr)", "minmax(8.1rem, 1fr)", "minmax(6.1rem, 1fr)",
            "minmax(6.3rem, 1fr)", "minmax(10.5rem, 1fr)", "minmax(9rem, 1fr)",
        ],
        Language::Chinese => [
            "minmax(10rem, 2fr)", "minmax(6.5rem, 1fr)", "minmax(8.5rem, 1fr)", "minmax(6.5rem, 1fr)",
            "minmax(8rem, 1fr)", "minmax(11.5rem, 1fr)", "minmax(6.5rem, 1fr)",
        ],
    }
}

#[component]
fn FigureTable(report: Signal<Option<Arc<OverviewReport>>>) -> impl IntoView {
    let words = use_words();
    let columns = Signal::derive(move || {
        let words = words.get();
        let [figure, numbers @ .., certainty] = words.overview.heads;
        let numbers = numbers.map(Header::number);
        let heads = [Header::text(figure)].into_iter().chain(numbers).chain([Header::text(certainty)]);
        std::iter::zip(heads, tracks(words.language)).map(|(head, track)| head.track(track)).collect::<Vec<_>>()
    });
    let rows = Memo::new(move |_| {
        let words = words.get();
        report.with(|report| report.as_ref().map(|report| wording::table_rows(words, report))).unwrap_or_default()
    });
    let n_rows = Signal::derive(move || rows.with(Vec::len));
    let row = move |at: usize| {
        let fields = rows.with(|rows| rows.get(at).cloned().unwrap_or_default());
        fields.into_iter().map(IntoAny::into_any).collect()
    };
    let label = Signal::derive(move || words.get().overview.table.to_owned());
    let file = file_of("overview");
    let save = move |_| {
        if let Some(report) = report.get_untracked() {
            save_csv(&file.run("csv"), &export::overview(&report));
        }
    };
    view! {
        <VirtualTable label=label columns=columns n_rows=n_rows row=row/>
        <div class="exports" role="group" aria-label=move || words.get().question.download>
            <span class="quiet">{move || words.get().question.download}</span>
            <button type="button" class="button button--small" on:click=save>{move || words.get().question.csv}</button>
        </div>
    }
}
