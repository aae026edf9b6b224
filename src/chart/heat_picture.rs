//! The SVG of a heat grid, or of a window of it: only the cells in the window are in the page.

use std::{fmt, sync::Arc};

use leptos::prelude::*;

use super::each::Each;
use crate::geometry::{
    grid::{CELL_HEIGHT, CellPosition, FONT_SIZE, GridLayout, GridTexts},
    label,
};

/// Text about a cell.
pub type CellText = Arc<dyn Fn(CellPosition) -> String + Send + Sync>;
/// What there is to say about a cell: what, and how much.
pub type CellDetails = Arc<dyn Fn(CellPosition) -> Vec<(String, String)> + Send + Sync>;

/// What a heat grid shows.
#[derive(Clone)]
pub struct HeatFigure {
    /// Names of the rows, in full.
    pub rows: Vec<String>,
    /// Names of the columns, in full.
    pub columns: Vec<String>,
    /// Shade of each cell, row by row; `None` where there is nothing.
    pub shades: Vec<Option<u8>>,
    /// What a cell says, in a few letters.
    pub text: CellText,
    /// All about a cell.
    pub details: CellDetails,
    /// Total of each row, in a few letters.
    pub row_totals: Vec<String>,
    /// Total of each column, in a few letters.
    pub column_totals: Vec<String>,
    /// Total of all, in a few letters.
    pub total: String,
    /// Heading of the totals.
    pub total_label: String,
    /// What the rows are.
    pub rows_label: String,
    /// What the columns are.
    pub columns_label: String,
}

impl fmt::Debug for HeatFigure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HeatFigure of {} × {}", self.rows.len(), self.columns.len())
    }
}

impl HeatFigure {
    /// Nothing.
    pub fn empty() -> HeatFigure {
        HeatFigure {
            rows: Vec::new(),
            columns: Vec::new(),
            shades: Vec::new(),
            text: Arc::new(|_| String::new()),
            details: Arc::new(|_| Vec::new()),
            row_totals: Vec::new(),
            column_totals: Vec::new(),
            total: String::new(),
            total_label: String::new(),
            rows_label: String::new(),
            columns_label: String::new(),
        }
    }

    /// The cell in words: row, column, text.
    pub fn spoken(&self, cell: CellPosition) -> String {
        format!("{}, {}: {}", self.rows[cell.row], self.columns[cell.column], (self.text)(cell))
    }

    /// Where the cells lie in about `width` pixels.
    pub fn lay_out(&self, width: f64) -> GridLayout {
        // A thousand cells tell how wide values are; the rest is cut where it is wider.
        let n_cells = self.rows.len() * self.columns.len();
        let every = (n_cells / 1000).max(1);
        let cells = (0..n_cells).step_by(every).map(|at| {
            let cell = CellPosition { row: at / self.columns.len(), column: at % self.columns.len() };
            label::width(&(self.text)(cell), FONT_SIZE)
        });
        let totals = self.column_totals.iter().map(|total| label::width(total, FONT_SIZE));
        let value_width = cells.chain(totals).fold(0.0, f64::max);
        let row_totals = self.row_totals.iter().chain([&self.total]).map(|total| label::width(total, FONT_SIZE));
        let total_width = row_totals.fold(0.0, f64::max);
        let texts =
            GridTexts { rows: &self.rows, columns: &self.columns, corner: &self.rows_label, value_width, total_width };
        GridLayout::new(texts, width)
    }

    fn shade(&self, cell: CellPosition) -> Option<u8> {
        self.shades.get(cell.row * self.columns.len() + cell.column).copied().flatten()
    }
}

/// Id of a cell in the page.
pub fn cell_id(chart: &str, cell: CellPosition) -> String {
    format!("{chart}-{}-{}", cell.row, cell.column)
}

/// The colour of a shade, and that of text on it. An embedding page may mix its own (`--heat-mix-…`).
pub fn shade_colors(shade: u8) -> [String; 2] {
    ["", "ink-"].map(|what| format!("var(--heat-mix-{what}{shade}, var(--heat-{what}{shade}))"))
}

