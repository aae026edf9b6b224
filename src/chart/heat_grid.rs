//! A grid of shaded cells that scrolls under its headers.
//!
//! The scrolled box is as large as the whole picture, so that its scroll bars tell the truth; the picture itself is as
//! large as the window, stays in it, and is redrawn by cell as the box scrolls. One cell is active: the arrow keys,
//! Home, End, Page Up and Page Down move it (with Ctrl to the edges of the grid).

use std::sync::Arc;

use leptos::{html::Div, prelude::*};

use super::{
    heat_picture::{HeatFigure, HeatPicture, cell_id},
    tooltip::{Tip, Tooltip},
    width::content_size,
};
use crate::geometry::grid::{CELL_HEIGHT, CellPosition};

/// The box is at most this share of the browser's window high.
const MAX_SHARE: f64 = 0.74;
const LEAST_HEIGHT: f64 = 300.0;
/// Room for scroll bars, which take from the window of the picture.
const SCROLL_BAR: f64 = 16.0;

/// Draws a heat grid. Below it stands what there is to say of the active cell.
#[component]
pub fn HeatGrid(
    /// Prefix of ids in the page.
    id: &'static str,
    /// Name of the chart, for assistive technology.
    #[prop(into)]
    label: Signal<String>,
    /// What it shows.
    #[prop(into)]
    figure: Signal<Arc<HeatFigure>>,
    /// Said below the chart while no cell is active.
    #[prop(into)]
    hint: Signal<String>,
    /// Hears which cell was chosen: clicked, or Enter pressed on it.
    #[prop(optional)]
    on_pick: Option<Callback<CellPosition>>,
) -> impl IntoView {
    let container = NodeRef::<Div>::new();
    let frame = NodeRef::<Div>::new();
    let frame_size = content_size(frame);
    let inner_size = content_size(container);
    let scroll = RwSignal::new([0.0, 0.0]);
    let tip = RwSignal::new(None::<Tip>);
    let active = RwSignal::new(None::<CellPosition>);
    let hovered = RwSignal::new(None::<CellPosition>);

    let width = Memo::new(move |_| frame_size.get().map_or(900.0, |[width, _]| width.floor()));
    let layout = Memo::new(move |_| figure.with(|figure| figure.lay_out(width.get() - SCROLL_BAR)));
    let height = Memo::new(move |_| {
        let most = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or(800.0) * MAX_SHARE;
        (layout.get().height() + SCROLL_BAR).min(most.max(LEAST_HEIGHT))
    });
    // On paper nothing scrolls: all of it is drawn, as wide as the paper.
    let on_paper = RwSignal::new(false);
    let before = window_event_listener(leptos::ev::beforeprint, move |_| on_paper.set(true));
    let after = window_event_listener(leptos::ev::afterprint, move |_| on_paper.set(false));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
    let view_size = Memo::new(move |_| {
        if on_paper.get() {
            return layout.with(|layout| [layout.width(), layout.height()]);
        }
        // Before the size is known hardly a cell is drawn: all would be drawn twice.
        inner_size.get().unwrap_or_default()
    });
    let seen_from = Signal::derive(move || if on_paper.get() { [0.0, 0.0] } else { scroll.get() });

    // Another figure may have fewer rows and columns.
    Effect::new(move |_| {
        let (rows, columns) = figure.with(|figure| (figure.rows.len(), figure.columns.len()));
        let outside = |cell: &mut Option<CellPosition>| cell.is_some_and(|at| at.row >= rows || at.column >= columns);
        for cell in [active, hovered] {
            if cell.with_untracked(|cell| outside(&mut cell.clone())) {
                cell.set(None);
            }
        }
        if let Some(container) = container.get_untracked() {
            scroll.set([f64::from(container.scroll_left()), f64::from(container.scroll_top())]);
        }
    });

    let go_to = move |cell: CellPosition| {
        active.set(Some(cell));
        hovered.set(None);
        let (layout, size) = (layout.get_untracked(), view_size.get_untracked());
        let [x, y] = layout.scroll_into_view(cell, scroll.get_untracked(), size);
        if let Some(container) = container.get_untracked() {
            container.set_scroll_left(x.ceil() as i32);
            container.set_scroll_top(y.ceil() as i32);
        }
        let point = [
            layout.header_width() + layout.column_x(cell.column) + layout.cell_width / 2.0 - x,
            layout.header_height() + layout.row_y(cell.row) + CELL_HEIGHT - y,
        ];
        tip.set(Some(tip_of(&figure.get_untracked(), cell, point)));
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            tip.set(None);
            return;
        }
        if let ("Enter" | " ", Some(on_pick), Some(cell)) = (event.key().as_str(), on_pick, active.get_untracked()) {
            event.prevent_default();
            on_pick.run(cell);
            return;
        }
        let page = (view_size.get_untracked()[1] / CELL_HEIGHT) as usize;
        let extent = figure.with_untracked(|figure| (figure.rows.len(), figure.columns.len()));
        let next = step(active.get_untracked(), &event.key(), event.ctrl_key() || event.meta_key(), page, extent);
        if let Some(next) = next {
            event.prevent_default();
            go_to(next);
        }
    };
    let on_pointer = move |event: web_sys::PointerEvent| {
        let Some(container) = container.get_untracked() else { return };
        let edge = container.get_bounding_client_rect();
        let point = [f64::from(event.client_x()) - edge.left(), f64::from(event.client_y()) - edge.top()];
        let found = layout.get_untracked().cell_at(point, scroll.get_untracked());
        if hovered.get_untracked() != found {
            hovered.set(found);
        }
        tip.set(found.map(|cell| tip_of(&figure.get_untracked(), cell, point)));
    };
    let outlined = Signal::derive(move || hovered.get().or(active.get()));
    let picture = move || {
        let figure = figure.get();
        let layout = layout.get();
        view! { <HeatPicture id=id figure=figure layout=layout scroll=seen_from window=view_size active=outlined/> }
    };
    let readout = move || match active.get() {
        Some(cell) => figure.with(|figure| {
            let known = cell.row < figure.rows.len() && cell.column < figure.columns.len();
            if !known {
                return String::new();
            }
            let details: Vec<String> =
                (figure.details)(cell).into_iter().map(|(what, much)| format!("{what} {much}")).collect();
            format!("{} × {} · {}", figure.rows[cell.row], figure.columns[cell.column], details.join(" · "))
        }),
        None => hint.get(),
    };

    view! {
        <div class="chart heat" id=id node_ref=frame>
            <div
                class="heat__scroll"
                node_ref=container
                style:height=move || format!("{}px", height.get())
                on:scroll=move |_| {
                    if let Some(container) = container.get_untracked() {
                        scroll.set([f64::from(container.scroll_left()), f64::from(container.scroll_top())]);
                        tip.set(None);
                    }
                }
                on:pointermove=on_pointer
                on:pointerdown=move |event| {
                    on_pointer(event);
                    if let Some(cell) = hovered.get_untracked() {
                        active.set(Some(cell));
                    }
                }
                on:click=move |_| {
                    if let (Some(on_pick), Some(cell)) = (on_pick, hovered.get_untracked()) {
                        on_pick.run(cell);
                    }
                }
                on:pointerleave=move |_| {
                    hovered.set(None);
                    tip.set(None);
                }
            >
                <div
                    class="heat__room"
                    style:width=move || format!("{}px", layout.get().width())
                    style:height=move || format!("{}px", layout.get().height())
                >
                    <svg
                        class="heat__picture"
                        role="grid"
                        tabindex="0"
                        aria-label=move || label.get()
                        aria-rowcount=move || layout.get().n_rows.to_string()
                        aria-colcount=move || layout.get().n_columns.to_string()
                        aria-activedescendant=move || active.get().map(|cell| cell_id(id, cell))
                        width=move || view_size.get()[0].to_string()
                        height=move || view_size.get()[1].to_string()
                        viewBox=move || {
                            let [width, height] = view_size.get();
                            format!("0 0 {width} {height}")
                        }
                        on:keydown=on_key
                        on:focus=move |_| {
                            if active.get_untracked().is_none() {
                                active.set(Some(CellPosition { row: 0, column: 0 }));
                            }
                        }
                        on:blur=move |_| tip.set(None)
                    >
                        {picture}
                    </svg>
                </div>
            </div>
            <Tooltip tip=tip width=width/>
            <p class="heat__readout" role="status">{readout}</p>
        </div>
    }
}

