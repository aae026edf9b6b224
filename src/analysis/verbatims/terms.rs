//! Texts → the terms that stand out in them. What a term is, the texts tell; lists only leave out what says little.
//!
//! Candidates are words, two words in a row, and two to six Han characters in a row. Chinese is not written in words, and
//! two words in a row are not always a phrase, so a candidate must be
//!
//! - frequent: in so many comments at least;
//! - cohesive: its parts meet more often than by chance. Wherever it is cut in two, the normalised pointwise mutual
//!   information of the parts is at least ½: ln(p(ab) / (p(a) p(b))) / −ln p(ab), which is 1 where the parts never
//!   stand alone and 0 where they are independent (G. Bouma, "Normalized (pointwise) mutual information in collocation
//!   extraction", GSCL 2009). The p are shares of all words, or of all characters;
//! - free, where it is Chinese: what stands before it varies, and what stands after it. Each entropy is at least one bit,
//!   where the end of a sentence is another neighbour every time. 物流太 is not free where 慢 always follows (Z. Jin and
//!   K. Tanaka-Ishii, "Unsupervised segmentation of Chinese text by use of branching entropy", COLING/ACL 2006).
//!
//! A candidate inside a longer one is dropped if nine tenths of its comments have the longer one. Of very many texts a
//! part is looked at ([`MOST_BYTES`]).

use std::{cmp::Reverse, hash::BuildHasher};

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::units::{self, Unit};
use crate::{event_log::Interner, order, prepare::in_one_call};

/// Terms are looked for in texts of about this many bytes; they need about ten times as much memory.
pub(super) const MOST_BYTES: usize = 16 << 20;
/// A term is in this many comments at least, and in one of [`LEAST_PART`].
const LEAST_COMMENTS: u32 = 3;
const LEAST_PART: u32 = 1_000;
/// Least mutual information, of 1.
const COHESION: f64 = 0.5;
/// The longest Chinese term, in characters.
const LONGEST: usize = 6;
/// So many terms are looked at more closely, those in the most comments.
const CANDIDATES: usize = 200;
/// Texts that are read in one call.
const TEXTS_PER_CALL: usize = 256;

/// No gram, and the unit that parts others.
const NONE: u32 = 0;

/// A term that stands out.
#[derive(Debug)]
pub(super) struct Term {
    /// As it is read.
    pub text: String,
    /// How many comments have it, of those looked at.
    pub comments: u32,
    /// The texts that have it, of those looked at; ascending.
    pub texts: Vec<u32>,
}

/// The terms of some texts, each the words of so many comments; those in the most comments first. `looks_at` tells which
/// texts are looked at.
pub(super) fn terms(texts: &[(&str, u32)], looks_at: impl Fn(&str) -> bool) -> Vec<Term> {
    let corpus = Corpus::of(texts, looks_at);
    let comments: u32 = corpus.weights.iter().sum();
    let least = LEAST_COMMENTS.max(comments / LEAST_PART);
    let mut levels = vec![corpus.first_level(least)];
    while levels.len() < LONGEST {
        let next = corpus.longer(&levels[levels.len() - 1], levels.len() + 1, least);
        levels.push(next);
    }
    let candidates = corpus.candidates(&levels);
    corpus.members(&levels, candidates)
}

/// Whether a text is looked at, where there are so many of them in all: of very many a part that the texts themselves tell,
/// in whatever order they come.
pub(super) fn part(texts: &[(&str, u32)], most_bytes: usize) -> impl Fn(&str) -> bool {
    let bytes: usize = texts.iter().map(|(text, _)| text.len()).sum();
    let every = bytes.div_ceil(most_bytes).max(1) as u64;
    let hash = FixedState::with_seed(7);
    move |text| every == 1 || hash.hash_one(text).is_multiple_of(every)
}

/// Texts in units, one after the other.
struct Corpus {
    units: Vec<u32>,
    /// Where each text ends in `units`; its last unit is [`NONE`].
    ends: Vec<usize>,
    /// How many comments each text is the words of.
    weights: Vec<u32>,
    names: Interner,
    /// Of each unit, whether it is a Han character.
    is_han: Vec<bool>,
    /// Of each unit, whether it can be (part of) a term.
    tells: Vec<bool>,
    /// How many Han characters there are, and how many words.
    totals: [f64; 2],
}