/// Draws the cells that show in a window of `window` pixels, scrolled by `scroll`.
#[component]
pub fn HeatPicture(
    /// Prefix of ids in the page.
    id: &'static str,
    /// What to draw.
    figure: Arc<HeatFigure>,
    /// Where the cells lie.
    layout: GridLayout,
    /// How far the body is scrolled.
    #[prop(into)]
    scroll: Signal<[f64; 2]>,
    /// Size of the window.
    #[prop(into)]
    window: Signal<[f64; 2]>,
    /// The cell the keyboard or the pointer is on.
    #[prop(into)]
    active: Signal<Option<CellPosition>>,
) -> impl IntoView {
    let (header_width, header_height) = (layout.header_width(), layout.header_height());
    let layout = StoredValue::new(layout);
    let visible = Memo::new(move |_| layout.with_value(|layout| layout.visible(scroll.get(), window.get())));
    let rows = Memo::new(move |_| visible.get().0);
    let columns = Memo::new(move |_| visible.get().1);
    let body_width = move || (window.get()[0] - header_width).max(0.0).to_string();
    let body_height = move || (window.get()[1] - header_height).max(0.0).to_string();
    let moved = move || {
        let [x, y] = scroll.get();
        format!("translate({} {})", -x, -y)
    };
    let moved_across = move || format!("translate({} 0)", -scroll.get()[0]);
    let moved_down = move || format!("translate(0 {})", -scroll.get()[1]);

    let cells = {
        let figure = figure.clone();
        Callback::new(move |row: usize| {
            let figure = figure.clone();
            let cell = Callback::new(move |column| {
                let cell = CellPosition { row, column };
                layout.with_value(|layout| draw_cell(id, &figure, layout, cell)).into_any()
            });
            view! { <g role="row" aria-rowindex=(row + 1).to_string()><Each range=columns draw=cell/></g> }.into_any()
        })
    };
    let outline = move || {
        active.get().map(|cell| {
            let (x, y, width) = layout
                .with_value(|layout| (layout.column_x(cell.column), layout.row_y(cell.row), layout.cell_width));
            view! {
                <g aria-hidden="true">
                    <rect class="heat__outline-back" x=x.to_string() y=y.to_string() width=width.to_string() height=CELL_HEIGHT.to_string()/>
                    <rect class="heat__outline" x=x.to_string() y=y.to_string() width=width.to_string() height=CELL_HEIGHT.to_string()/>
                </g>
            }
        })
    };
    let column_head = {
        let figure = figure.clone();
        Callback::new(move |column: usize| {
            layout.with_value(|layout| draw_column_head(&figure, layout, column, active)).into_any()
        })
    };
    let row_head = {
        let figure = figure.clone();
        Callback::new(move |row: usize| {
            layout.with_value(|layout| draw_row_head(&figure, layout, row, active)).into_any()
        })
    };
    let corner = layout.with_value(|layout| draw_corner(&figure, layout));

    view! {
        <>
            <svg x=header_width.to_string() y=header_height.to_string() width=body_width height=body_height role="rowgroup">
                <g transform=moved role="presentation">
                    <Each range=rows draw=cells/>
                    {outline}
                </g>
            </svg>
            <svg x=header_width.to_string() y="0" width=body_width height=header_height.to_string() aria-hidden="true">
                <g transform=moved_across>
                    <Each range=columns draw=column_head/>
                </g>
            </svg>
            <svg x="0" y=header_height.to_string() width=header_width.to_string() height=body_height aria-hidden="true">
                <g transform=moved_down>
                    <Each range=rows draw=row_head/>
                </g>
            </svg>
            {corner}
        </>
    }
}

fn draw_cell(id: &str, figure: &HeatFigure, layout: &GridLayout, cell: CellPosition) -> impl IntoView + use<> {
    let (x, y, width) = (layout.column_x(cell.column), layout.row_y(cell.row), layout.cell_width);
    let shade = figure.shade(cell);
    let nothing = || ["var(--heat-none)", "var(--heat-none-ink)"].map(str::to_owned);
    let [fill, ink] = shade.map_or_else(nothing, shade_colors);
    let text = (figure.text)(cell);
    let text = label::fit(&text, width - 2.0, FONT_SIZE);
    view! {
        <g
            id=cell_id(id, cell)
            role="gridcell"
            aria-colindex=(cell.column + 1).to_string()
            aria-label=figure.spoken(cell)
        >
            <rect
                class="heat__cell"
                x=(x + 0.5).to_string()
                y=(y + 0.5).to_string()
                width=(width - 1.0).to_string()
                height=(CELL_HEIGHT - 1.0).to_string()
                fill=fill
            />
            <text
                class="heat__text"
                x=(x + width / 2.0).to_string()
                y=(y + CELL_HEIGHT / 2.0 + 4.0).to_string()
                text-anchor="middle"
                fill=ink
            >
                {text}
            </text>
        </g>
    }
}

