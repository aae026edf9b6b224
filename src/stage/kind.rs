//! What a touchpoint is to the customer, as far as its name tells: contact, interaction or experience.
//!
//! A few words tell by themselves: who chats, asks, searches or fills in a form interacts, in whatever stage. Otherwise the
//! stage tells ([`super::guess`]): in awareness customers are in contact with the brand, in consideration they interact with
//! it, and from the purchase on they experience it.

use super::{
    Phase, guess as guess_phase,
    keywords::{Rows, first_of},
};

/// What a touchpoint is to the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 接触点: the customer meets the brand, in an ad, on social media, on the home page.
    Contact,
    /// 互动点: customer and brand talk, in a chat, an enquiry, a search, a form.
    Interaction,
    /// 体验点: the customer buys, receives and uses the product.
    Experience,
}

/// What a name tells of the kind, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindGuess {
    /// Interaction, unless a keyword says otherwise.
    pub kind: Kind,
    /// The keyword that decided, one of this module or of the stage; `None` where none matched.
    pub keyword: Option<&'static str>,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 3] = [Kind::Contact, Kind::Interaction, Kind::Experience];

    /// The name in files.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Contact => "contact",
            Kind::Interaction => "interaction",
            Kind::Experience => "experience",
        }
    }

    /// The kind that a text names, in English or Chinese; upper and lower case are the same.
    pub fn named(text: &str) -> Option<Kind> {
        match text.trim().to_lowercase().as_str() {
            "contact" | "接触" | "接触点" => Some(Kind::Contact),
            "interaction" | "互动" | "互动点" => Some(Kind::Interaction),
            "experience" | "体验" | "体验点" => Some(Kind::Experience),
            _ => None,
        }
    }
}

const KEYWORDS: Rows<Kind> = &[
    // Names that a keyword below would mislead.
    (Kind::Contact, &["video ad", "search ad", "social post", "搜索广告"]),
    (
        Kind::Experience,
        &["demo", "trial", "try on", "fitting", "test drive", "试用", "演示", "试穿", "试戴", "试驾", "体验"],
    ),
    (
        Kind::Interaction,
        &[
            "chat", "chatbot", "enquiry", "inquiry", "enquire", "consult", "contact", "question", "ask", "search",
            "filter", "form", "sign up", "signup", "register", "registration", "application", "apply", "support",
            "service", "ticket", "complaint", "complain", "call", "calls", "call center", "call centre", "hotline",
            "help", "faq", "feedback", "survey", "nps", "csat", "rating", "comment", "review", "share", "shared",
            "invite", "refer", "referred", "community", "webinar", "咨询", "询价", "客服", "提问", "搜索", "筛选",
            "表单", "注册", "申请", "工单", "投诉", "热线", "呼叫中心", "帮助", "反馈", "调查", "问卷", "评分", "评论",
            "评价", "晒单", "分享", "邀请", "推荐好友", "社群", "互动", "回访",
        ],
    ),
];

/// The kind of a touchpoint by the keywords in its name; interaction where none matches.
pub fn guess(touchpoint: &str) -> KindGuess {
    let by_phase = || {
        let guess = guess_phase(touchpoint)?;
        let kind = match guess.phase {
            Phase::Awareness => Kind::Contact,
            Phase::Consideration => Kind::Interaction,
            Phase::Purchase | Phase::Use | Phase::Loyalty => Kind::Experience,
        };
        Some((kind, guess.keyword?))
    };
    match first_of(touchpoint, KEYWORDS).or_else(by_phase) {
        Some((kind, keyword)) => KindGuess { kind, keyword: Some(keyword) },
        None => KindGuess { kind: Kind::Interaction, keyword: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, names: &[&str]) {
        for name in names {
            assert_eq!(guess(name).kind, kind, "{name}");
        }
    }

    #[test]
    fn names_of_the_usual_tools() {
        check(Kind::Contact, &["Ad impression", "email_open", "home_view", "社交广告", "flyer", "landing", "小红书"]);
        check(
            Kind::Interaction,
            &["support_chat", "enquiry", "search_results", "signup_form", "product_view", "投诉", "在线咨询", "refer"],
        );
        check(Kind::Experience, &["delivered", "payment", "order_paid", "试用", "签收", "login", "repurchase", "加购"]);
    }

    #[test]
    fn why_it_is_so() {
        assert_eq!(guess("support_chat").keyword, Some("chat"));
        // The stage's keyword.
        assert_eq!(guess("banner"), KindGuess { kind: Kind::Contact, keyword: Some("banner") });
        assert_eq!(guess("T06"), KindGuess { kind: Kind::Interaction, keyword: None });
        assert_eq!(guess("").keyword, None);
    }

    #[test]
    fn a_kind_is_known_by_its_names() {
        for kind in Kind::ALL {
            assert_eq!(Kind::named(kind.id()), Some(kind));
        }
        assert_eq!((Kind::named("体验点"), Kind::named("other")), (Some(Kind::Experience), None));
    }
}
