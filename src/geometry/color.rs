//! Colours: the sequential scale of the heatmap, and the colours of series.
//!
//! # Method
//!
//! The scale is a curve in OKLCH (lightness, chroma, hue), cut into steps of equal length in OKLab, the space in which
//! equal distances look about equally far apart. Lightness runs one way throughout, so the order of values is seen
//! without hue: in greyscale, and with any colour blindness. The hue runs from yellow-green over teal to navy, away
//! from red against green. In the light theme more is darker, in the dark theme more is brighter: the strongest cell
//! always stands out most from the page.
//!
//! # Sources
//!
//! Björn Ottosson, "A perceptual color space for image processing" (2020), for OKLab and its matrices.
//! W3C, Web Content Accessibility Guidelines 2.2, for relative luminance and contrast.

use std::fmt;

/// How many shades the sequential scale has. Style sheets name them `--heat-0` to `--heat-31`.
pub const N_SHADES: usize = 32;

/// How many series have a colour of their own. Style sheets name them `--series-1` to `--series-6`.
pub const N_SERIES: usize = 6;

/// An sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// `#rrggbb`
impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// Light or dark page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark text on a light page.
    Light,
    /// Light text on a dark page.
    Dark,
}

/// A colour in OKLab.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OkLab {
    /// Lightness, 0 to 1.
    pub lightness: f64,
    /// Green to red.
    pub a: f64,
    /// Blue to yellow.
    pub b: f64,
}

impl OkLab {
    fn from_polar(lightness: f64, chroma: f64, hue_degrees: f64) -> OkLab {
        let hue = hue_degrees.to_radians();
        OkLab { lightness, a: chroma * hue.cos(), b: chroma * hue.sin() }
    }

    /// Distance to another colour: 0.02 is just about seen.
    pub fn distance(self, other: OkLab) -> f64 {
        let squares =
            (self.lightness - other.lightness).powi(2) + (self.a - other.a).powi(2) + (self.b - other.b).powi(2);
        squares.sqrt()
    }

    /// Linear red, green and blue; outside 0..=1 where a screen cannot show the colour.
    fn to_linear(self) -> [f64; 3] {
        let l = (self.lightness + 0.396_337_777_4 * self.a + 0.215_803_757_3 * self.b).powi(3);
        let m = (self.lightness - 0.105_561_345_8 * self.a - 0.063_854_172_8 * self.b).powi(3);
        let s = (self.lightness - 0.089_484_177_5 * self.a - 1.291_485_548_0 * self.b).powi(3);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
        ]
    }

    fn is_shown_by_screens(self) -> bool {
        self.to_linear().iter().all(|part| (-0.000_5..=1.000_5).contains(part))
    }

    /// The same lightness and hue with as much of the chroma as a screen shows.
    fn in_gamut(self) -> OkLab {
        let mut keep = 1.0;
        loop {
            let color = OkLab { lightness: self.lightness, a: self.a * keep, b: self.b * keep };
            if color.is_shown_by_screens() || keep <= 0.0 {
                return color;
            }
            keep -= 0.01;
        }
    }
}

impl From<OkLab> for Rgb {
    fn from(color: OkLab) -> Rgb {
        let [red, green, blue] = color.to_linear().map(|part| {
            let part = part.clamp(0.0, 1.0);
            let curved = if part <= 0.003_130_8 { 12.92 * part } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
            (curved * 255.0).round() as u8
        });
        Rgb(red, green, blue)
    }
}

impl From<Rgb> for OkLab {
    fn from(color: Rgb) -> OkLab {
        let [red, green, blue] = linear(color);
        let l = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let m = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let s = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        OkLab {
            lightness: 0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            a: 1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            b: 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        }
    }
}

fn linear(color: Rgb) -> [f64; 3] {
    [color.0, color.1, color.2].map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    })
}

