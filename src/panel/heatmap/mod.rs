//! The touchpoint heatmap: where is it hot, where is it cold?
//!
//! State in the address ([`state`]) → question → report → what each cell shows ([`reading`]) → words ([`wording`]) →
//! chart, table, method note.

mod beside;
mod controls;
pub mod reading;
pub mod section;
pub mod state;
pub mod wording;

use std::{collections::BTreeMap, sync::Arc};

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;

use self::{
    controls::{Choices, Presets},
    reading::Reading,
    state::Control,
};
use super::{
    View,
    comparison::{Both, ContrastTable, ask_both, use_told},
    customers::state::CustomersState,
    download::{file_name, save_csv},
    exports::{Exports, TableExport},
    later::Later,
    report::{Pinned, sharing::Sharing},
    scope_controls::Narrowing,
    table::{Header, VirtualTable},
    use_surroundings, use_workspace,
};
use crate::{
    analysis::{HeatmapQuestion, HeatmapReport},
    chart::{
        heat_grid::HeatGrid,
        heat_picture::{HeatFigure, HeatPicture},
        legend::ShadeLegend,
        picture::{self, Caption, Picture},
    },
    export,
    geometry::grid::CellPosition,
    import::ImportReport,
    text::{Words, format, use_words},
};

const CHART_ID: &str = "heatmap-chart";
/// A picture of the whole heatmap is at least this wide.
const PICTURE_WIDTH: f64 = 1_000.0;

/// The heatmap on screen.
#[component]
pub fn HeatmapPanel() -> impl IntoView {
    let words = use_words();
    let control = Control::follow();
    let question = Memo::new(move |_| control.state.with(|state| state.asked(control.proposed_goal.get().as_ref())));
    let Both { asked, .. } = ask_both::<HeatmapQuestion>(question.into());
    let scope = Signal::derive(move || control.state.with(|state| state.question.scope.clone()));
    let on_scope = Callback::new(move |(scope, history)| {
        control.update(history, |state| state.question.scope = scope);
    });
    // An answer fits the state when it answers a question with the same rows, columns and measure.
    let answer = Memo::new(move |before: Option<&Option<Arc<HeatmapReport>>>| {
        let fits = asked.question.get().is_some_and(|asked| {
            control.state.with(|state| {
                let question = &state.question;
                (&question.rows, &question.columns, question.measure) == (&asked.rows, &asked.columns, asked.measure)
            })
        });
        if fits { asked.report.get() } else { before.cloned().flatten().filter(|_| asked.report.get().is_some()) }
    });
    let failure = move || asked.failure.get().map(|failure| (words.get().trouble.sentence)(&failure));

    view! {
        <div class="view">
            <h1 class="visually-hidden">{move || words.get().heatmap.title}</h1>
            <aside class="view__controls" aria-label=move || words.get().heatmap.title>
                <Choices control=control/>
                <Later>
                    <Narrowing scope=scope on_change=on_scope/>
                </Later>
            </aside>
            <div class="view__results" class:view__results--busy=move || asked.busy.get()>
                <Presets control=control/>
                <Results control=control answer=answer question=question failure=Signal::derive(failure)/>
                <Later>
                    <Compared question=question/>
                </Later>
            </div>
        </div>
    }
}

/// The cells side by side, where somebody is compared.
#[component]
fn Compared(question: Memo<Option<HeatmapQuestion>>) -> impl IntoView {
    let words = use_words();
    let address = use_workspace().address;
    let comparable = Memo::new(move |_| {
        question
            .with(|question| question.as_ref().map(beside::comparable))
            .filter(|_| address.against.with(Option::is_some))
    });
    let Both { questions: [own, _], asked, other } = ask_both::<HeatmapQuestion>(comparable.into());
    let rows = Signal::derive(move || {
        let both = own.get().zip(asked.report.get()).zip(other.get()).filter(|_| asked.failure.with(Option::is_none));
        let rows = both.map(|((question, own), other)| beside::contrasts(words.get(), &question, &own, &other));
        rows.unwrap_or_default()
    });
    view! { <ContrastTable rows=rows/> }
}

/// Place of each touchpoint's stage, for the order of rows by stage.
fn stage_ranks(report: &ImportReport) -> BTreeMap<String, usize> {
    let mut ranks = BTreeMap::new();
    for touchpoint in &report.summary.touchpoints {
        if let Some(stage) = touchpoint.stage.as_deref().and_then(|stage| report.stage_model.named(stage)) {
            ranks.insert(touchpoint.name.clone(), usize::from(stage.0));
        }
    }
    ranks
}

