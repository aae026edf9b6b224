//! Which words in a touchpoint's name tell where in the journey it is, and which name the goal.
//!
//! Names are compared word by word: `addToCart`, `add_to_cart` and `Add to cart` are the same three words. Chinese has
//! no spaces, so Chinese keywords match anywhere. The first row that matches decides: the more telling words stand
//! first, so that `order_tracking` is use (tracking) and not purchase (order).

use super::Phase;

/// What the files end in that a page loads, and those for machines: no visitor goes to them.
const FILE_ENDINGS: &[&str] = &[
    "css", "js", "mjs", "map", "json", "xml", "txt", "ico", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp",
    "woff", "woff2", "ttf", "otf", "eot", "wasm",
];

/// Whether a name is the path of a file that a page loads, and not that of a page.
pub(crate) fn names_a_file(name: &str) -> bool {
    let path = name.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit_once('/').map(|(_, file)| file);
    let ending = file.and_then(|file| file.rsplit_once('.')).map(|(_, ending)| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| FILE_ENDINGS.contains(&ending.as_str()))
}

/// Keywords of each phase, most telling first. A keyword of several words matches those words in a row.
const KEYWORDS: Rows<Phase> = &[
    (
        Phase::Loyalty,
        &[
            "repurchase", "reorder", "repeat purchase", "renew", "renewal", "renewed", "loyalty", "member",
            "membership", "points", "reward", "rewards", "redeem", "refer a friend", "refer", "referred", "recommend",
            "recommended", "share", "shared", "invite", "invited", "advocate", "write review", "review written",
            "review submitted", "post review", "leave review", "community", "winback", "birthday", "subscribe renew",
            "复购", "回购", "再次购买", "续费", "续约", "续订", "会员", "积分", "兑换", "推荐好友", "分享", "邀请",
            "转介绍", "写评价", "晒单", "社群", "忠诚", "老客", "好评",
        ],
    ),
    (
        Phase::Use,
        &[
            "order confirmation", "delivery completed", "delivered", "shipped", "shipment", "track", "tracking",
            "unboxing", "onboarding", "activate", "activated", "activation", "tutorial", "help", "support", "service",
            "ticket", "complaint", "complain", "refund", "return", "returned", "returns", "exchange", "repair",
            "warranty", "feedback", "survey", "nps", "csat", "rating", "rate", "faq", "call center", "call centre",
            "hotline", "usage", "use", "used", "login", "log in", "logout", "log out", "install", "installed", "setup",
            "cancel order", "cancelled", "uninstall", "签收", "收货", "发货", "物流", "配送完成", "激活", "教程",
            "帮助", "客服", "售后", "服务", "工单", "投诉", "退款", "退货", "换货", "维修", "保修", "反馈", "调查",
            "问卷", "评分", "评价", "满意度", "使用", "登录", "安装", "回访",
        ],
    ),
    (
        Phase::Purchase,
        &[
            "add to cart", "added to cart", "add to basket", "add to bag", "remove from cart", "cart", "basket",
            "checkout", "check out", "shipping info", "shipping", "delivery", "delivery choice", "billing", "address",
            "payment", "pay", "paid", "payed", "purchase", "purchased", "buy", "bought", "order", "ordered", "orders",
            "transaction", "coupon", "voucher", "promo code", "invoice", "contract", "sign contract", "deposit",
            "book", "booked", "booking", "reservation", "subscribe", "subscribed", "subscription", "closed won", "won",
            "converted", "conversion", "加购", "加入购物车", "购物车", "结算", "结账", "下单", "提交订单", "订单",
            "支付", "付款", "购买", "成交", "优惠券", "签约", "合同", "预订", "预定", "开票", "定金", "收银", "赢单",
        ],
    ),
    (
        Phase::Consideration,
        &[
            "product view", "product viewed", "view product", "product", "item", "detail", "details", "catalog",
            "catalogue", "category", "list", "search", "filter", "compare", "comparison", "review", "reviews", "price",
            "pricing", "quote", "demo", "trial", "wishlist", "wish list", "favorite", "favourite", "fav", "collect",
            "chat", "enquiry", "inquiry", "consult", "contact", "signup", "sign up", "register", "registration",
            "store visit", "visit store", "fitting", "try on", "showroom", "webinar", "download", "whitepaper",
            "brochure", "application", "apply", "zoom", "view", "pv", "商品", "详情", "浏览", "目录", "分类", "列表",
            "搜索", "筛选", "对比", "比较", "看评价", "查看评价", "价格", "报价", "试用", "演示", "收藏", "咨询",
            "询价", "联系", "注册", "到店", "进店", "试穿", "试戴", "展厅", "下载", "申请", "关注",
        ],
    ),
    (
        Phase::Awareness,
        &[
            "impression", "ad view", "ad click", "ad", "ads", "advert", "advertisement", "banner", "campaign",
            "display", "landing", "landing page", "home", "homepage", "home page", "main", "index", "first visit",
            "session start", "visit", "visited", "email open", "email opened", "email click", "email sent", "email",
            "newsletter", "push", "sms", "social", "post", "blog", "article", "video", "video view", "tv", "radio",
            "flyer", "poster", "billboard", "event", "exhibition", "trade show", "referral", "organic", "open app",
            "app open", "first open", "曝光", "展示", "广告", "点击广告", "落地页", "首页", "主页", "访问", "启动",
            "打开", "邮件", "短信", "推送", "公众号", "朋友圈", "抖音", "小红书", "微博", "直播", "视频", "文章",
            "海报", "传单", "活动", "展会", "种草",
        ],
    ),
];

