//! Text → what terms are made of: words where they stand apart, characters where they do not (Chinese).
//!
//! A text is first brought into one form: words in small letters with a space before and after, Han characters side by
//! side, and a line feed for what parts them: punctuation, and a space between Han characters. A text has a term where its
//! form has that of the term in it, so `late delivery` is in `Late delivery!` and not in `late, delivery` or `plate`.

/// What a term can be made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit<'a> {
    /// A word, in small letters.
    Word(&'a str),
    /// A Han character.
    Han(&'a str),
    /// Whatever parts the words before and after it.
    Break,
}

const BREAK: char = '\n';

/// Brings a text into the form, in `out`, which is cleared first.
pub(super) fn bring(text: &str, out: &mut String) {
    out.clear();
    let mut in_word = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let is_inside = in_word && matches!(letter, '\'' | '’') && letters.peek().is_some_and(|next| is_letter(*next));
        if is_inside {
            out.push('\'');
        } else if is_letter(letter) {
            if !in_word && !out.ends_with(' ') {
                out.push(' ');
            }
            in_word = true;
            match letter {
                letter if letter.is_ascii() => out.push(letter.to_ascii_lowercase()),
                letter => out.extend(letter.to_lowercase()),
            }
        } else {
            if in_word {
                out.push(' ');
                in_word = false;
            }
            if is_han(letter) {
                out.push(letter);
            } else if !out.ends_with(BREAK) && (!is_gap(letter) || out.ends_with(is_han)) {
                out.push(BREAK);
            }
        }
    }
    if in_word {
        out.push(' ');
    }
}

/// The form of a term that is looked for; empty where nothing of it can be.
pub(super) fn needle(term: &str) -> String {
    let mut form = String::new();
    bring(term, &mut form);
    form.trim_matches(BREAK).to_owned()
}

/// The units of a text in the form.
pub(super) fn each(form: &str, mut take: impl FnMut(Unit<'_>)) {
    let mut word = None;
    for (at, letter) in form.char_indices() {
        // Small letters of a word may have marks that are none.
        if letter != ' ' && letter != BREAK && !is_han(letter) {
            word.get_or_insert(at);
            continue;
        }
        if let Some(start) = word.take() {
            take(Unit::Word(&form[start..at]));
        }
        match letter {
            ' ' => {}
            BREAK => take(Unit::Break),
            han => take(Unit::Han(&form[at..at + han.len_utf8()])),
        }
    }
}

/// Whether a letter is a Han character: the unified ideographs, extension A, those for compatibility, and the planes of
/// ideographs.
pub(super) fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

fn is_letter(letter: char) -> bool {
    !is_han(letter) && letter.is_alphanumeric()
}

/// What may stand between the words of a term.
fn is_gap(letter: char) -> bool {
    matches!(letter, '-' | '_' | '/') || letter.is_whitespace() && letter != BREAK
}

/// Whether a word says too little to be a term: one letter, digits alone, or one of the commonest words of English.
pub(super) fn says_little(word: &str) -> bool {
    word.chars().nth(1).is_none() || !word.chars().any(char::is_alphabetic) || listed(COMMON, word)
}

/// Whether a Chinese term says too little: what only holds sentences together.
pub(super) fn is_filler(term: &str) -> bool {
    listed(FILLERS, term)
}

fn listed(list: &str, term: &str) -> bool {
    list.split(' ').any(|known| known == term)
}

/// Function words, and what adds nothing to a term, as lists of stop words have them.
const COMMON: &str = "a about after again all also always am an and another any are as at be because been before \
    being both but by came can can't cannot come could couldn't did didn't do does doesn't doing don't done down each \
    either else even ever every few for from get gets getting give go goes going gone got had has hasn't have haven't \
    having he her here him his how i i'd i'll i'm i've if in into is isn't it it's its just know let like lot made \
    make many me more most much must my need never no not nothing now of off ok on once one only or other our out \
    over own per quite really said same say see she should so some something still such take than that that's the \
    their them then there these they thing things this those though three through time times to too took two up us \
    use used very want was wasn't we well went were weren't what when where which while who why will with without \
    won't would wouldn't yet you your";

const FILLERS: &str = "一个 一下 一些 一样 一直 一点 一次 不是 不会 不能 不过 也是 也不 他们 你们 但是 使用 其他 其实 \
    可以 可是 各种 因为 如果 它们 就是 已经 并且 很多 怎么 我们 或者 所以 所有 时候 是不是 有点 有些 比较 没有 然后 \
    现在 的话 的时候 看到 真的 真是 知道 而且 自己 虽然 觉得 还可以 还是 还有 这个 这么 这些 这样 这种 这次 那个 那么 \
    那些 都是 都不 需要 非常 感觉 什么 为什么 起来 出来";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, form: &str) {
        let mut out = "old".to_owned();
        bring(text, &mut out);
        assert_eq!(out, form, "{text}");
    }

    #[test]
    fn texts_come_into_one_form() {
        check("Late delivery, again!", " late delivery \n again \n");
        check("App很慢 check-out", " app 很慢\n check out ");
        check("物流太慢。客服 不回", "物流太慢\n客服\n不回");
        check("I don't / don’t 'quote' 5x", " i don't don't \n quote \n 5x ");
        check("", "");
        check("…", "\n");
        assert_eq!((needle(" Late  DELIVERY ").as_str(), needle("！").as_str()), (" late delivery ", ""));
    }

    #[test]
    fn units_are_words_and_characters() {
        let mut units = Vec::new();
        each(" app 很慢\n isn't ", |unit| units.push(format!("{unit:?}")));
        let expected = ["Word(\"app\")", "Han(\"很\")", "Han(\"慢\")", "Break", "Word(\"isn't\")"];
        assert_eq!(units, expected);
    }

    #[test]
    fn what_says_little_is_no_term() {
        for word in ["the", "x", "2024", "don't"] {
            assert!(says_little(word), "{word}");
        }
        assert!(!says_little("refund") && !says_little("5x"));
        assert!(is_filler("我们") && !is_filler("物流"));
    }
}
