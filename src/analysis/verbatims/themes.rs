//! Terms → themes: each with its comments, its scores, and what became of it.

use serde::{Deserialize, Serialize};

use super::{
    Said,
    terms::{Term, terms},
    units,
};
use crate::{
    analysis::{
        Contrast, Scores, corrected,
        feedback::{OFF_SCALE, points},
        statistics::wilson_interval,
    },
    event_log::Dictionary,
    import::Scale,
    order,
    prepare::in_one_call,
};

/// No report has more themes.
pub(super) const MOST_THEMES: usize = 30;
/// Of two terms, the rarer is no theme of its own where this share of the comments with either has both.
const ALIKE: f64 = 0.7;

/// What several comments speak of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Theme {
    /// The term that the comments share.
    pub term: String,
    /// How many comments have it; each counts once.
    pub comments: u32,
    /// The scores beside them; `None` where the log has no scores.
    pub scores: Option<Scores>,
    /// How many of them lie in the first half of the period, and how many in the second.
    pub halves: [u32; 2],
    /// Its share of the second half's comments less its share of the first's; `None` where a half has no comment.
    pub change: Option<f64>,
    /// The 95 % interval of that, by Newcombe's method 10.
    pub change_interval: Option<[f64; 2]>,
    /// Two-sided p-value of the hypothesis that the share is the same, adjusted for the number of themes (Holm).
    pub p_value: Option<f64>,
}

/// The themes of some comments, those with the most comments first. `halves` says how many comments lie in each.
pub(super) fn themes(
    said: &[Said],
    texts: &Dictionary,
    scale: Option<Scale>,
    halves: [u32; 2],
    most: usize,
) -> Vec<Theme> {
    let most = most.min(MOST_THEMES);
    if most == 0 {
        return Vec::new();
    }
    let mut weights = vec![0_u32; texts.len()];
    said.iter().for_each(|said| weights[said.text as usize] += 1);
    let codes: Vec<u32> = (0..texts.len() as u32).filter(|&code| weights[code as usize] > 0).collect();
    let weighed: Vec<(&str, u32)> = codes.iter().map(|&code| (texts.text(code), weights[code as usize])).collect();
    let heads = apart(terms(&weighed), &weighed, most);

    let having = having(&heads, texts, &codes);
    let size = scale.map_or(0, points);
    let mut counted = vec![Counted { counts: vec![0; size], ..Counted::default() }; heads.len()];
    for said in said {
        let mut themes = having[said.text as usize];
        while themes != 0 {
            let counted = &mut counted[themes.trailing_zeros() as usize];
            themes &= themes - 1;
            counted.halves[usize::from(said.is_late)] += 1;
            if said.score < OFF_SCALE {
                counted.counts[usize::from(said.score)] += 1;
            }
        }
    }
    let share = |x: u32, n: u32| Some((f64::from(x) / f64::from(n), wilson_interval(x, n)?));
    let change = |counted: &Counted| {
        let [early, late] = [0, 1].map(|half| share(counted.halves[half], halves[half]));
        Some(Contrast::of(late?, early?))
    };
    let changes = corrected(counted.iter().map(change).collect());
    let all = heads.into_iter().zip(counted).zip(changes);
    let mut themes: Vec<Theme> = all
        .map(|((term, counted), change)| Theme {
            term,
            comments: counted.halves.iter().sum(),
            scores: scale.map(|scale| Scores::of(scale, &counted.counts)),
            halves: counted.halves,
            change: change.map(|change| change.difference),
            change_interval: change.map(|change| change.interval),
            p_value: change.map(|change| change.p_value),
        })
        .collect();
    order::sort_by(&mut themes, |one, other| other.comments.cmp(&one.comments).then_with(|| one.term.cmp(&other.term)));
    themes
}

/// What is counted of a theme.
#[derive(Clone, Debug, Default)]
struct Counted {
    halves: [u32; 2],
    /// How many there are of each score of the scale.
    counts: Vec<u32>,
}

/// The first terms that are not much the same as one before them.
fn apart(terms: Vec<Term>, texts: &[(&str, u32)], most: usize) -> Vec<String> {
    let mut heads: Vec<Term> = Vec::new();
    for term in terms {
        if heads.len() == most {
            break;
        }
        if !heads.iter().any(|head| are_alike(head, &term, texts)) {
            heads.push(term);
        }
    }
    heads.into_iter().map(|head| head.text).collect()
}

/// Whether comments with either of two terms mostly have both, by the Jaccard index; the first is in more of them.
fn are_alike(head: &Term, term: &Term, texts: &[(&str, u32)]) -> bool {
    let (most, least) = (f64::from(head.comments), f64::from(term.comments));
    if least < ALIKE * most {
        return false;
    }
    let (mut at, mut both) = (0, 0);
    for &text in &term.texts {
        while head.texts.get(at).is_some_and(|&other| other < text) {
            at += 1;
        }
        if head.texts.get(at) == Some(&text) {
            both += texts[text as usize].1;
        }
    }
    f64::from(both) >= ALIKE * (most + least - f64::from(both))
}

/// Of each text, the terms that it has, as bits.
fn having(terms: &[String], texts: &Dictionary, codes: &[u32]) -> Vec<u32> {
    let needles: Vec<String> = terms.iter().map(|term| units::needle(term)).collect();
    let mut having = vec![0; texts.len()];
    let mut form = String::new();
    for codes in codes.chunks(256) {
        in_one_call(|| {
            for &code in codes {
                units::bring(texts.text(code), &mut form);
                for (bit, needle) in needles.iter().enumerate() {
                    having[code as usize] |= u32::from(form.contains(needle.as_str())) << bit;
                }
            }
        });
    }
    having
}