/// Relative luminance, 0 to 1.
fn luminance(color: Rgb) -> f64 {
    let [red, green, blue] = linear(color);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// Contrast of two colours, 1 to 21.
pub fn contrast(left: Rgb, right: Rgb) -> f64 {
    let (left, right) = (luminance(left) + 0.05, luminance(right) + 0.05);
    if left > right { left / right } else { right / left }
}

/// Black or white, whichever reads better on a colour. One of them always has a contrast of at least 4.58.
pub fn ink_on(background: Rgb) -> Rgb {
    let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
    if contrast(background, black) >= contrast(background, white) { black } else { white }
}

/// Lightness, chroma and hue along the scale, `t` from 0 (least) to 1 (most).
fn curve(theme: Theme, t: f64) -> OkLab {
    let color = match theme {
        Theme::Light => OkLab::from_polar(
            0.975 - 0.665 * t,
            0.035 + 0.085 * (std::f64::consts::PI * (0.12 + 0.72 * t)).sin(),
            118.0 + 150.0 * t,
        ),
        Theme::Dark => OkLab::from_polar(
            0.265 + 0.665 * t,
            0.03 + 0.09 * (std::f64::consts::PI * (0.1 + 0.75 * t)).sin(),
            268.0 - 155.0 * t,
        ),
    };
    color.in_gamut()
}

/// The sequential scale, least first: equal steps in OKLab.
pub fn shades(theme: Theme) -> [Rgb; N_SHADES] {
    const FINE: usize = 2000;
    let fine: Vec<OkLab> = (0..=FINE).map(|at| curve(theme, at as f64 / FINE as f64)).collect();
    let mut lengths = vec![0.0];
    for pair in fine.windows(2) {
        lengths.push(lengths[lengths.len() - 1] + pair[0].distance(pair[1]));
    }
    let whole = lengths[FINE];
    std::array::from_fn(|shade| {
        let wanted = whole * shade as f64 / (N_SHADES - 1) as f64;
        let at = lengths.partition_point(|length| *length < wanted).min(FINE);
        fine[at].into()
    })
}

/// The shade of a share 0..=1.
pub fn shade(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * (N_SHADES - 1) as f64).round() as u8
}

/// Colours of series: apart in hue and, neighbour to neighbour, in lightness.
pub fn series(theme: Theme) -> [Rgb; N_SERIES] {
    const HUES: [f64; N_SERIES] = [262.0, 52.0, 170.0, 345.0, 105.0, 305.0];
    let lightness: [f64; N_SERIES] = match theme {
        Theme::Light => [0.50, 0.64, 0.58, 0.52, 0.62, 0.42],
        Theme::Dark => [0.72, 0.80, 0.77, 0.68, 0.88, 0.58],
    };
    std::array::from_fn(|at| OkLab::from_polar(lightness[at], 0.135, HUES[at]).in_gamut().into())
}

