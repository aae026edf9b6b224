//! The words of the touchpoint heatmap.

/// The words of the touchpoint heatmap.
pub struct HeatmapWords {
    /// Heading of the screen.
    pub title: &'static str,
}

/// English.
pub const EN: HeatmapWords = HeatmapWords { title: "Touchpoint heatmap" };

/// 简体中文.
pub const ZH: HeatmapWords = HeatmapWords { title: "触点热力图" };
