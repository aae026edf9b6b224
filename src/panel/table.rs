//! A table of many rows, of which only those in sight are drawn.
//!
//! All rows are equally high. The box scrolls by hand and, when focused, by the keys of the browser; assistive
//! technology hears how many rows there are and which one it is on.
//!
//! ```ignore
//! view! {
//!     <VirtualTable
//!         label="Skipped rows"
//!         columns=Signal::derive(move || vec![Header::text("Line"), Header::number("Value")])
//!         n_rows=Signal::derive(move || rows.get().len())
//!         row=move |at| rows.with(|rows| vec![rows[at].line.into_any(), rows[at].value.clone().into_any()])
//!     />
//! }
//! ```

use std::ops::Range;

use leptos::{html::Div, prelude::*};

use crate::{chart::each::Each, geometry::window::LongList};

/// Height of a row and of the header, in pixels; the style sheet agrees (`--row-height`).
pub const ROW_HEIGHT: f64 = 32.0;

/// Rows drawn beyond those in sight, so that a quick scroll shows no gap.
const MARGIN: usize = 8;

/// The head of a column.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Its words.
    pub label: String,
    /// Whether the fields are numbers: set to the right.
    pub numeric: bool,
    /// Its share of the width, as a track of a CSS grid.
    pub track: &'static str,
}

impl Header {
    /// A column of text, which takes the room there is.
    pub fn text(label: impl Into<String>) -> Header {
        Header { label: label.into(), numeric: false, track: "minmax(11rem, 2fr)" }
    }

    /// A column of numbers, set to the right.
    pub fn number(label: impl Into<String>) -> Header {
        Header { label: label.into(), numeric: true, track: "minmax(7.5rem, 1fr)" }
    }

    /// The same with a track of its own, like `5rem` or `minmax(10rem, 3fr)`.
    pub fn track(self, track: &'static str) -> Header {
        Header { track, ..self }
    }
}

/// By which column the rows are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column, from 0.
    pub column: usize,
    /// Largest, or last in the alphabet, first.
    pub descending: bool,
}

/// Rows that can be opened: by a click, or by the arrow keys and Enter while the table has the focus.
#[derive(Clone, Copy)]
pub struct Openable {
    /// Id of the table in the page.
    pub id: &'static str,
    /// The row that the keys are on; setting it brings it into sight.
    pub active: RwSignal<usize>,
    /// The row that is open.
    pub opened: Signal<Option<usize>>,
    /// Hears which row is to be opened.
    pub on_open: Callback<usize>,
}