/// The number of the series, from 1, whose colour each stage has: the same for a preset's stage in every model, and for
/// others, in their order, those that are left.
pub fn stage_series(ids: &[&str]) -> Vec<usize> {
    let known = |id: &str| match id {
        "awareness" | "attention" | "acquisition" => 1,
        "consideration" | "interest" | "activation" => 2,
        "purchase" | "decision" | "desire" | "revenue" => 3,
        "use" | "action" | "retention" => 4,
        "loyalty" | "referral" => 5,
        _ => 0,
    };
    let mut left: Vec<usize> = (1..=N_SERIES).filter(|&number| ids.iter().all(|id| known(id) != number)).collect();
    if left.is_empty() {
        left.extend(1..=N_SERIES);
    }
    let mut left = left.into_iter().cycle();
    ids.iter().map(|id| if known(id) > 0 { known(id) } else { left.next().unwrap_or(1) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEMES: [Theme; 2] = [Theme::Light, Theme::Dark];

    #[test]
    fn known_colours_convert_both_ways() {
        let red = OkLab::from(Rgb(255, 0, 0));
        assert!((red.lightness - 0.628).abs() < 0.001 && (red.a - 0.225).abs() < 0.001, "{red:?}");
        let white = OkLab::from(Rgb(255, 255, 255));
        assert!((white.lightness - 1.0).abs() < 0.001 && white.a.abs() < 0.001);
        for color in [Rgb(12, 200, 99), Rgb(0, 0, 0), Rgb(250, 128, 1)] {
            assert_eq!(Rgb::from(OkLab::from(color)), color);
        }
    }

    #[test]
    fn steps_are_even() {
        for theme in THEMES {
            let colors = shades(theme).map(OkLab::from);
            let steps: Vec<f64> = colors.windows(2).map(|pair| pair[0].distance(pair[1])).collect();
            let mean = steps.iter().sum::<f64>() / steps.len() as f64;
            for (at, step) in steps.iter().enumerate() {
                // Rounding to 8 bits costs a few per cent.
                assert!((step / mean - 1.0).abs() < 0.2, "{theme:?} step {at}: {step} against {mean}");
            }
        }
    }

    #[test]
    fn lightness_runs_one_way() {
        for theme in THEMES {
            let colors = shades(theme).map(|color| OkLab::from(color).lightness);
            let sign = if theme == Theme::Light { -1.0 } else { 1.0 };
            assert!(colors.windows(2).all(|pair| (pair[1] - pair[0]) * sign > 0.008), "{theme:?} {colors:?}");
            assert!((colors[0] - colors[N_SHADES - 1]).abs() > 0.6);
        }
    }

    #[test]
    fn text_reads_on_every_shade() {
        for theme in THEMES {
            for color in shades(theme) {
                assert!(contrast(color, ink_on(color)) >= 4.5, "{theme:?} {color}");
            }
        }
    }

    #[test]
    fn stages_of_presets_keep_their_colours_and_others_take_those_that_are_left() {
        assert_eq!(stage_series(&["awareness", "decision", "loyalty"]), [1, 3, 5]);
        assert_eq!(stage_series(&["x", "awareness", "y", "z", "use", "w", "v"]), [2, 1, 3, 5, 4, 6, 2]);
        assert_eq!(stage_series(&[]), [0; 0]);
    }

    #[test]
    fn series_stand_out_from_the_page_and_from_each_other() {
        for (theme, page) in [(Theme::Light, Rgb(255, 255, 255)), (Theme::Dark, Rgb(0x1b, 0x1e, 0x24))] {
            let colors = series(theme);
            for (at, color) in colors.iter().enumerate() {
                assert!(contrast(*color, page) >= 3.0, "{theme:?} {color} {}", contrast(*color, page));
                for other in &colors[..at] {
                    assert!(OkLab::from(*color).distance((*other).into()) > 0.12, "{theme:?} {color} {other}");
                }
            }
        }
    }

    /// The style sheet holds the very colours computed here; when it does not, this says what belongs there.
    #[test]
    fn the_style_sheet_has_these_colours() {
        let mut lines = Vec::new();
        let (light, dark) = (shades(Theme::Light), shades(Theme::Dark));
        for at in 0..N_SHADES {
            lines.push(format!("--heat-{at}: light-dark({}, {});", light[at], dark[at]));
            lines.push(format!("--heat-ink-{at}: light-dark({}, {});", ink_on(light[at]), ink_on(dark[at])));
        }
        let (light, dark) = (series(Theme::Light), series(Theme::Dark));
        for at in 0..N_SERIES {
            lines.push(format!("--series-{}: light-dark({}, {});", at + 1, light[at], dark[at]));
        }
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/style/chart.css");
        let sheet = std::fs::read_to_string(path).expect("the style sheet is there");
        let missing: Vec<&str> = lines.iter().map(String::as_str).filter(|line| !sheet.contains(line)).collect();
        assert!(missing.is_empty(), "style/chart.css lacks:\n    {}", lines.join("\n    "));
    }
}
