//! The words of trouble.

/// The words of trouble.
pub struct TroubleWords {
    /// Heading.
    pub title: &'static str,
}

/// English.
pub const EN: TroubleWords = TroubleWords { title: "" };

/// 简体中文.
pub const ZH: TroubleWords = TroubleWords { title: "" };
