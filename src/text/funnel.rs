//! The words of the funnel.

/// The words of the funnel.
pub struct FunnelWords {
    /// Heading of the screen.
    pub title: &'static str,
}

/// English.
pub const EN: FunnelWords = FunnelWords { title: "Funnel" };

/// 简体中文.
pub const ZH: FunnelWords = FunnelWords { title: "漏斗" };
