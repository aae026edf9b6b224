//! Where the cells of a heatmap lie, and which of them can be seen.
//!
//! The picture has four parts: the corner, the column headers, the row headers, and the body of cells, which alone
//! scrolls both ways. Headers carry the totals, next to the cells, so that they stay in sight.

use std::ops::Range;

use super::label;

/// Size of the letters in cells and headers.
pub const FONT_SIZE: f64 = 12.0;
/// Height of a cell.
pub const CELL_HEIGHT: f64 = 28.0;

const MIN_CELL_WIDTH: f64 = 34.0;
/// Wider values are cut: the tooltip has them in full.
const MAX_VALUE_WIDTH: f64 = 64.0;
const MAX_CELL_WIDTH: f64 = 150.0;
const MIN_TOTAL_WIDTH: f64 = 46.0;
const MAX_TOTAL_WIDTH: f64 = 68.0;
const MAX_SLANTED: f64 = 130.0;
const PADDING: f64 = 8.0;
const CELL_PADDING: f64 = 2.0;
/// Sine and cosine of the angle at which long column headers lean.
const SLANT: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// Position of a cell: row and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CellPosition {
    /// Row, from 0.
    pub row: usize,
    /// Column, from 0.
    pub column: usize,
}

/// Where everything lies.
#[derive(Clone, Debug, PartialEq)]
pub struct GridLayout {
    /// How many rows.
    pub n_rows: usize,
    /// How many columns.
    pub n_columns: usize,
    /// Width of a cell.
    pub cell_width: f64,
    /// Width of the row labels.
    pub row_label_width: f64,
    /// Width of the row totals.
    pub total_width: f64,
    /// Height of the column labels.
    pub column_label_height: f64,
    /// Whether column labels lean, because they would not fit upright.
    pub slanted: bool,
    /// How long a leaning label may be.
    pub slanted_length: f64,
    /// Room at the right for the last leaning label.
    pub overhang: f64,
}

/// The texts that take room.
#[derive(Clone, Copy, Debug)]
pub struct GridTexts<'a> {
    /// Names of the rows.
    pub rows: &'a [String],
    /// Names of the columns.
    pub columns: &'a [String],
    /// What the rows are.
    pub corner: &'a str,
    /// Width of the widest value, in pixels at [`FONT_SIZE`].
    pub value_width: f64,
    /// Width of the widest total of a row.
    pub total_width: f64,
}

impl GridLayout {
    /// Lays out a grid in about `width` pixels; it becomes wider where the cells need it.
    pub fn new(texts: GridTexts<'_>, width: f64) -> GridLayout {
        let GridTexts { rows, columns, corner, value_width, total_width } = texts;
        let total_width = (total_width + 2.0 * PADDING).clamp(MIN_TOTAL_WIDTH, MAX_TOTAL_WIDTH).ceil();
        let widest = |names: &[String]| names.iter().map(|name| label::width(name, FONT_SIZE)).fold(0.0, f64::max);
        let label_limit = if width < 620.0 { (width * 0.3).max(84.0) } else { 210.0 };
        let row_label_width =
            (widest(rows).max(label::width(corner, FONT_SIZE) + 18.0) + 2.0 * PADDING).clamp(56.0, label_limit).ceil();
        let n_columns = columns.len().max(1) as f64;
        let widest_column = widest(columns);

        let least = (value_width.min(MAX_VALUE_WIDTH) + CELL_PADDING).max(MIN_CELL_WIDTH).ceil();
        let room = width - row_label_width - total_width;
        let upright_needs = widest_column + CELL_PADDING;
        let even = (room / n_columns).floor();
        let slanted = upright_needs > even.clamp(least, MAX_CELL_WIDTH);
        let (column_label_height, slanted_length, overhang) = if slanted {
            let length = (widest_column + 4.0).min(MAX_SLANTED);
            ((length * SLANT + 20.0).ceil(), length, (length * SLANT + 8.0).ceil())
        } else {
            (CELL_HEIGHT, 0.0, 0.0)
        };
        let cell_width = ((room - overhang) / n_columns).floor().clamp(least, MAX_CELL_WIDTH);
        GridLayout {
            n_rows: rows.len(),
            n_columns: columns.len(),
            cell_width,
            row_label_width,
            total_width,
            column_label_height,
            slanted,
            slanted_length,
            overhang,
        }
    }

    /// Width of the frozen part at the left.
    pub fn header_width(&self) -> f64 {
        self.row_label_width + self.total_width
    }

    /// Height of the frozen part at the top.
    pub fn header_height(&self) -> f64 {
        self.column_label_height + CELL_HEIGHT
    }

    /// Width of the whole picture.
    pub fn width(&self) -> f64 {
        self.header_width() + self.n_columns as f64 * self.cell_width + self.overhang
    }

    /// Height of the whole picture.
    pub fn height(&self) -> f64 {
        self.header_height() + self.n_rows as f64 * CELL_HEIGHT
    }

    /// The rows and columns that show in a window of that size, scrolled that far.
    pub fn visible(&self, scroll: [f64; 2], window: [f64; 2]) -> (Range<usize>, Range<usize>) {
        let range = |offset: f64, room: f64, size: f64, count: usize| {
            let first = (offset.max(0.0) / size) as usize;
            let last = ((offset.max(0.0) + room.max(0.0)) / size).ceil() as usize;
            first.min(count)..last.min(count)
        };
        // Leaning headers reach into the picture from columns left of it.
        let lean = (self.overhang / self.cell_width).ceil() as usize;
        let columns = range(scroll[0], window[0] - self.header_width(), self.cell_width, self.n_columns);
        (
            range(scroll[1], window[1] - self.header_height(), CELL_HEIGHT, self.n_rows),
            columns.start.saturating_sub(lean)..columns.end,
        )
    }