/// Names longer than their keyword that it would mislead: looked for before all others.
const FIRST: Rows<Phase> = &[
    (
        Phase::Consideration,
        &[
            "view review", "read review", "review read", "reviews read", "read reviews", "product review", "看评价",
            "查看评价", "阅读评价", "浏览评价", "service page",
        ],
    ),
    (
        Phase::Consideration,
        &["delivery info", "returns info", "return policy", "shipping policy", "view cart abandoned mail"],
    ),
    (Phase::Awareness, &["share ad", "video ad", "product ad", "home view", "view home", "landing page view"]),
    (
        Phase::Use,
        &[
            "order tracking", "track order", "order received", "order delivered", "order shipped", "return request",
            "refund request", "订单物流", "订单签收",
        ],
    ),
    (Phase::Purchase, &["return to cart", "member checkout"]),
];

/// Those that are signs of wanting to buy.
pub(super) const INTENT: &[&str] = &[
    "add to cart", "added to cart", "add to basket", "add to bag", "cart", "basket", "wishlist", "wish list",
    "favorite", "favourite", "fav", "collect", "compare", "comparison", "price", "pricing", "quote", "demo", "trial",
    "try on", "fitting", "加购", "加入购物车", "购物车", "收藏", "对比", "比较", "价格", "报价", "询价", "试用",
    "演示", "试穿", "试戴",
];

/// Rows of keywords, each with what it tells; the first row that matches decides.
pub(super) type Rows<T> = &'static [(T, &'static [&'static str])];

/// The first keyword that the name has, and its phase.
pub(super) fn find(name: &str) -> Option<(Phase, &'static str)> {
    first_of(name, FIRST).or_else(|| first_of(name, KEYWORDS))
}

/// The first keyword of these rows that the name has, and what it tells.
pub(super) fn first_of<T: Copy>(name: &str, rows: Rows<T>) -> Option<(T, &'static str)> {
    let words = words(name);
    rows.iter().find_map(|&(told, keywords)| Some((told, one_of(&words, name, keywords)?)))
}

fn one_of(words: &[String], name: &str, keywords: &'static [&'static str]) -> Option<&'static str> {
    keywords.iter().copied().find(|keyword| has(words, name, keyword))
}

fn has(words: &[String], name: &str, keyword: &str) -> bool {
    if !keyword.is_ascii() {
        return !name.is_ascii() && name.contains(keyword);
    }
    (0..words.len()).any(|start| {
        let mut words = words[start..].iter();
        keyword.split(' ').all(|wanted| words.next().is_some_and(|word| word == wanted))
    })
}

/// The words of a name in lower case, split at anything but letters and at a change to upper case; digits are dropped,
/// so that `product1` is the word `product`.
pub(crate) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_lower = false;
    for letter in name.chars() {
        if !letter.is_alphabetic() || (letter.is_uppercase() && before_lower) {
            words.push(String::new());
        }
        if letter.is_alphabetic() {
            words.last_mut().expect("never empty").extend(letter.to_lowercase());
        }
        before_lower = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::{INTENT, KEYWORDS};
    use crate::stage::{Phase, guess};

    #[track_caller]
    fn check(phase: Phase, names: &[&str]) {
        for name in names {
            assert_eq!(guess(name).map(|guess| guess.phase), Some(phase), "{name}");
        }
    }

    #[test]
    fn names_of_the_usual_tools() {
        check(
            Phase::Awareness,
            &["landing", "main", "home_view", "email_open", "Ad Impression", "首页", "广告曝光", "session_start"],
        );
        check(
            Phase::Consideration,
            &[
                "catalog", "product1", "product_view", "review_read", "search_results", "Product Viewed", "商品详情",
                "咨询", "signup_start", "pv", "fav",
            ],
        );
        check(
            Phase::Purchase,
            &[
                "cart", "addToCart", "checkout_start", "payment_done", "payment_choice", "delivery_choice",
                "Order Completed", "purchase", "加入购物车", "支付成功", "buy",
            ],
        );
        check(
            Phase::Use,
            &[
                "order_confirmation", "support_chat", "refund_request", "help_view", "签收", "投诉", "survey_submit",
                "order_tracking",
            ],
        );
        check(Phase::Loyalty, &["share", "repurchase", "复购", "推荐好友", "Membership Renewed"]);
    }

    #[test]
    fn signs_of_wanting_to_buy_are_keywords() {
        for sign in INTENT {
            assert!(KEYWORDS.iter().any(|(_, keywords)| keywords.contains(sign)), "{sign}");
        }
    }

    #[test]
    fn an_unknown_name_is_placed_and_says_so() {
        let guess = guess("T06 Determine necessity of stop advice").unwrap();
        assert_eq!((guess.phase, guess.keyword), (Phase::Consideration, None));
        assert_eq!(crate::stage::guess(""), None);
    }
}