fn draw_column_head(
    figure: &HeatFigure,
    layout: &GridLayout,
    column: usize,
    active: Signal<Option<CellPosition>>,
) -> impl IntoView + use<> {
    let middle = layout.column_x(column) + layout.cell_width / 2.0;
    let name = figure.columns[column].clone();
    let is_active = move || active.get().is_some_and(|cell| cell.column == column);
    let (words, x, transform, anchor) = if layout.slanted {
        let y = layout.column_label_height - 8.0;
        let turned = format!("rotate(-45 {middle} {y})");
        (label::fit(&name, layout.slanted_length, FONT_SIZE), middle, Some(turned), "start")
    } else {
        (label::fit(&name, layout.cell_width - 2.0, FONT_SIZE), middle, None, "middle")
    };
    view! {
        <g>
            <title>{name}</title>
            <text
                class="heat__head"
                class:heat__head--active=is_active
                x=x.to_string()
                y=(layout.column_label_height - 8.0).to_string()
                text-anchor=anchor
                transform=transform
            >
                {words}
            </text>
            <text
                class="heat__total"
                x=middle.to_string()
                y=(layout.column_label_height + CELL_HEIGHT / 2.0 + 4.0).to_string()
                text-anchor="middle"
            >
                {figure.column_totals.get(column).cloned().unwrap_or_default()}
            </text>
        </g>
    }
}

fn draw_row_head(
    figure: &HeatFigure,
    layout: &GridLayout,
    row: usize,
    active: Signal<Option<CellPosition>>,
) -> impl IntoView + use<> {
    let y = layout.row_y(row) + CELL_HEIGHT / 2.0 + 4.0;
    let name = figure.rows[row].clone();
    let is_active = move || active.get().is_some_and(|cell| cell.row == row);
    view! {
        <g>
            <title>{name.clone()}</title>
            <text
                class="heat__head"
                class:heat__head--active=is_active
                x=(layout.row_label_width - 8.0).to_string()
                y=y.to_string()
                text-anchor="end"
            >
                {label::fit(&name, layout.row_label_width - 12.0, FONT_SIZE)}
            </text>
            <text
                class="heat__total"
                x=(layout.row_label_width + layout.total_width / 2.0).to_string()
                y=y.to_string()
                text-anchor="middle"
            >
                {figure.row_totals.get(row).cloned().unwrap_or_default()}
            </text>
        </g>
    }
}

/// What rows and columns are, and the total of all.
fn draw_corner(figure: &HeatFigure, layout: &GridLayout) -> impl IntoView + use<> {
    let (label_height, label_width) = (layout.column_label_height, layout.row_label_width);
    let total_x = label_width + layout.total_width / 2.0;
    let whole = layout.header_width() - 12.0;
    // Where there is no room above, the heading of the totals gives way to what the columns are.
    let tall = label_height > 40.0;
    let columns_label = label::fit(&format!("{} →", figure.columns_label), whole, FONT_SIZE);
    let rows_label = label::fit(&format!("{} ↓", figure.rows_label), label_width - 12.0, FONT_SIZE);
    view! {
        <g aria-hidden="true">
            <text class="heat__axis" x=(layout.header_width() - 8.0).to_string() y=(if tall { label_height - 30.0 } else { label_height - 10.0 }).to_string() text-anchor="end">
                {columns_label}
            </text>
            <text class="heat__axis" x=(label_width - 8.0).to_string() y=(label_height + CELL_HEIGHT / 2.0 + 4.0).to_string() text-anchor="end">
                {rows_label}
            </text>
            {tall.then(|| view! {
                <text class="heat__axis" x=total_x.to_string() y=(label_height - 8.0).to_string() text-anchor="middle">
                    {label::fit(&figure.total_label, layout.total_width, FONT_SIZE)}
                </text>
            })}
            <text class="heat__total heat__total--all" x=total_x.to_string() y=(label_height + CELL_HEIGHT / 2.0 + 4.0).to_string() text-anchor="middle">
                {figure.total.clone()}
            </text>
            <line
                class="heat__rule"
                x1="0"
                x2=(layout.header_width() + layout.n_columns as f64 * layout.cell_width).to_string()
                y1=(layout.header_height() - 0.5).to_string()
                y2=(layout.header_height() - 0.5).to_string()
            />
        </g>
    }
}
