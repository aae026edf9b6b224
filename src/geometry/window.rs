//! Which rows of a long list can be seen.
//!
//! # Why the scroll is scaled
//!
//! Browsers cap the height of an element (Firefox near 17.9 million pixels, Chromium near 33.5). A list longer than
//! [`MAX_HEIGHT`] is given that height, and the scroll position is read as a share of the way.

use std::ops::Range;

/// The highest list that is laid out one to one.
const MAX_HEIGHT: f64 = 12_000_000.0;

/// A long list of rows, all equally high, seen through a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LongList {
    /// How many rows.
    pub n_rows: usize,
    /// Height of a row.
    pub row_height: f64,
    /// Height of the window.
    pub viewport: f64,
}

impl LongList {
    /// Height that all rows would take.
    fn natural_height(&self) -> f64 {
        self.n_rows as f64 * self.row_height
    }

    /// Height of the scrolled content.
    pub fn height(&self) -> f64 {
        self.natural_height().min(MAX_HEIGHT)
    }

    /// How far into the list, in pixels of the list, a scroll position lies.
    pub fn offset(&self, scroll_top: f64) -> f64 {
        let scrollable = (self.height() - self.viewport).max(0.0);
        let top = scroll_top.clamp(0.0, scrollable);
        if self.natural_height() <= MAX_HEIGHT || scrollable == 0.0 {
            return top;
        }
        top / scrollable * (self.natural_height() - self.viewport)
    }

    /// The scroll position at which a row stands at the top (as far as the list reaches).
    pub fn scroll_to(&self, row: usize) -> f64 {
        let scrollable = (self.height() - self.viewport).max(0.0);
        let offset = row as f64 * self.row_height;
        let natural = (self.natural_height() - self.viewport).max(0.0);
        if self.natural_height() <= MAX_HEIGHT || natural == 0.0 {
            return offset.min(scrollable);
        }
        (offset / natural).min(1.0) * scrollable
    }

    /// The scroll position nearest to this one at which a row is in sight.
    pub fn scroll_into_view(&self, row: usize, scroll_top: f64) -> f64 {
        let top = row as f64 * self.row_height - self.offset(scroll_top);
        if top < 0.0 {
            self.scroll_to(row)
        } else if top + self.row_height > self.viewport {
            // As many rows as fit stand above it.
            self.scroll_to((row + 1).saturating_sub((self.viewport / self.row_height) as usize))
        } else {
            scroll_top
        }
    }

    /// The rows to be drawn: those in the window, and `margin` more at each end.
    pub fn rows(&self, scroll_top: f64, margin: usize) -> Range<usize> {
        let offset = self.offset(scroll_top);
        let first = (offset / self.row_height) as usize;
        let last = ((offset + self.viewport) / self.row_height).ceil() as usize;
        first.saturating_sub(margin).min(self.n_rows)..(last + margin).min(self.n_rows)
    }

    /// Where a row is drawn in the scrolled content.
    pub fn top_of(&self, row: usize, scroll_top: f64) -> f64 {
        row as f64 * self.row_height - self.offset(scroll_top)
            + scroll_top.clamp(0.0, (self.height() - self.viewport).max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_list_scrolls_one_to_one() {
        let list = LongList { n_rows: 1000, row_height: 30.0, viewport: 300.0 };
        assert_eq!(list.height(), 30_000.0);
        assert_eq!(list.rows(0.0, 0), 0..10);
        assert_eq!(list.rows(45.0, 2), 0..14);
        assert_eq!(list.rows(1e9, 0), 990..1000);
        assert_eq!(list.top_of(7, 45.0), 210.0);
    }

    #[test]
    fn ten_million_rows_can_all_be_reached() {
        let list = LongList { n_rows: 10_000_000, row_height: 30.0, viewport: 300.0 };
        assert_eq!(list.height(), MAX_HEIGHT);
        assert_eq!(list.rows(MAX_HEIGHT, 0).end, 10_000_000);
        let rows = list.rows(list.scroll_to(5_000_000), 0);
        assert!(rows.contains(&5_000_000), "{rows:?}");
        let scroll = list.scroll_to(5_000_000);
        assert!((list.top_of(5_000_000, scroll) - scroll).abs() < 1.0);
    }

    #[test]
    fn a_row_is_brought_into_sight_and_no_further() {
        for n_rows in [1_000, 10_000_000] {
            let list = LongList { n_rows, row_height: 30.0, viewport: 300.0 };
            let scroll = list.scroll_to(500);
            assert_eq!(list.scroll_into_view(505, scroll), scroll);
            for row in [0, 499, 510, n_rows - 1] {
                let scroll = list.scroll_into_view(row, scroll);
                assert!(list.rows(scroll, 0).contains(&row), "{row} of {n_rows}: {:?}", list.rows(scroll, 0));
            }
            assert_eq!(list.scroll_into_view(499, scroll), list.scroll_to(499));
        }
    }

    #[test]
    fn an_empty_list_has_no_rows() {
        let list = LongList { n_rows: 0, row_height: 30.0, viewport: 300.0 };
        assert_eq!(list.rows(0.0, 5), 0..0);
        assert_eq!(list.height(), 0.0);
    }
}
