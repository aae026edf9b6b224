//! Whether a touchpoint or a channel is online or offline, as far as its name tells.
//!
//! Keywords are compared as those of stages are (see [`super::guess`]). First come longer names that a keyword below would
//! mislead: a store locator is a page, not a store.

use super::keywords::{Rows, first_of};

/// Where a touchpoint is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// 线上: the site, the app, mail, social media, ads on them.
    Online,
    /// 线下: the store, the telephone, events, print, television.
    Offline,
}

/// What a name tells of the side, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SideGuess {
    /// Online, unless a keyword says otherwise.
    pub side: Side,
    /// The keyword that decided; `None` where none matched.
    pub keyword: Option<&'static str>,
}

impl Side {
    /// Both.
    pub const ALL: [Side; 2] = [Side::Online, Side::Offline];

    /// The name in questions, files and reports.
    pub fn id(self) -> &'static str {
        match self {
            Side::Online => "online",
            Side::Offline => "offline",
        }
    }

    /// The side that a text names, in English or Chinese; upper and lower case are the same.
    pub fn named(text: &str) -> Option<Side> {
        match text.trim().to_lowercase().as_str() {
            "online" | "线上" => Some(Side::Online),
            "offline" | "线下" => Some(Side::Offline),
            _ => None,
        }
    }
}

const KEYWORDS: Rows<Side> = &[
    (
        Side::Online,
        &[
            "online", "app store", "web store", "web shop", "store locator", "store finder", "find store",
            "find a store", "store page", "store list", "stores page", "event page", "event tracked", "video call",
            "video conference", "api call", "call to action", "phone number", "verify phone", "phone verified",
            "bind phone", "mobile phone", "virtual try on", "poster click", "线上", "网店", "网上", "在线", "直播",
            "门店查询", "附近门店", "门店列表", "手机号", "电话号码", "海报点击",
        ],
    ),
    (
        Side::Offline,
        &[
            "offline", "in store", "instore", "store", "stores", "showroom", "boutique", "retail", "branch", "kiosk",
            "counter", "cashier", "pos", "till", "atm", "dealer", "dealership", "fitting", "fitting room", "try on",
            "test drive", "salesperson", "sales rep", "sales visit", "field visit", "home visit", "face to face",
            "in person", "call center", "call centre", "callcenter", "hotline", "phone", "telephone", "call", "calls",
            "called", "ivr", "event visit", "event attended", "attend event", "exhibition", "expo", "trade show",
            "trade fair", "roadshow", "conference", "seminar", "workshop", "direct mail", "letter", "postcard",
            "flyer", "leaflet", "print ad", "poster", "billboard", "outdoor ad", "tv", "television", "radio",
            "newspaper", "magazine", "unboxing", "线下", "门店", "实体店", "到店", "进店", "专柜", "柜台", "网点",
            "营业厅", "展厅", "试穿", "试戴", "试驾", "收银", "导购", "上门", "拜访", "面谈", "电话", "来电", "外呼",
            "呼入", "热线", "呼叫中心", "展会", "展览", "路演", "发布会", "沙龙", "传单", "海报", "户外", "电视",
            "广播", "报纸", "杂志", "邮寄", "开箱",
        ],
    ),
    (
        Side::Online,
        &[
            "web", "website", "site", "app", "mobile", "ios", "android", "desktop", "email", "e mail", "mail",
            "newsletter", "sms", "push", "social", "search", "organic", "seo", "sem", "cpc", "paid", "ads", "display",
            "affiliate", "referral", "direct", "google", "bing", "baidu", "facebook", "instagram", "youtube", "tiktok",
            "linkedin", "twitter", "whatsapp", "wechat", "we chat", "you tube", "linked in", "i os", "weixin", "weibo",
            "douyin", "tmall", "taobao", "chat", "官网", "网站", "小程序", "公众号", "微信", "微博", "抖音", "小红书",
            "淘宝", "天猫", "京东", "百度", "搜索", "邮件", "短信", "推送", "企微",
        ],
    ),
];

/// The side of a touchpoint or channel by the keywords in its name; online where none matches.
pub fn guess(name: &str) -> SideGuess {
    match first_of(name, KEYWORDS) {
        Some((side, keyword)) => SideGuess { side, keyword: Some(keyword) },
        None => SideGuess { side: Side::Online, keyword: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(side: Side, names: &[&str]) {
        for name in names {
            assert_eq!(guess(name).side, side, "{name}");
        }
    }

    #[test]
    fn names_of_places_calls_events_and_print_are_offline() {
        check(
            Side::Offline,
            &[
                "Store visit", "storePurchase", "showroom", "Call centre 呼叫中心", "call_center", "hotline", "branch",
                "exhibition", "Flyer", "tv_ad", "phone call", "direct mail", "门店", "到店", "电话回访", "展会",
                "线下活动", "试驾", "POS", "In-store pickup",
            ],
        );
    }

    #[test]
    fn all_others_are_online() {
        check(
            Side::Online,
            &[
                "landing", "product_view", "Store locator", "App Store", "email", "Website 官网", "Live stream 直播",
                "webinar", "在线咨询", "加入购物车", "restore_session", "verify phone number", "", "T06",
            ],
        );
    }

    #[test]
    fn a_channel_tells_or_does_not() {
        let told = |name: &str| guess(name).keyword;
        assert_eq!(told("Store 门店"), Some("store"));
        assert_eq!(told("WeChat 微信"), Some("we chat"));
        assert_eq!(told("Direct"), Some("direct"));
        assert_eq!(told("other"), None);
        assert_eq!(told("渠道A"), None);
    }

    #[test]
    fn a_side_is_known_by_its_names() {
        for side in Side::ALL {
            assert_eq!(Side::named(side.id()), Some(side));
        }
        assert_eq!(
            (Side::named(" 线下 "), Side::named("Online"), Side::named("both")),
            (Some(Side::Offline), Some(Side::Online), None)
        );
    }
}
