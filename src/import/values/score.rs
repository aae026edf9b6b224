//! Scores and their scales: NPS 0–10, CES 1–7, CSAT 1–5.

use serde::{Deserialize, Serialize};

use crate::{event_log::Dictionary, import::roles::plain};

/// The scale of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Scale {
    /// How likely to recommend, 0 to 10.
    Nps,
    /// How satisfied, 1 to 5.
    Csat,
    /// How easy, 1 to 7.
    Ces,
}

impl Scale {
    /// The lowest and the highest score.
    pub fn range(self) -> (u8, u8) {
        match self {
            Scale::Nps => (0, 10),
            Scale::Csat => (1, 5),
            Scale::Ces => (1, 7),
        }
    }

    /// The scale of a column: by its name, if the values fit; else by the range of the values. `None` where not nine in
    /// ten values are whole numbers from 0 to 10.
    pub fn of_column<'a>(name: &str, values: impl Iterator<Item = &'a str>) -> Option<Scale> {
        let (mut scores, mut all) = (Vec::new(), 0_usize);
        for value in values {
            all += 1;
            // "10 - Extremely likely" is how some surveys write it.
            let number = value.trim().split([' ', '-', '–', '分']).next().unwrap_or_default();
            let whole = number.strip_suffix(".0").unwrap_or(number);
            scores.extend(whole.parse::<u8>().ok().filter(|score| *score <= 10));
        }
        let (lowest, highest) = (*scores.iter().min()?, *scores.iter().max()?);
        if scores.len() * 10 < all * 9 {
            return None;
        }
        let fits = |scale: Scale| (scale.range().0..=scale.range().1).contains(&lowest) && highest <= scale.range().1;
        if let Some(scale) = Scale::by_name(name).filter(|scale| fits(*scale)) {
            return Some(scale);
        }
        [Scale::Csat, Scale::Ces, Scale::Nps].into_iter().find(|scale| fits(*scale))
    }

    /// The scale of a column with these texts.
    pub fn of_texts(name: &str, dictionary: &Dictionary) -> Option<Scale> {
        Scale::of_column(name, (1..dictionary.len() as u32).map(|code| dictionary.text(code)))
    }

    /// The scale that a name tells.
    pub fn by_name(name: &str) -> Option<Scale> {
        let name = plain(name);
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if has(&["nps", "recommend", "promoter", "推荐", "净推荐"]) {
            return Some(Scale::Nps);
        }
        if has(&["effort", "easy", "easier", "费力", "容易", "轻松"]) || name.split_once("ces").is_some_and(is_alone)
        {
            return Some(Scale::Ces);
        }
        has(&["csat", "satisf", "rating", "stars", "满意", "星级", "评分"]).then_some(Scale::Csat)
    }

    /// Its usual short name.
    pub fn name(self) -> &'static str {
        match self {
            Scale::Nps => "NPS",
            Scale::Csat => "CSAT",
            Scale::Ces => "CES",
        }
    }
}

/// `ces` and `ces score`, but not `process`.
fn is_alone((before, after): (&str, &str)) -> bool {
    before.is_empty() && (after.is_empty() || after == "score")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_by_name_and_by_range() {
        let of = |name: &str, values: &[&str]| Scale::of_column(name, values.iter().copied());
        assert_eq!(of("NPS", &["3", "5"]), Some(Scale::Nps));
        assert_eq!(of("How satisfied are you?", &["3", "5"]), Some(Scale::Csat));
        assert_eq!(of("CES", &["1", "7"]), Some(Scale::Ces));
        assert_eq!(of("q1", &["1", "7"]), Some(Scale::Ces));
        assert_eq!(of("q1", &["0", "5"]), Some(Scale::Nps));
        assert_eq!(of("CSAT", &["9", "10"]), Some(Scale::Nps), "the values do not fit the name");
        assert_eq!(of("您有多大可能推荐", &["10 - 非常可能", "0"]), Some(Scale::Nps));
        assert_eq!(of("age", &["34", "5"]), None);
        assert_eq!(of("process", &["1", "2"]), Some(Scale::Csat));
        assert_eq!(of("NPS", &["NA"]), None);
    }
}
