//! How identifiers are compared, and how many of a kind one customer may have.

use std::borrow::Cow;

use crate::import::IdentifierKind;

impl IdentifierKind {
    /// All kinds, strongest first.
    pub const ALL: [IdentifierKind; 4] =
        [IdentifierKind::UserId, IdentifierKind::Email, IdentifierKind::Phone, IdentifierKind::AnonymousId];

    /// How many values of this kind one customer may have (Segment, "Identity Resolution Settings": one user id, five of
    /// all others).
    pub const fn limit(self) -> u32 {
        match self {
            IdentifierKind::UserId => 1,
            _ => 5,
        }
    }

    /// The value as it is compared: e-mail addresses without case, telephone numbers by their digits.
    pub fn normal(self, value: &str) -> Cow<'_, str> {
        let value = value.trim();
        match self {
            IdentifierKind::Email if value.chars().any(char::is_uppercase) => value.to_lowercase().into(),
            IdentifierKind::Phone => normal_phone(value),
            _ => value.into(),
        }
    }

    /// Whether a value of this kind tells nobody apart from another (Segment blocks zeros and dashes, `-1`, `null` and
    /// `anonymous`; a telephone number has five digits at least, and an e-mail address a sign).
    pub fn is_blocked(self, normal: &str) -> bool {
        const NOBODY: [&str; 12] =
            ["-1", "null", "none", "nil", "nan", "n/a", "na", "undefined", "unknown", "anonymous", "guest", "test"];
        normal.bytes().all(|byte| matches!(byte, b'0' | b'-'))
            || NOBODY.iter().any(|nobody| normal.eq_ignore_ascii_case(nobody))
            || matches!(normal, "未知" | "匿名" | "无" | "空")
            || match self {
                IdentifierKind::Email => !normal.contains('@'),
                IdentifierKind::Phone => normal.bytes().filter(u8::is_ascii_digit).count() < 5,
                _ => false,
            }
    }
}

/// Digits, with a leading `+` where there is a country code; 00 is such a plus, and Chinese mobile numbers are the same
/// with and without +86.
fn normal_phone(value: &str) -> Cow<'_, str> {
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    let international = if value.starts_with('+') { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    let mobile = |digits: &str| digits.len() == 11 && digits.starts_with('1');
    match international {
        Some(digits) => match digits.strip_prefix("86") {
            Some(own) if mobile(own) => own.to_owned().into(),
            _ => format!("+{digits}").into(),
        },
        None => match digits.strip_prefix("86") {
            Some(own) if mobile(own) => own.to_owned().into(),
            _ => digits.into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_people_compare_equal() {
        assert_eq!(IdentifierKind::Email.normal(" Ann@Example.COM "), "ann@example.com");
        for written in ["+86 138-0013-8000", "0086 13800138000", "8613800138000", "138 0013 8000"] {
            assert_eq!(IdentifierKind::Phone.normal(written), "13800138000");
        }
        assert_eq!(IdentifierKind::Phone.normal("+49 (30) 123-456"), "+4930123456");
        assert_eq!(IdentifierKind::UserId.normal(" A1 "), "A1", "ids may differ by case alone");
    }

    #[test]
    fn nobody_is_nobody() {
        for nobody in ["0", "000-00", "-1", "NULL", "Anonymous", "未知"] {
            assert!(IdentifierKind::UserId.is_blocked(nobody), "{nobody}");
        }
        assert!(!IdentifierKind::UserId.is_blocked("10"));
        assert!(IdentifierKind::Email.is_blocked("no address") && IdentifierKind::Phone.is_blocked("123"));
    }
}