#[component]
fn Results(
    control: Control,
    answer: Memo<Option<Arc<HeatmapReport>>>,
    question: Memo<Option<HeatmapQuestion>>,
    failure: Signal<Option<String>>,
) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let stage_ranks = Memo::new(move |_| {
        workspace.log.with(|log| log.as_ref().map(|log| stage_ranks(&log.report)).unwrap_or_default())
    });
    // The reading is made of the state that the report answers to: a new state waits for its report.
    let reading = Signal::derive(move || {
        let report = answer.get()?;
        let state = control.state.get();
        Some(Arc::new(stage_ranks.with(|ranks| Reading::new(report, state, ranks))))
    });
    let is_empty = Memo::new(move |_| answer.with(|report| report.as_ref().is_some_and(|report| report.is_empty())));
    let no_goal = Memo::new(move |_| question.with(Option::is_none));
    let message = move || {
        let text = &words.get().heatmap;
        let words = if no_goal.get() {
            Some(text.no_goal.to_owned())
        } else if let Some(failure) = failure.get() {
            Some(failure)
        } else if is_empty.get() {
            Some(text.nothing.to_owned())
        } else {
            None
        };
        words.map(|words| view! { <p class="note" role="status">{words}</p> })
    };
    let can_draw = Memo::new(move |_| {
        !no_goal.get() && !is_empty.get() && failure.with(Option::is_none) && answer.with(Option::is_some)
    });
    let told = use_told();
    let method = move || {
        let words = words.get();
        let goal = control.goal();
        workspace.log.with(|log| {
            log.as_ref().map(|log| {
                let sentences =
                    control.state.with(|state| wording::method(words, state, goal.as_ref(), &log.report, state::KEPT));
                told.run(sentences).into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()
            })
        })
    };
    view! {
        {message}
        <Show when=move || can_draw.get()>
            <Drawn control=control reading=reading/>
        </Show>
        <details class="panel method">
            <summary>{move || words.get().question.method}</summary>
            <ul class="method__list">{method}</ul>
        </details>
    }
}

#[component]
fn Drawn(control: Control, reading: Signal<Option<Arc<Reading>>>) -> impl IntoView {
    let words = use_words();
    let workspace = use_workspace();
    let surroundings = use_surroundings();
    let figure = Signal::derive(move || {
        let words = words.get();
        Arc::new(reading.get().map_or_else(HeatFigure::empty, |reading| wording::figure(words, &reading)))
    });
    let scale = Signal::derive(move || {
        let words = words.get();
        reading.get().map(|reading| wording::scale(words, &reading))
    });
    let headline = Signal::derive(move || control.state.with(|state| wording::headline(words.get(), state)));
    let hint = Signal::derive(move || words.get().heatmap.hint.to_owned());
    // The customers behind the cell that was chosen last.
    let picked = RwSignal::new(None::<CellPosition>);
    let behind = move || {
        let (cell, reading) = (picked.get()?, reading.get()?);
        let count = reading.count(cell, control.goal())?;
        let state = CustomersState::behind(count, reading.state.question.scope.clone());
        let href = workspace.address.href_with(View::Customers, &state);
        let words = words.get();
        let (row, column) = figure
            .with(|figure| Some((figure.rows.get(cell.row)?.clone(), figure.columns.get(cell.column)?.clone())))?;
        Some(view! { <p><a class="link" href=href>{(words.customers.behind_cell)(&row, &column)}</a></p> })
    };
    let label = Signal::derive(move || control.state.with(|state| wording::chart_name(words.get(), state)));

    let file = Callback::new(move |ending: &'static str| {
        let name = workspace.log.with_untracked(|log| log.as_ref().map(|log| log.report.name().to_owned()));
        file_name(&name.unwrap_or_default(), "heatmap", ending)
    });
    let dimensions = move || {
        control.state.with_untracked(|state| {
            let english = crate::text::Language::English.words();
            (
                wording::dimension_name(english, &state.question.rows).to_lowercase(),
                wording::dimension_name(english, &state.question.columns).to_lowercase(),
            )
        })
    };
    let save_matrix = Callback::new(move |()| {
        if let Some(reading) = reading.get_untracked() {
            save_csv(&file.run("csv"), &export::heatmap_matrix(&reading.report, &dimensions().0));
        }
    });
    let save_long = Callback::new(move |()| {
        if let Some(reading) = reading.get_untracked() {
            let (rows, columns) = dimensions();
            save_csv(&file.run("csv"), &export::heatmap_long(&reading.report, &rows, &columns));
        }
    });
    let draw = Callback::new(move |()| {
        let words = words.get_untracked();
        let reading = reading.get_untracked()?;
        let caption = workspace.log.with_untracked(|log| {
            let log = log.as_ref()?;
            let summary = &log.report.summary;
            let source = (words.question.source)(
                log.report.name(),
                &format::count(words.language, summary.customers),
                &format::count(words.language, summary.events),
            );
            let goal = untrack(|| control.goal());
            let mut notes = vec![source];
            notes.extend(
                wording::method(words, &reading.state, goal.as_ref(), &log.report, state::KEPT).into_iter().take(4),
            );
            notes.push("Sojourn".to_owned());
            Some(Caption {
                title: wording::headline(words, &reading.state),
                lines: Vec::new(),
                footnote: notes.join(" · "),
            })
        })?;
        let chart = surroundings.find(&format!("#{CHART_ID}"))?;
        whole_picture(&chart, &wording::figure(words, &reading), &caption)
    });
    let tables = vec![
        TableExport { label: Signal::derive(move || words.get().question.csv.to_owned()), save: save_matrix },
        TableExport { label: Signal::derive(move || words.get().question.csv_long.to_owned()), save: save_long },
    ];
    // The goal in force is pinned with it: another log may propose another one.
    let pinned = Signal::derive(move || {
        let mut state = control.state.get();
        state.question.goal = control.goal().filter(|_| state.needs_goal());
        Pinned::Heatmap(state)
    });
    let table_open = RwSignal::new(false);

    view! {
        <section class="panel">
            <h2>{move || headline.get()}</h2>
            {move || scale.get().map(|scale| view! { <ShadeLegend scale=scale/> })}
            <HeatGrid
                id=CHART_ID
                label=label
                figure=figure
                hint=hint
                on_pick=Callback::new(move |cell| picked.set(Some(cell)))
            />
            {behind}
            <Exports tables=tables picture=draw file=file/>
            <Sharing view=pinned/>
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
                <Matrix figure=figure/>
            </Show>
        </details>
    }
}

