//! Where the parts of a journey map lie: stages side by side, rows of different heights below them, and the line of
//! feelings through one of the rows.

/// Size of the letters.
pub const FONT_SIZE: f64 = 12.0;
/// From one line of text to the next.
pub const LINE_HEIGHT: f64 = 17.0;
/// Between the edge of a cell and what stands in it.
pub const PADDING: f64 = 10.0;
/// Height of the heads of the stages.
pub const HEAD_HEIGHT: f64 = 38.0;
/// How far the point of a head reaches into the next one.
pub const POINT: f64 = 12.0;
/// Feelings run from this to its opposite.
pub const MOST_FEELING: f64 = 2.0;

/// Width of the names of the rows.
pub const LABEL_WIDTH: f64 = 124.0;
const MIN_STAGE_WIDTH: f64 = 158.0;
const MAX_STAGE_WIDTH: f64 = 360.0;

/// A row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Band {
    /// Upper edge.
    pub top: f64,
    /// Height.
    pub height: f64,
}

/// Where everything lies.
#[derive(Clone, Debug, PartialEq)]
pub struct MapLayout {
    /// Width of a stage.
    pub stage_width: f64,
    /// The rows, downwards.
    pub bands: Vec<Band>,
    /// Width of all.
    pub width: f64,
    /// Height of all.
    pub height: f64,
}

impl MapLayout {
    /// Lays out so many stages in a width, which grows where it is too small; `heights` are those of the rows.
    pub fn new(n_stages: usize, heights: &[f64], width: f64) -> MapLayout {
        let room = (width - LABEL_WIDTH) / n_stages.max(1) as f64;
        let stage_width = room.clamp(MIN_STAGE_WIDTH, MAX_STAGE_WIDTH).floor();
        let mut top = HEAD_HEIGHT;
        let bands = heights.iter().map(|&height| {
            let band = Band { top, height };
            top += height;
            band
        });
        let bands = bands.collect();
        let width = LABEL_WIDTH + stage_width * n_stages as f64 + POINT;
        MapLayout { stage_width, bands, width, height: top }
    }

    /// Width of what stands in a stage.
    pub fn cell_width(&self) -> f64 {
        self.stage_width - 2.0 * PADDING
    }

    /// Left edge of a stage.
    pub fn stage_x(&self, stage: usize) -> f64 {
        LABEL_WIDTH + self.stage_width * stage as f64
    }

    /// Middle of a stage.
    pub fn middle(&self, stage: usize) -> f64 {
        self.stage_x(stage) + self.stage_width / 2.0
    }

    /// Corners of the head of a stage: an arrow towards the next one.
    pub fn head(&self, stage: usize) -> [[f64; 2]; 6] {
        let (left, right) = (self.stage_x(stage), self.stage_x(stage + 1) - 2.0);
        let bottom = HEAD_HEIGHT - 6.0;
        let middle = bottom / 2.0;
        [
            [left, 0.0],
            [right, 0.0],
            [right + POINT, middle],
            [right, bottom],
            [left, bottom],
            [left + if stage == 0 { 0.0 } else { POINT }, middle],
        ]
    }
}

impl Band {
    /// Height of a feeling in the row: the best at the top, below a line of text.
    pub fn feeling_y(self, feeling: f64) -> f64 {
        let (top, bottom) = (self.top + LINE_HEIGHT + PADDING, self.top + self.height - PADDING);
        let share = (feeling.clamp(-MOST_FEELING, MOST_FEELING) + MOST_FEELING) / (2.0 * MOST_FEELING);
        bottom - share * (bottom - top)
    }
}

/// The stretches of a line through what is known: neighbours alone are joined, never across a gap.
pub fn stretches(points: &[Option<[f64; 2]>]) -> Vec<Vec<[f64; 2]>> {
    let stretches = points.split(Option::is_none).filter(|known| known.len() > 1);
    stretches.map(|known| known.iter().flatten().copied().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_share_the_width_and_grow_where_it_is_too_small() {
        let wide = MapLayout::new(4, &[50.0, 120.0], 1000.0);
        assert_eq!(wide.stage_width, 219.0);
        assert_eq!(wide.bands, [Band { top: 38.0, height: 50.0 }, Band { top: 88.0, height: 120.0 }]);
        assert_eq!((wide.height, wide.stage_x(2), wide.cell_width()), (208.0, 562.0, 199.0));
        let narrow = MapLayout::new(4, &[], 390.0);
        assert_eq!(narrow.stage_width, MIN_STAGE_WIDTH);
        assert!(narrow.width > 390.0);
        assert_eq!(MapLayout::new(0, &[], 0.0).width, LABEL_WIDTH + POINT);
    }

    #[test]
    fn feelings_stay_in_their_row() {
        let band = Band { top: 100.0, height: 147.0 };
        assert_eq!(band.feeling_y(2.0), 127.0);
        assert_eq!(band.feeling_y(0.0), 182.0);
        assert_eq!(band.feeling_y(-9.0), 237.0);
    }

    #[test]
    fn no_line_crosses_a_gap() {
        let (a, b, c) = ([0.0, 1.0], [1.0, 2.0], [3.0, 0.0]);
        assert_eq!(stretches(&[Some(a), Some(b), None, Some(c)]), [vec![a, b]]);
        assert_eq!(stretches(&[Some(a), None, Some(c)]), Vec::<Vec<[f64; 2]>>::new());
        assert_eq!(stretches(&[None, Some(a), Some(b), Some(c)]), [vec![a, b, c]]);
    }
}
