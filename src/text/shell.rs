//! The words of shell.

/// The words of shell.
pub struct ShellWords {
    /// Heading.
    pub title: &'static str,
}

/// English.
pub const EN: ShellWords = ShellWords { title: "" };

/// 简体中文.
pub const ZH: ShellWords = ShellWords { title: "" };