/// Units in a row, all such of one length.
struct Level {
    /// Of each place in the texts, which one begins there; [`NONE`]: none that is frequent.
    at: Vec<u32>,
    grams: Vec<Gram>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Gram {
    /// A place where it stands.
    first: usize,
    /// How many comments have it.
    comments: u32,
    /// How often it stands in comments.
    times: u32,
    /// One more than the last text that had it.
    seen: u32,
}

/// A gram that may be a term.
struct Candidate {
    level: usize,
    gram: u32,
    text: String,
    facts: Gram,
}

impl Corpus {
    fn of(texts: &[(&str, u32)], looks_at: impl Fn(&str) -> bool) -> Corpus {
        let mut corpus = Corpus {
            units: Vec::new(),
            ends: Vec::new(),
            weights: Vec::new(),
            names: Interner::default(),
            is_han: vec![false],
            tells: vec![false],
            totals: [0.0; 2],
        };
        let mut form = String::new();
        for chunk in texts.chunks(TEXTS_PER_CALL) {
            in_one_call(|| {
                for (text, weight) in chunk {
                    let is_looked_at = looks_at(text);
                    units::bring(if is_looked_at { text } else { "" }, &mut form);
                    corpus.add(&form, if is_looked_at { *weight } else { 0 });
                }
            });
        }
        corpus
    }

    fn add(&mut self, form: &str, weight: u32) {
        units::each(form, |unit| {
            let (name, is_han) = match unit {
                Unit::Word(word) => (word, false),
                Unit::Han(character) => (character, true),
                Unit::Break => ("", false),
            };
            let code = self.names.intern(name.as_bytes());
            if code as usize == self.tells.len() {
                self.is_han.push(is_han);
                self.tells.push(is_han || !units::says_little(name));
            }
            if code != NONE {
                self.totals[usize::from(!is_han)] += f64::from(weight);
            }
            self.units.push(code);
        });
        self.units.push(NONE);
        self.ends.push(self.units.len());
        self.weights.push(weight);
    }

    /// Calls with each text's number and places, some texts a call.
    fn walk(&self, mut visit: impl FnMut(u32, std::ops::Range<usize>)) {
        let mut start = 0;
        for (chunk, ends) in self.ends.chunks(TEXTS_PER_CALL).enumerate() {
            in_one_call(|| {
                for (at, &end) in ends.iter().enumerate() {
                    visit((chunk * TEXTS_PER_CALL + at) as u32, start..end);
                    start = end;
                }
            });
        }
    }

    fn first_level(&self, least: u32) -> Level {
        let mut level = Level { at: self.units.clone(), grams: vec![Gram::default(); self.tells.len()] };
        self.walk(|text, places| {
            for place in places {
                level.grams[self.units[place] as usize].add(place, text, self.weights[text as usize]);
            }
        });
        for (gram, &tells) in level.grams.iter_mut().zip(&self.tells) {
            gram.comments = if tells { gram.comments } else { 0 };
        }
        level.keep(least);
        level
    }

    /// What is frequent and one unit longer; its two parts that are one shorter are frequent as well.
    fn longer(&self, shorter: &Level, length: usize, least: u32) -> Level {
        let mut known = HashMap::<u64, u32, FixedState>::default();
        let mut level = Level { at: vec![NONE; self.units.len()], grams: vec![Gram::default()] };
        self.walk(|text, places| {
            for place in places.start..places.end.saturating_sub(length) {
                let last = self.units[place + length - 1];
                let is_han = self.is_han[last as usize];
                if shorter.at[place] == NONE
                    || shorter.at[place + 1] == NONE
                    || is_han != self.is_han[self.units[place] as usize]
                    || (length > 2 && !is_han)
                {
                    continue;
                }
                let next = level.grams.len() as u32;
                let gram = *known.entry(u64::from(shorter.at[place]) << 32 | u64::from(last)).or_insert(next);
                if gram == next {
                    level.grams.push(Gram::default());
                }
                level.at[place] = gram;
                level.grams[gram as usize].add(place, text, self.weights[text as usize]);
            }
        });
        level.keep(least);
        level
    }