fn tip_of(figure: &HeatFigure, cell: CellPosition, at: [f64; 2]) -> Tip {
    let title = match (figure.rows.get(cell.row), figure.columns.get(cell.column)) {
        (Some(row), Some(column)) => format!("{row} × {column}"),
        _ => String::new(),
    };
    Tip { at, title, details: (figure.details)(cell) }
}

/// The cell that a key leads to; `None` for keys that lead nowhere.
fn step(
    from: Option<CellPosition>,
    key: &str,
    to_edge: bool,
    page: usize,
    (n_rows, n_columns): (usize, usize),
) -> Option<CellPosition> {
    let (last_row, last_column) = (n_rows.checked_sub(1)?, n_columns.checked_sub(1)?);
    let CellPosition { row, column } = from.unwrap_or(CellPosition { row: 0, column: 0 });
    let (row, column) = match key {
        "ArrowUp" => (if to_edge { 0 } else { row.saturating_sub(1) }, column),
        "ArrowDown" => (if to_edge { last_row } else { row + 1 }, column),
        "ArrowLeft" => (row, if to_edge { 0 } else { column.saturating_sub(1) }),
        "ArrowRight" => (row, if to_edge { last_column } else { column + 1 }),
        "Home" => (if to_edge { 0 } else { row }, 0),
        "End" => (if to_edge { last_row } else { row }, last_column),
        "PageUp" => (row.saturating_sub(page.max(1)), column),
        "PageDown" => (row + page.max(1), column),
        _ => return None,
    };
    Some(CellPosition { row: row.min(last_row), column: column.min(last_column) })
}