/// The whole heatmap and its legend as one picture, drawn out of sight.
fn whole_picture(chart: &web_sys::Element, figure: &HeatFigure, caption: &Caption) -> Option<Picture> {
    let legend = chart.parent_element()?.query_selector(".legend__shades").ok()?;
    let stage = document().create_element("div").ok()?.dyn_into::<web_sys::HtmlElement>().ok()?;
    stage.set_class_name("off-stage");
    chart.append_child(&stage).ok()?;
    let layout = figure.lay_out(PICTURE_WIDTH);
    let size = [layout.width(), layout.height()];
    let figure = Arc::new(figure.clone());
    let mounted = mount_to(stage.clone(), move || {
        let nothing = Signal::derive(|| None::<CellPosition>);
        view! {
            <svg class="heat__picture" width=size[0].to_string() height=size[1].to_string()>
                <HeatPicture
                    id="heatmap-whole"
                    figure=figure
                    layout=layout
                    scroll=Signal::derive(|| [0.0, 0.0])
                    window=Signal::derive(move || size)
                    active=nothing
                />
            </svg>
        }
    });
    let drawn = stage.first_element_child().and_then(|svg| {
        let below: Vec<web_sys::Element> = legend.into_iter().collect();
        picture::draw(&svg, &below, caption)
    });
    drop(mounted);
    stage.remove();
    drawn
}

/// The heatmap as a table.
#[component]
pub fn Matrix(
    /// What it shows.
    figure: Signal<Arc<HeatFigure>>,
) -> impl IntoView {
    let words: Signal<&'static Words> = use_words();
    let columns = Signal::derive(move || {
        figure.with(|figure| {
            let mut columns = vec![
                Header::text(figure.rows_label.clone()).track("minmax(13rem, 2fr)"),
                Header::number(figure.total_label.clone()).track("minmax(8rem, 1fr)"),
            ];
            let rest = figure.columns.iter().map(|name| Header::number(name.clone()).track("minmax(8rem, 1fr)"));
            columns.extend(rest);
            columns
        })
    });
    let n_rows = Signal::derive(move || figure.with(|figure| figure.rows.len()));
    let row = move |at: usize| {
        figure.with(|figure| {
            let Some(name) = figure.rows.get(at) else { return Vec::new() };
            let mut fields =
                vec![name.clone().into_any(), figure.row_totals.get(at).cloned().unwrap_or_default().into_any()];
            let cells =
                (0..figure.columns.len()).map(|column| (figure.text)(CellPosition { row: at, column }).into_any());
            fields.extend(cells);
            fields
        })
    };
    let label = Signal::derive(move || words.get().heatmap.table.to_owned());
    view! { <VirtualTable label=label columns=columns n_rows=n_rows row=row/> }
}