    /// What is cohesive and free, says something, and is in no longer one; those in the most comments first.
    fn candidates(&self, levels: &[Level]) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (level, grams) in levels.iter().map(|level| &level.grams).enumerate() {
            for (gram, &facts) in grams.iter().enumerate().filter(|(_, gram)| gram.comments > 0) {
                let is_han = self.is_han[self.units[facts.first] as usize];
                if level == 0 && is_han || level > 0 && self.cohesion(levels, level, facts) < COHESION {
                    continue;
                }
                let text = self.text(facts.first, level + 1);
                if !(is_han && units::is_filler(&text)) {
                    found.push(Candidate { level, gram: gram as u32, text, facts });
                }
            }
        }
        let freedom = self.freedom(levels, &found);
        let mut is_free = freedom.iter();
        found.retain(|candidate| {
            let free = is_free.next().is_some_and(|&freedom| freedom >= std::f64::consts::LN_2);
            free || !self.is_han[self.units[candidate.facts.first] as usize]
        });
        let inside = self.inside(levels, &found);
        let mut is_inside = inside.iter();
        found.retain(|_| is_inside.next() == Some(&false));
        order::sort_by(&mut found, |one, other| {
            let by_comments = Reverse(one.facts.comments).cmp(&Reverse(other.facts.comments));
            by_comments.then_with(|| one.text.cmp(&other.text))
        });
        found.truncate(CANDIDATES);
        found
    }

    /// The mutual information of the parts where it is cut at its weakest place.
    fn cohesion(&self, levels: &[Level], level: usize, gram: Gram) -> f64 {
        let is_han = self.is_han[self.units[gram.first] as usize];
        let share = |gram: Gram| f64::from(gram.times) / self.totals[usize::from(!is_han)];
        let whole = share(gram);
        let mut weakest: f64 = 1.0;
        for cut in 0..level {
            let (start, end) = (&levels[cut], &levels[level - 1 - cut]);
            let [one, other] = [start.begins_at(gram.first), end.begins_at(gram.first + cut + 1)].map(share);
            weakest = weakest.min((whole / (one * other)).ln() / -whole.ln());
        }
        weakest
    }

    /// Of each candidate, the lesser entropy of what stands before and after it, in nats.
    fn freedom(&self, levels: &[Level], candidates: &[Candidate]) -> Vec<f64> {
        let places = places_of(levels, candidates);
        // Before and after: how often there is a neighbour, and the sum of c ln c over the neighbours' counts c, in
        // whole numbers, which no order of adding changes.
        let mut times = vec![[0_u32; 2]; candidates.len()];
        let mut sums = vec![[0_i64; 2]; candidates.len()];
        let mut known = HashMap::<u64, u32, FixedState>::default();
        let mut counts: Vec<(u32, u32)> = Vec::new();
        self.walk(|text, units| {
            let weight = self.weights[text as usize];
            for place in units.clone() {
                for (length, (level, places)) in levels.iter().zip(&places).enumerate().skip(1) {
                    let candidate = places[level.at[place] as usize];
                    if candidate == NONE {
                        continue;
                    }
                    let before = if place > units.start { self.units[place - 1] } else { NONE };
                    for (side, neighbour) in [before, self.units[place + length + 1]].into_iter().enumerate() {
                        times[candidate as usize - 1][side] += weight;
                        if neighbour != NONE {
                            let owner = (candidate - 1) * 2 + side as u32;
                            let key = u64::from(owner) << 32 | u64::from(neighbour);
                            let at = *known.entry(key).or_insert(counts.len() as u32) as usize;
                            if at == counts.len() {
                                counts.push((owner, 0));
                            }
                            counts[at].1 += weight;
                        }
                    }
                }
            }
        });
        for (owner, count) in counts {
            sums[owner as usize / 2][owner as usize % 2] += whole(count);
        }
        let entropy = |times: u32, sum: i64| {
            let n = f64::from(times.max(1));
            n.ln() - sum as f64 / PARTS / n
        };
        let both = times.iter().zip(&sums);
        both.map(|(times, sums)| entropy(times[0], sums[0]).min(entropy(times[1], sums[1]))).collect()
    }

    /// Of each candidate, whether a longer one is in nearly all of its comments.
    fn inside(&self, levels: &[Level], candidates: &[Candidate]) -> Vec<bool> {
        let places = places_of(levels, candidates);
        let mut inside = vec![false; candidates.len()];
        for longer in candidates {
            for level in 0..longer.level {
                for from in 0..=longer.level - level {
                    let gram = levels[level].at[longer.facts.first + from];
                    let candidate = places[level][gram as usize];
                    let part = levels[level].grams[gram as usize];
                    if candidate != NONE && u64::from(longer.facts.comments) * 10 >= u64::from(part.comments) * 9 {
                        inside[candidate as usize - 1] = true;
                    }
                }
            }
        }
        inside
    }

