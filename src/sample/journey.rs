//! One customer's walk through the sample: which touchpoint follows which, when, through which channel.

use fastrand::Rng;

use super::{DAYS, FAULT_DAY};

/// Something that happened to a customer of the sample.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub customer: usize,
    /// Seconds since the start of the sample.
    pub second: i64,
    pub touchpoint: Touchpoint,
    pub channel: &'static str,
    pub payment_method: Option<&'static str>,
    pub value: Option<f64>,
    /// CSAT, 1 to 5.
    pub score: Option<u8>,
    pub comment: Option<&'static str>,
}

macro_rules! touchpoints {
    ($($variant:ident $name:literal,)*) => {
        /// A touchpoint of the brand.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Touchpoint { $($variant,)* }

        impl Touchpoint {
            /// Its name, in both languages.
            pub fn name(self) -> &'static str {
                match self { $(Touchpoint::$variant => $name,)* }
            }
        }
    };
}

touchpoints! {
    AdImpression "Ad impression 广告曝光",
    AdClick "Ad click 广告点击",
    LiveStream "Live stream 直播",
    EmailOpen "Email open 打开邮件",
    HomePage "Home page 首页",
    StorePoster "Store poster 门店海报",
    Search "Search 搜索",
    ProductPage "Product page 商品详情",
    ReadReviews "Read reviews 查看评价",
    Wishlist "Wishlist 收藏",
    Chat "Chat with advisor 在线咨询",
    StoreVisit "Store visit 到店",
    TryOn "Try on 试穿",
    AddToCart "Add to cart 加入购物车",
    Checkout "Checkout 结算",
    Delivery "Delivery choice 配送方式",
    Payment "Payment 支付",
    PaymentFailed "Payment failed 支付失败",
    OrderPaid "Order paid 支付成功",
    StorePurchase "Store purchase 门店购买",
    Delivered "Delivered 签收",
    Service "Customer service 客服",
    Complaint "Complaint 投诉",
    Return "Return 退货",
    Survey "Survey 满意度调查",
    Membership "Join membership 加入会员",
    Share "Share 分享",
    Repurchase "Repeat purchase 复购",
}

impl Touchpoint {
    pub fn is_offline(self) -> bool {
        matches!(self, StorePoster | StoreVisit | TryOn | StorePurchase)
    }
}

use Touchpoint::*;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// What comes next: weight, touchpoint, and about how many seconds later. The weights of a row are out of 100; what is
/// missing to 100 ends the walk.
fn next_of(touchpoint: Touchpoint) -> &'static [(u32, Touchpoint, i64)] {
    match touchpoint {
        AdImpression => &[(34, AdClick, 20), (16, AdImpression, 2 * DAY), (6, HomePage, DAY), (4, StoreVisit, 3 * DAY)],
        AdClick => &[(48, ProductPage, 15), (26, HomePage, 10)],
        LiveStream => &[(46, ProductPage, 4 * MINUTE), (12, AddToCart, 6 * MINUTE), (8, LiveStream, 3 * DAY)],
        EmailOpen => &[(40, ProductPage, MINUTE), (16, HomePage, MINUTE)],
        HomePage => &[(38, Search, 40), (34, ProductPage, 50), (4, Chat, 2 * MINUTE)],
        StorePoster => &[(58, StoreVisit, 10 * MINUTE), (12, HomePage, DAY)],
        Search => &[(68, ProductPage, 30), (14, Search, 25)],
        ProductPage => &[
            (22, ProductPage, 70),
            (17, ReadReviews, 50),
            (21, AddToCart, 90),
            (8, Wishlist, 40),
            (5, Chat, 2 * MINUTE),
            (5, StoreVisit, 2 * DAY),
            (6, Search, 60),
        ],
        ReadReviews => &[(38, ProductPage, 90), (32, AddToCart, 80), (6, Wishlist, 60)],
        Wishlist => &[(34, ProductPage, 3 * DAY), (14, AddToCart, 2 * DAY), (10, EmailOpen, 4 * DAY)],
        Chat => &[(44, ProductPage, 4 * MINUTE), (24, AddToCart, 5 * MINUTE), (5, StoreVisit, 2 * DAY)],
        StoreVisit => &[(46, TryOn, 12 * MINUTE), (16, StorePurchase, 20 * MINUTE), (10, HomePage, DAY)],
        TryOn => &[(46, StorePurchase, 14 * MINUTE), (18, ProductPage, 5 * HOUR)],
        AddToCart => &[(62, Checkout, 2 * MINUTE), (14, ProductPage, 60), (5, EmailOpen, DAY)],
        Checkout => &[(80, Delivery, 60), (6, AddToCart, MINUTE)],
        Delivery => &[(87, Payment, 45)],
        PaymentFailed => &[(30, Payment, 90), (12, Service, 20 * MINUTE), (9, Complaint, HOUR)],
        OrderPaid => &[(92, Delivered, 2 * DAY)],
        StorePurchase => &[(26, Membership, 5 * MINUTE), (24, Survey, DAY), (12, Repurchase, 30 * DAY)],
        Delivered => {
            &[(38, Survey, DAY), (9, Service, DAY), (7, Return, 3 * DAY), (14, Membership, 2 * DAY), (7, Share, DAY)]
        }
        Service => &[(30, Survey, DAY), (14, Complaint, 2 * HOUR), (16, ProductPage, DAY)],
        Complaint => &[(46, Service, 5 * HOUR), (18, Survey, DAY)],
        Return => &[(34, Survey, 2 * DAY), (16, ProductPage, 6 * DAY)],
        Survey => &[(20, Repurchase, 25 * DAY), (7, Share, HOUR), (8, Membership, DAY)],
        Membership => &[(26, Repurchase, 22 * DAY), (14, EmailOpen, 6 * DAY), (10, Share, 2 * DAY)],
        Share => &[(18, Repurchase, 20 * DAY)],
        Repurchase => &[(60, Delivered, 2 * DAY), (10, Share, DAY)],
        // Decided by `after_payment`.
        Payment => &[],
    }
}

