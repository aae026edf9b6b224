//! Terms → themes: each with its comments, its scores, and what became of it.

use serde::{Deserialize, Serialize};

use super::{
    Said,
    terms::{self, Term},
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

/// The themes of some comments, those with the most comments first. `halves` says how many comments lie in each; terms are
/// looked for in texts of so many bytes, or somewhat more.
pub(super) fn themes(
    said: &[Said],
    texts: &Dictionary,
    scale: Option<Scale>,
    halves: [u32; 2],
    most: usize,
    most_bytes: usize,
) -> Vec<Theme> {
    let most = most.min(MOST_THEMES);
    if most == 0 {
        return Vec::new();
    }
    let mut weights = vec![0_u32; texts.len()];
    said.iter().for_each(|said| weights[said.text as usize] += 1);
    let codes: Vec<u32> = (0..texts.len() as u32).filter(|&code| weights[code as usize] > 0).collect();
    let weighed: Vec<(&str, u32)> = codes.iter().map(|&code| (texts.text(code), weights[code as usize])).collect();
    let looks_at = terms::part(&weighed, most_bytes);
    let heads = apart(terms::terms(&weighed, &looks_at), &weighed, most);

    let having = having(&heads, texts, &codes, looks_at);
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
            term: term.text,
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
fn apart(terms: Vec<Term>, texts: &[(&str, u32)], most: usize) -> Vec<Term> {
    let mut heads: Vec<Term> = Vec::new();
    for term in terms {
        if heads.len() == most {
            break;
        }
        if !heads.iter().any(|head| are_alike(head, &term, texts)) {
            heads.push(term);
        }
    }
    heads
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

/// Of each text, the terms that it has, as bits: those looked at are known, the others are read.
fn having(heads: &[Term], texts: &Dictionary, codes: &[u32], looks_at: impl Fn(&str) -> bool) -> Vec<u32> {
    let mut having = vec![0; texts.len()];
    for (bit, head) in heads.iter().enumerate() {
        for &text in &head.texts {
            having[codes[text as usize] as usize] |= 1 << bit;
        }
    }
    let needles: Vec<String> = heads.iter().map(|head| units::needle(&head.text)).collect();
    let mut form = String::new();
    for codes in codes.chunks(256) {
        in_one_call(|| {
            for &code in codes.iter().filter(|&&code| !looks_at(texts.text(code))) {
                units::bring(texts.text(code), &mut form);
                for (bit, needle) in needles.iter().enumerate() {
                    having[code as usize] |= u32::from(form.contains(needle.as_str())) << bit;
                }
            }
        });
    }
    having
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event_log::Interner;

    /// With a part of the texts looked at, the others are counted all the same.
    #[test]
    fn texts_that_are_not_looked_at_are_counted() {
        let mut interner = Interner::default();
        let mut said = Vec::new();
        for at in 0..400_u32 {
            let text = format!("{at} {}", ["late delivery", "物流太慢了", "no delivery", "fine"][at as usize % 4]);
            let text = interner.intern(text.as_bytes());
            said.push(Said { event: at, customer: at, text, score: OFF_SCALE, is_late: at % 8 < 4 });
        }
        let texts = interner.finish();
        let all = themes(&said, &texts, None, [200, 200], 9, usize::MAX);
        let part = themes(&said, &texts, None, [200, 200], 9, 1_000);
        assert_eq!(all, part);
        let found: Vec<(&str, u32)> = all.iter().map(|theme| (&*theme.term, theme.comments)).collect();
        assert_eq!(found, [("delivery", 200), ("fine", 100), ("late delivery", 100), ("物流太慢了", 100)]);
    }
}