    /// The candidates as terms, with the texts that have them.
    fn members(&self, levels: &[Level], candidates: Vec<Candidate>) -> Vec<Term> {
        let places = places_of(levels, &candidates);
        let term =
            |candidate: Candidate| Term { text: candidate.text, comments: candidate.facts.comments, texts: Vec::new() };
        let mut terms: Vec<Term> = candidates.into_iter().map(term).collect();
        self.walk(|text, units| {
            for place in units {
                for (level, places) in levels.iter().zip(&places) {
                    let candidate = places[level.at[place] as usize];
                    if candidate != NONE {
                        let texts = &mut terms[candidate as usize - 1].texts;
                        if texts.last() != Some(&text) {
                            texts.push(text);
                        }
                    }
                }
            }
        });
        terms
    }

    fn text(&self, first: usize, length: usize) -> String {
        let mut text = String::new();
        for &unit in &self.units[first..first + length] {
            if !self.is_han[unit as usize] && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(str::from_utf8(self.names.text(unit)).unwrap_or_default());
        }
        text
    }
}

impl Level {
    fn begins_at(&self, place: usize) -> Gram {
        self.grams[self.at[place] as usize]
    }

    /// Forgets what is in fewer comments.
    fn keep(&mut self, least: u32) {
        self.grams[NONE as usize] = Gram::default();
        for gram in &mut self.grams {
            if gram.comments < least {
                gram.comments = 0;
            }
        }
        for at in &mut self.at {
            if self.grams[*at as usize].comments == 0 {
                *at = NONE;
            }
        }
    }
}

impl Gram {
    fn add(&mut self, place: usize, text: u32, weight: u32) {
        if self.seen == 0 {
            self.first = place;
        }
        self.times += weight;
        if self.seen != text + 1 {
            self.seen = text + 1;
            self.comments += weight;
        }
    }
}

/// Of each gram of each level, one more than its place among the candidates; [`NONE`]: it is none.
fn places_of(levels: &[Level], candidates: &[Candidate]) -> Vec<Vec<u32>> {
    let mut places: Vec<Vec<u32>> = levels.iter().map(|level| vec![NONE; level.grams.len()]).collect();
    for (at, candidate) in candidates.iter().enumerate() {
        places[candidate.level][candidate.gram as usize] = at as u32 + 1;
    }
    places
}

/// A whole number is so many parts.
const PARTS: f64 = (1 << 16) as f64;

/// c ln c as a whole number of parts.
fn whole(count: u32) -> i64 {
    (f64::from(count) * f64::from(count).ln() * PARTS) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&str]) -> Vec<(String, u32)> {
        let texts: Vec<(&str, u32)> = texts.iter().map(|&text| (text, 1)).collect();
        terms(&texts, |_| true).into_iter().map(|term| (term.text, term.comments)).collect()
    }

    fn has(found: &[(String, u32)], term: &str, comments: u32) -> bool {
        found.contains(&(term.to_owned(), comments))
    }

    #[test]
    fn english_terms_are_words_and_phrases() {
        let found = found(&[
            "The late delivery was a shame", "late delivery, refund refused", "Late delivery and a late refund",
            "refund please", "the delivery man was friendly",
        ]);
        assert!(has(&found, "late delivery", 3) && has(&found, "delivery", 4) && has(&found, "refund", 3), "{found:?}");
        // All of its comments have the phrase; the others are in too few, or say little.
        assert!(!found.iter().any(|(term, _)| ["late", "the", "friendly"].contains(&term.as_str())), "{found:?}");
    }

    #[test]
    fn chinese_terms_are_cut_by_what_stands_around_them() {
        let found = found(&[
            "物流太慢了，等了一周", "昨天的物流很快", "物流信息不更新", "希望物流能改进", "客服态度差，物流也慢",
            "客服不理人", "找客服没人回", "这个客服很耐心",
        ]);
        assert!(has(&found, "物流", 5) && has(&found, "客服", 4), "{found:?}");
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn a_term_of_one_text_counts_all_its_comments() {
        let terms = terms(&[("slow app", 5), ("the app crashed", 2), ("app", 1)], |_| true);
        let found: Vec<(&str, u32, &[u32])> =
            terms.iter().map(|term| (term.text.as_str(), term.comments, &*term.texts)).collect();
        assert_eq!(found, [("app", 8, &[0, 1, 2][..]), ("slow app", 5, &[0])]);
    }

    #[test]
    fn nothing_stands_out_of_nothing() {
        assert!(found(&[]).is_empty() && found(&["", "!", "one of a kind"]).is_empty());
    }
}