    /// The cell at a point of the window.
    pub fn cell_at(&self, point: [f64; 2], scroll: [f64; 2]) -> Option<CellPosition> {
        let (x, y) = (point[0] - self.header_width(), point[1] - self.header_height());
        if x < 0.0 || y < 0.0 {
            return None;
        }
        let (column, row) = ((x + scroll[0]) / self.cell_width, (y + scroll[1]) / CELL_HEIGHT);
        let found = CellPosition { row: row as usize, column: column as usize };
        (found.row < self.n_rows && found.column < self.n_columns).then_some(found)
    }

    /// Left of a column, in the body.
    pub fn column_x(&self, column: usize) -> f64 {
        column as f64 * self.cell_width
    }

    /// Top of a row, in the body.
    pub fn row_y(&self, row: usize) -> f64 {
        row as f64 * CELL_HEIGHT
    }

    /// The scroll that brings a cell into a window of that size, moving as little as possible.
    pub fn scroll_into_view(&self, cell: CellPosition, scroll: [f64; 2], window: [f64; 2]) -> [f64; 2] {
        let nearest = |start: f64, size: f64, scroll: f64, room: f64| {
            if start < scroll {
                start
            } else if start + size > scroll + room {
                start + size - room
            } else {
                scroll
            }
        };
        let room = [window[0] - self.header_width(), window[1] - self.header_height()];
        [
            nearest(self.column_x(cell.column), self.cell_width, scroll[0], room[0].max(self.cell_width)),
            nearest(self.row_y(cell.row), CELL_HEIGHT, scroll[1], room[1].max(CELL_HEIGHT)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(count: usize, name: &str) -> Vec<String> {
        (0..count).map(|at| format!("{name} {at}")).collect()
    }

    fn layout(n_rows: usize, row: &str, n_columns: usize, column: &str, width: f64) -> GridLayout {
        let (rows, columns) = (names(n_rows, row), names(n_columns, column));
        GridLayout::new(
            GridTexts { rows: &rows, columns: &columns, corner: "corner", value_width: 50.0, total_width: 40.0 },
            width,
        )
    }

    #[test]
    fn few_columns_fill_the_width_and_stand_upright() {
        let layout = layout(5, "stage", 6, "channel", 1000.0);
        assert!(!layout.slanted);
        assert!(layout.width() <= 1000.0 && layout.cell_width > 90.0, "{layout:?}");
    }

    #[test]
    fn long_names_lean_and_stay_within_limits() {
        let layout = layout(200, "quite a long touchpoint", 200, "another long one", 390.0);
        assert!(layout.slanted);
        assert!(layout.header_width() < 200.0, "{layout:?}");
        assert_eq!(layout.cell_width, 52.0);
        assert!(layout.header_height() < 160.0);
    }

    #[test]
    fn hours_of_a_day_fit_beside_each_other() {
        let hours: Vec<String> = (0..24).map(|hour| format!("{hour}:00")).collect();
        let days = names(7, "day");
        let texts = GridTexts { rows: &days, columns: &hours, corner: "Weekday", value_width: 33.0, total_width: 33.0 };
        let layout = GridLayout::new(texts, 1010.0);
        assert!(!layout.slanted && layout.width() <= 1010.0, "{layout:?}");
    }

    #[test]
    fn only_the_window_is_visible() {
        let layout = layout(200, "r", 200, "c", 800.0);
        let window = [800.0, 500.0];
        let (rows, columns) = layout.visible([0.0, 0.0], window);
        assert_eq!((rows.start, columns.start), (0, 0));
        assert!(rows.len() < 20 && columns.len() < 16, "{rows:?} {columns:?}");
        let (rows, columns) = layout.visible([1e9, 1e9], window);
        assert!(rows.is_empty() && columns.end == 200);
        let far = [layout.width() - 800.0, layout.height() - 500.0];
        let (rows, columns) = layout.visible(far, window);
        assert_eq!((rows.end, columns.end), (200, 200));
    }

    #[test]
    fn a_point_finds_its_cell_and_a_cell_comes_into_view() {
        let layout = layout(200, "r", 200, "c", 800.0);
        assert_eq!(layout.cell_at([10.0, 10.0], [0.0, 0.0]), None);
        let (scroll, cell) = ([540.0, 280.0], CellPosition { row: 12, column: 11 });
        let inside = [
            layout.header_width() + layout.column_x(11) - scroll[0] + 5.0,
            layout.header_height() + layout.row_y(12) - scroll[1] + 5.0,
        ];
        assert_eq!(layout.cell_at(inside, scroll), Some(cell));
        let window = [800.0, 500.0];
        let moved = layout.scroll_into_view(CellPosition { row: 199, column: 199 }, [0.0, 0.0], window);
        let (rows, columns) = layout.visible(moved, window);
        assert!(rows.contains(&199) && columns.contains(&199));
        assert_eq!(layout.scroll_into_view(CellPosition { row: 0, column: 0 }, moved, window), [0.0, 0.0]);
        assert_eq!(layout.scroll_into_view(cell, scroll, window), scroll);
    }
}
