//! The words of data.

/// The words of data.
pub struct DataWords {
    /// Heading.
    pub title: &'static str,
}

/// English.
pub const EN: DataWords = DataWords { title: "" };

/// 简体中文.
pub const ZH: DataWords = DataWords { title: "" };