/// A table that draws only the rows in sight. `row` gives the fields of a row, in reactive context: what it reads is
/// followed. With `sort` the headers become buttons; the caller puts the rows in that order.
#[component]
pub fn VirtualTable(
    /// Name of the table, for assistive technology.
    #[prop(into)]
    label: Signal<String>,
    /// The heads of the columns.
    #[prop(into)]
    columns: Signal<Vec<Header>>,
    /// How many rows.
    #[prop(into)]
    n_rows: Signal<usize>,
    /// The fields of a row, as many as columns.
    #[prop(into)]
    row: UnsyncCallback<usize, Vec<AnyView>>,
    /// By which column the rows are sorted.
    #[prop(optional)]
    sort: Option<RwSignal<Option<Sort>>>,
    /// So many columns can be sorted by, the first ones.
    #[prop(default = usize::MAX)]
    sortable: usize,
    /// Hears which rows are drawn.
    #[prop(optional)]
    on_rows: Option<Callback<Range<usize>>>,
    /// What opens a row, where rows can be opened.
    #[prop(optional)]
    openable: Option<Openable>,
    /// The highest the table may become, in pixels.
    #[prop(default = 420.0)]
    max_height: f64,
) -> impl IntoView {
    let row = StoredValue::new_local(row);
    let scroller = NodeRef::<Div>::new();
    let scroll_top = RwSignal::new(0.0);
    let height = Memo::new(move |_| ((n_rows.get() + 1) as f64 * ROW_HEIGHT + 2.0).min(max_height));
    let list = Memo::new(move |_| LongList {
        n_rows: n_rows.get(),
        row_height: ROW_HEIGHT,
        viewport: (height.get() - ROW_HEIGHT - 2.0).max(0.0),
    });
    let visible = Memo::new(move |_| list.get().rows(scroll_top.get(), MARGIN));
    if let Some(on_rows) = on_rows {
        Effect::new(move |_| on_rows.run(visible.get()));
    }
    if let Some(Openable { active, .. }) = openable {
        Effect::new(move |before: Option<()>| {
            let at = active.get();
            if let (Some(()), Some(scroller)) = (before, scroller.get_untracked()) {
                let top = list.get_untracked().scroll_into_view(at, scroll_top.get_untracked());
                scroller.set_scroll_top(top.round() as i32);
            }
        });
    }
    let tracks = Memo::new(move |_| {
        columns.with(|columns| columns.iter().map(|column| column.track).collect::<Vec<_>>().join(" "))
    });
    // A shorter list leaves the scroll beyond its end; the browser moves it back and says so, or says nothing.
    Effect::new(move |_| {
        n_rows.track();
        if let Some(scroller) = scroller.get_untracked() {
            scroll_top.set(f64::from(scroller.scroll_top()));
        }
    });

    let fields = move |at: usize| {
        if at >= n_rows.get() {
            return Vec::new();
        }
        let fields = row.try_with_value(|row| row.run(at)).unwrap_or_default();
        let role = if openable.is_some() { "gridcell" } else { "cell" };
        let numeric: Vec<bool> = columns.with(|columns| columns.iter().map(|column| column.numeric).collect());
        fields
            .into_iter()
            .enumerate()
            .map(|(column, field)| {
                let number = numeric.get(column).copied().unwrap_or_default();
                view! { <div class="table__field" class:table__field--number=number role=role>{field}</div> }
            })
            .collect()
    };
    let head = move || {
        let heads = columns.get().into_iter().enumerate().map(|(column, header)| {
            let sorted = move || sort.and_then(|sort| sort.get()).filter(|sort| sort.column == column);
            let sort = sort.filter(|_| column < sortable);
            let aria_sort = move || {
                sort.map(|_| match sorted() {
                    Some(Sort { descending: true, .. }) => "descending",
                    Some(Sort { descending: false, .. }) => "ascending",
                    None => "none",
                })
            };
            let label = match sort {
                None => view! { <span title=header.label.clone()>{header.label.clone()}</span> }.into_any(),
                Some(sort) => {
                    // Numbers are wanted largest first, names from A.
                    let turn = move |_| {
                        sort.update(|now| {
                            let descending = match *now {
                                Some(before) if before.column == column => !before.descending,
                                _ => header.numeric,
                            };
                            *now = Some(Sort { column, descending });
                        });
                    };
                    let arrow = move || match sorted() {
                        Some(Sort { descending: true, .. }) => "↓",
                        Some(Sort { descending: false, .. }) => "↑",
                        None => "",
                    };
                    view! {
                        <button type="button" class="table__sort" on:click=turn>
                            {header.label}
                            <span class="table__arrow" aria-hidden="true">{arrow}</span>
                        </button>
                    }
                    .into_any()
                }
            };
            view! {
                <div
                    class="table__field table__field--head"
                    class:table__field--number=header.numeric
                    role="columnheader"
                    aria-sort=aria_sort
                >
                    {label}
                </div>
            }
        });
        heads.collect_view()
    };

    let drawn = Callback::new(move |at: usize| {
        let is_active = move || openable.is_some_and(|openable| openable.active.get() == at);
        let is_opened = move || openable.is_some_and(|openable| openable.opened.get() == Some(at));
        view! {
            <div
                class="table__row table__row--placed"
                class:table__row--odd=at % 2 == 1
                class:table__row--openable=openable.is_some()
                class:table__row--active=is_active
                class:table__row--opened=is_opened
                id=openable.map(|openable| format!("{}-{at}", openable.id))
                role="row"
                aria-rowindex=(at + 2).to_string()
                aria-selected=move || openable.map(|_| is_opened().to_string())
                on:click=move |_| {
                    if let Some(openable) = openable {
                        openable.active.set(at);
                        openable.on_open.run(at);
                    }
                }
                style:grid-template-columns=move || tracks.get()
                style:transform=move || {
                    format!("translateY({}px)", list.get().top_of(at, scroll_top.get()))
                }
            >
                {move || fields(at)}
            </div>
        }
        .into_any()
    });

    let on_key = move |event: web_sys::KeyboardEvent| {
        let Some(Openable { active, on_open, .. }) = openable else { return };
        // The keys of a button in the head are its own.
        if event.target() != event.current_target() {
            return;
        }
        let (at, last) = (active.get_untracked(), n_rows.get_untracked().saturating_sub(1));
        let page = (list.get_untracked().viewport / ROW_HEIGHT) as usize;
        let next = match event.key().as_str() {
            "ArrowDown" => at + 1,
            "ArrowUp" => at.saturating_sub(1),
            "PageDown" => at + page,
            "PageUp" => at.saturating_sub(page),
            "Home" => 0,
            "End" => last,
            "Enter" => {
                on_open.run(at);
                at
            }
            _ => return,
        };
        event.prevent_default();
        active.set(next.min(last));
    };
    let active_id = move || {
        let Openable { id, active, .. } = openable?;
        visible.with(|rows| rows.contains(&active.get())).then(|| format!("{id}-{}", active.get()))
    };

    view! {
        <div
            class="table"
            id=openable.map(|openable| openable.id)
            role=if openable.is_some() { "grid" } else { "table" }
            aria-activedescendant=active_id
            tabindex="0"
            aria-label=move || label.get()
            aria-rowcount=move || (n_rows.get() + 1).to_string()
            node_ref=scroller
            style:height=move || format!("{}px", height.get())
            on:keydown=on_key
            on:scroll=move |_| {
                if let Some(scroller) = scroller.get_untracked() {
                    scroll_top.set(f64::from(scroller.scroll_top()));
                }
            }
        >
            <div class="table__head" role="rowgroup">
                <div class="table__row" role="row" aria-rowindex="1" style:grid-template-columns=move || tracks.get()>
                    {head}
                </div>
            </div>
            <div class="table__body" role="rowgroup" style:height=move || format!("{}px", list.get().height())>
                <Each range=visible draw=drawn/>
            </div>
        </div>
    }
}
