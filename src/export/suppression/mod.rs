//! Statistical disclosure control: which numbers of a report may leave the device.
//!
//! A group of fewer than k customers is hidden, and with it as many other numbers as it takes that nobody can compute
//! it from those that remain. What is hidden is erased here: what makes a picture or a file of the result cannot show it.
//!
//! # Method
//!
//! Primary suppression is a frequency rule: 1 to k − 1 customers, whatever the measure. Secondary (complementary)
//! suppression works on the two-way table of customers with its totals; [`table`] has the rule and its sources.
//!
//! # Limits
//!
//! Each report is protected by itself. Two reports that differ by a few customers (the same question with and without
//! a filter) can still be subtracted from each other.

pub mod funnel;
pub mod heatmap;
pub mod table;

/// How small a group may be: fewer customers than this are hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold(u32);

impl Threshold {
    /// The least k: a group of one is always hidden.
    pub const LEAST: u32 = 2;
    /// The greatest k.
    pub const MOST: u32 = 1_000;
    /// The default, as public statistics have it.
    pub const DEFAULT: Threshold = Threshold(10);

    /// A threshold of k customers, within its limits.
    pub fn of(k: u32) -> Threshold {
        Threshold(k.clamp(Threshold::LEAST, Threshold::MOST))
    }

    /// The number k.
    pub fn k(self) -> u32 {
        self.0
    }

    /// Whether a group is too small to be shown; nobody is no group.
    pub fn hides(self, customers: u32) -> bool {
        customers > 0 && customers < self.0
    }
}

/// A number that may be hidden.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shared<T> {
    /// It may be shown.
    Shown(T),
    /// It may not.
    Hidden,
    /// There is none.
    #[default]
    Absent,
}

impl<T> Shared<T> {
    /// The number, where it may be shown.
    pub fn shown(self) -> Option<T> {
        match self {
            Shared::Shown(number) => Some(number),
            Shared::Hidden | Shared::Absent => None,
        }
    }

    /// Whether it is hidden.
    pub fn is_hidden(&self) -> bool {
        matches!(self, Shared::Hidden)
    }
}