/// Where walks start: weight out of 100, touchpoint.
const FIRST: &[(u32, Touchpoint)] = &[
    (44, AdImpression),
    (14, AdClick),
    (13, HomePage),
    (10, LiveStream),
    (7, Search),
    (7, StorePoster),
    (5, StoreVisit),
];

/// Channels of online walks, by weight out of 100.
const ONLINE: &[(u32, &str)] =
    &[(34, "App"), (22, "WeChat 微信"), (18, "Website 官网"), (16, "Tmall 天猫"), (10, "Rednote 小红书")];

const METHODS: &[(u32, &str)] = &[(38, "WeChat Pay 微信支付"), (28, "Alipay 支付宝"), (34, CARD)];
const CARD: &str = "Card 银行卡";

const PRAISE: &[&str] = &[
    "很满意，下次还买", "Lovely fabric, quick delivery", "导购很专业", "Easy to find my size", "包装用心，物流很快",
    "Will buy again",
];
const NEUTRAL: &[&str] = &["还可以", "Okay overall", "尺码偏小", "Delivery took a while"];
const BLAME: &[&str] = &[
    "支付一直失败，很着急", "Payment failed three times", "银行卡付不了款", "Card was declined again", "客服回复太慢",
];

/// Hours of the day by how much happens in them, out of 100.
const HOURS: [u32; 24] = [2, 1, 1, 0, 0, 0, 1, 2, 4, 5, 6, 6, 6, 5, 4, 4, 4, 5, 6, 8, 10, 10, 7, 3];

/// The walk of one customer.
pub(super) fn walk(customer: usize, rng: &mut Rng) -> Vec<Event> {
    let channel = pick(ONLINE, rng);
    let method = pick(METHODS, rng);
    let mut touchpoint = pick(FIRST, rng);
    let hour = pick(&std::array::from_fn::<_, 24, _>(|hour| (HOURS[hour], hour as i64)), rng);
    let mut second = i64::from(rng.u32(0..DAYS - 10)) * DAY + hour * HOUR + rng.i64(0..HOUR);
    let mut events: Vec<Event> = Vec::new();
    let mut failures = 0;
    while second < i64::from(DAYS) * DAY && events.len() < 60 {
        let day = (second / DAY) as u32;
        failures += u32::from(matches!(touchpoint, PaymentFailed | Complaint));
        let score = (touchpoint == Survey).then(|| score(failures, rng));
        events.push(Event {
            customer,
            second,
            touchpoint,
            channel: channel_of(touchpoint, channel),
            payment_method: matches!(touchpoint, Payment | PaymentFailed | OrderPaid).then_some(method),
            value: matches!(touchpoint, OrderPaid | StorePurchase | Repurchase).then(|| value(rng)),
            score,
            comment: score.filter(|_| rng.f64() < 0.6).map(|score| match score {
                4.. => PRAISE[rng.usize(0..PRAISE.len())],
                3 => NEUTRAL[rng.usize(0..NEUTRAL.len())],
                _ => BLAME[rng.usize(0..BLAME.len())],
            }),
        });
        let next = match touchpoint {
            Payment => after_payment(day, method, rng),
            _ => weighted(next_of(touchpoint).iter().map(|&(weight, next, after)| (weight, (next, after))), rng),
        };
        let Some((next, after)) = next else { break };
        touchpoint = next;
        second += wait(after, rng);
    }
    events
}

/// The planted fault: cards.
fn after_payment(day: u32, method: &str, rng: &mut Rng) -> Option<(Touchpoint, i64)> {
    let is_faulty = day >= FAULT_DAY && method == CARD;
    let failing = if is_faulty { 72 } else { 5 };
    weighted([(failing, (PaymentFailed, 12)), (97 - failing, (OrderPaid, 8))].into_iter(), rng)
}

fn channel_of(touchpoint: Touchpoint, online: &'static str) -> &'static str {
    match touchpoint {
        StorePoster | StoreVisit | TryOn | StorePurchase => "Store 门店",
        EmailOpen | Survey => "Email 邮件",
        Service | Complaint => "Call centre 呼叫中心",
        AdImpression | AdClick | LiveStream if online == "App" => "Rednote 小红书",
        _ => online,
    }
}

fn score(failures: u32, rng: &mut Rng) -> u8 {
    let happy = [(3, 1), (5, 2), (14, 3), (40, 4), (38, 5)];
    let annoyed = [(38, 1), (30, 2), (20, 3), (8, 4), (4, 5)];
    pick(if failures == 0 { &happy } else { &annoyed }, rng)
}

/// About 40 to 900, most of them low.
fn value(rng: &mut Rng) -> f64 {
    39.0 + (rng.f64() * rng.f64() * 86_000.0).round() / 100.0
}

/// Exponential around the mean, never at once.
fn wait(mean: i64, rng: &mut Rng) -> i64 {
    1 + (-(mean as f64) * (1.0 - rng.f64()).ln()) as i64
}

/// One of all, by weights out of 100.
fn pick<T: Copy>(choices: &[(u32, T)], rng: &mut Rng) -> T {
    weighted(choices.iter().copied(), rng).unwrap_or(choices[0].1)
}

/// One of the choices, or none for what is missing to 100.
fn weighted<T>(choices: impl Iterator<Item = (u32, T)>, rng: &mut Rng) -> Option<T> {
    let mut left = rng.u32(0..100);
    for (weight, choice) in choices {
        if left < weight {
            return Some(choice);
        }
        left -= weight;
    }
    None
}
