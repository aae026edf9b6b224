//! Which texts a rule meets.

/// How a rule compares texts; upper and lower case are the same to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum How {
    /// It contains the text.
    #[default]
    Contains,
    /// The whole of it is the text, in which `*` stands for any letters, also none.
    Matches,
}

/// Whether a text meets a rule. An empty text meets none.
pub fn meets(name: &str, how: How, text: &str) -> bool {
    let (name, text) = (name.to_lowercase(), text.trim().to_lowercase());
    match how {
        _ if text.is_empty() => false,
        How::Contains => name.contains(&text),
        How::Matches => matches(&name, &text),
    }
}

fn matches(name: &str, pattern: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return name == pattern };
    let Some(mut left) = name.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        // The first place that fits leaves the most for what follows.
        let Some((_, after)) = left.split_once(part) else { return false };
        left = after;
    }
    left.ends_with(last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_contain_or_match() {
        assert!(meets("Product_View", How::Contains, " view"));
        assert!(!meets("product", How::Contains, ""));
        let is = |name, pattern, met| assert_eq!(meets(name, How::Matches, pattern), met, "{name} {pattern}");
        is("/shop/cart", "/shop/*", true);
        is("/shop", "/shop/*", false);
        is("/shop/a/pay", "/SHOP/*/pay", true);
        is("pay", "pay", true);
        is("repay", "pay", false);
        is("商品详情", "商品*", true);
        is("aa", "a*a", true);
        is("a", "a*a", false);
    }

    /// Whether the pattern meets the name, by trying everything.
    fn oracle(name: &[char], pattern: &[char]) -> bool {
        match pattern.split_first() {
            None => name.is_empty(),
            Some((&'*', rest)) => (0..=name.len()).any(|skip| oracle(&name[skip..], rest)),
            Some((letter, rest)) => name.first() == Some(letter) && oracle(&name[1..], rest),
        }
    }

    proptest! {
        #[test]
        fn a_pattern_meets_what_the_oracle_says(name in "[ab]{0,8}", pattern in "[ab*]{1,6}") {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            prop_assert_eq!(meets(&name, How::Matches, &pattern), oracle(&letters(&name), &letters(&pattern)));
        }
    }
}
