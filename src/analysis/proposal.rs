//! Which funnel and goal suit this log? A start, so that the first view needs no form.
//!
//! The goal is the touchpoint whose name says that something was bought, best one that says it is done: `payment_done`
//! before `purchase` before `order`; among equals the one later in the journeys.
//!
//! The steps are a ladder of well-known rungs: look, product, cart, checkout, payment, goal. Each rung is the touchpoint
//! with its words that most customers have; one that fewer customers have than a later rung is no step they must take,
//! and is left out, as long as three are left. Where names tell too little, the touchpoints that most customers have stand in the order in which
//! they come in the journeys.

use std::{cmp::Reverse, ops::Range};

use serde::{Deserialize, Serialize};

use super::{Analysis, FunnelStep, QuestionError};
use crate::{
    event_log::EventLog,
    order,
    stage::{names_a_file, words},
};

/// Asks for a funnel and a goal to start from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProposalQuestion {}

/// A funnel and a goal to start from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// 2 to 6 steps along the journey that many customers take, the goal last if something comes before it. A log with one
    /// touchpoint has it several times, or once if no customer comes to it again.
    pub steps: Vec<FunnelStep>,
    /// The touchpoint that names a purchase, order, payment or the like.
    pub goal: Option<FunnelStep>,
}

impl Analysis for ProposalQuestion {
    type Report = Proposal;

    fn run(&self, log: &EventLog) -> Result<Proposal, QuestionError> {
        let touchpoints = touchpoints(log);
        let goal = goal(&touchpoints);
        let mut steps = ladder(&touchpoints, goal, Rungs::Narrowing);
        if steps.len() < LADDER.start {
            steps = ladder(&touchpoints, goal, Rungs::Any);
        }
        if steps.len() < LADDER.start {
            steps = most_frequent(&touchpoints, goal);
        }
        if let [only] = touchpoints.as_slice() {
            let longest = (0..log.n_customers()).map(|customer| log.events_of(customer).len()).max();
            steps = vec![only; longest.unwrap_or_default().min(AGAIN)];
        }
        let step = |touchpoint: &Touchpoint| FunnelStep::from(touchpoint.name.to_owned());
        Ok(Proposal { steps: steps.into_iter().map(step).collect(), goal: goal.map(step) })
    }
}

/// How many steps are proposed.
const LADDER: Range<usize> = 3..6;

/// Without words to go by, this many steps.
const FREQUENT: usize = 4;

/// Of a log with one touchpoint it is asked who has come to it so many times.
const AGAIN: usize = 3;

/// A rung has at least this share of the customers that the touchpoint with the most has.
const LEAST_SHARE: f64 = 0.02;

/// Positions in the journey beyond this one are taken together.
const POSITIONS: usize = 256;

/// Only this many touchpoints, those with the most customers, are looked at.
const LOOKED_AT: usize = 500;

const LOOK: &[&str] = &[
    "view", "browse", "landing", "home", "homepage", "main", "index", "visit", "impression", "catalog", "catalogue",
    "category", "list", "search", "pv", "pageview", "首页", "主页", "浏览", "目录", "分类", "搜索", "访问", "曝光",
];
const PRODUCT: &[&str] = &["product", "item", "detail", "details", "商品", "产品", "详情"];
const CART: &[&str] = &["cart", "basket", "bag", "加购", "购物车"];
const CHECKOUT: &[&str] =
    &["checkout", "order", "delivery", "shipping", "address", "结算", "结账", "下单", "提交订单", "收货地址"];
const PAYMENT: &[&str] = &["payment", "pay", "billing", "支付", "付款"];

/// The highest rung first: `view_cart` is a cart.
const RUNGS: [&[&str]; 5] = [PAYMENT, CHECKOUT, CART, PRODUCT, LOOK];

/// Words that say it is bought, alone.
const BOUGHT: &[&str] = &[
    "purchase", "purchased", "buy", "bought", "paid", "payed", "ordered", "won", "converted", "conversion", "sale",
    "sold", "购买", "成交", "支付", "付款", "下单", "签约", "赢单",
];
/// Words that say what there is to be done.
const TRADE: &[&str] = &[
    "payment", "pay", "order", "checkout", "purchase", "transaction", "booking", "reservation", "contract", "deal",
    "subscription", "subscribe", "subscribed", "booked", "订单", "预订", "预定", "合同", "结算", "支付", "付款",
    "下单", "购买",
];
/// Words that say it is done.
const DONE: &[&str] = &[
    "done", "success", "successful", "succeeded", "complete", "completed", "finished", "placed", "paid", "signed",
    "confirmed", "won", "成功", "完成", "已", "成交",
];
/// Words that say it is not done, undone, or not this.
const NOT: &[&str] = &[
    "cancel", "cancelled", "canceled", "refund", "refunded", "return", "returned", "fail", "failed", "failure",
    "error", "declined", "abandon", "abandoned", "remove", "removed", "lost", "track", "tracking", "history", "choice",
    "method", "info", "start", "started", "begin", "initiate", "initiated", "intent", "pending", "unpaid",
    "repurchase", "confirmation", "page", "view", "help", "survey", "review", "support", "chat", "email", "login",
    "logout", "取消", "退款", "退货", "失败", "移除", "删除", "待支付", "待付款", "未支付", "未付款", "复购", "物流",
    "售后", "客服", "评价", "开始",
];
/// Of those, the words that a step on the way may have.
const NOT_BUT_ON_THE_WAY: &[&str] =
    &["choice", "method", "info", "start", "started", "begin", "initiate", "initiated", "page", "view", "开始"];

/// What is known of a touchpoint.
#[derive(Debug)]
struct Touchpoint<'a> {
    name: &'a str,
    words: Vec<String>,
    customers: u32,
    /// Median, over its customers, of the position at which it comes first.
    position: usize,
}

impl Touchpoint<'_> {
    fn says(&self, any_of: &[&str]) -> bool {
        any_of.iter().any(|&word| {
            if word.is_ascii() { self.words.iter().any(|own| own == word) } else { self.name.contains(word) }
        })
    }

    /// How clearly the name says that something was bought; 0: not at all.
    fn says_bought(&self) -> u32 {
        if self.says(NOT) {
            0
        } else if self.says(DONE) && self.says(TRADE) {
            3
        } else if self.says(BOUGHT) {
            2
        } else {
            u32::from(self.says(TRADE))
        }
    }

    /// Which of [`RUNGS`] it is.
    fn rung(&self) -> Option<usize> {
        let out_of_the_way = NOT.iter().any(|word| !NOT_BUT_ON_THE_WAY.contains(word) && self.says(&[word]));
        if out_of_the_way { None } else { RUNGS.iter().position(|words| self.says(words)) }
    }
}

/// The touchpoints that most customers have, most first.
fn touchpoints(log: &EventLog) -> Vec<Touchpoint<'_>> {
    let column = log.touchpoints();
    let codes = column.dictionary.len();
    let mut customers = vec![0u32; codes];
    for_each_first(log, |code, _| customers[code] += 1);

    let mut order: Vec<usize> = (0..codes).filter(|&code| customers[code] > 0).collect();
    let name = |code: usize| column.dictionary.text(code as u32);
    order.retain(|&code| !name(code).is_empty());
    if order.iter().any(|&code| !names_a_file(name(code))) {
        order.retain(|&code| !names_a_file(name(code)));
    }
    order::sort_by_key(&mut order, |&code| (Reverse(customers[code]), name(code)));
    order.truncate(LOOKED_AT);

    let mut places = vec![None; codes];
    for (place, &code) in order.iter().enumerate() {
        places[code] = Some(place);
    }
    let mut positions = vec![[0u32; POSITIONS]; order.len()];
    for_each_first(log, |code, position| {
        if let Some(place) = places[code] {
            positions[place][position.min(POSITIONS - 1)] += 1;
        }
    });

    let described = order.iter().zip(&positions).map(|(&code, counts)| Touchpoint {
        name: name(code),
        words: words(name(code)),
        customers: customers[code],
        position: median_position(counts),
    });
    described.collect()
}

/// Calls `visit` with each touchpoint of each customer and the position of its first event in the journey.
fn for_each_first(log: &EventLog, mut visit: impl FnMut(usize, usize)) {
    let column = log.touchpoints();
    let mut seen = vec![usize::MAX; column.dictionary.len()];
    for customer in 0..log.n_customers() {
        for (position, event) in log.events_of(customer).enumerate() {
            let code = column.codes.get(event) as usize;
            if seen[code] != customer {
                seen[code] = customer;
                visit(code, position);
            }
        }
    }
}

/// The lower median of a histogram.
fn median_position(counts: &[u32]) -> usize {
    let half = counts.iter().sum::<u32>().div_ceil(2);
    let mut below = 0;
    counts
        .iter()
        .position(|&count| {
            below += count;
            below >= half
        })
        .unwrap_or(0)
}

fn goal<'t, 'a>(touchpoints: &'t [Touchpoint<'a>]) -> Option<&'t Touchpoint<'a>> {
    touchpoints
        .iter()
        .filter(|it| it.says_bought() > 0)
        .min_by_key(|it| (Reverse(it.says_bought()), Reverse(it.position), Reverse(it.customers), it.name))
}

/// Which rungs a ladder may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rungs {
    /// Those with no fewer customers than any later one.
    Narrowing,
    /// All.
    Any,
}

/// The rungs from the first look to the goal; empty without a goal.
fn ladder<'t, 'a>(
    touchpoints: &'t [Touchpoint<'a>],
    goal: Option<&'t Touchpoint<'a>>,
    rungs: Rungs,
) -> Vec<&'t Touchpoint<'a>> {
    let (Some(goal), Some(most)) = (goal, touchpoints.first()) else { return Vec::new() };
    let enough = f64::from(most.customers) * LEAST_SHARE;
    // From the goal down: each rung is compared with the next one that is there.
    let mut steps = vec![goal];
    for rung in 0..RUNGS.len() {
        let later = steps[steps.len() - 1];
        // Most customers first, so the first one found has the most.
        let best = touchpoints.iter().find(|it| it.rung() == Some(rung) && it.name != goal.name);
        let fits = |it: &&Touchpoint| {
            f64::from(it.customers) >= enough && (rungs == Rungs::Any || it.customers >= later.customers)
        };
        if let Some(best) = best.filter(fits) {
            steps.push(best);
        }
    }
    // Too many: the checkout says less than the cart before it and the payment after it.
    while steps.len() >= LADDER.end {
        let spare = steps.iter().position(|it| it.rung() == Some(1) && it.name != goal.name);
        steps.remove(spare.unwrap_or(1));
    }
    steps.reverse();
    steps
}

/// The touchpoints that most customers have, in the order of their journeys, the goal last.
fn most_frequent<'t, 'a>(
    touchpoints: &'t [Touchpoint<'a>],
    goal: Option<&'t Touchpoint<'a>>,
) -> Vec<&'t Touchpoint<'a>> {
    let n_before = FREQUENT - usize::from(goal.is_some());
    let others = || touchpoints.iter().filter(|it| goal.is_none_or(|goal| it.name != goal.name));
    let before_goal = others().filter(|it| goal.is_none_or(|goal| it.position <= goal.position));
    let mut steps: Vec<&Touchpoint> = before_goal.take(n_before).collect();
    let is_goal_last = !steps.is_empty();
    if !is_goal_last {
        // What comes of it, then.
        steps.extend(goal.into_iter().chain(others().take(n_before)));
    }
    order::sort_by_key(&mut steps, |it| (it.position, Reverse(it.customers), it.name));
    steps.extend(goal.filter(|_| is_goal_last));
    steps
}

#[cfg(test)]
mod tests {
    use crate::{
        analysis::{Analysis, Proposal, ProposalQuestion},
        test_log::{Row, log},
    };

    /// Journeys as touchpoints with a space between.
    fn propose(journeys: &[&str]) -> Proposal {
        let rows: Vec<Row> = (0..)
            .zip(journeys)
            .flat_map(|(customer, journey): (u32, &&str)| {
                let events = journey.split_whitespace().zip(0..);
                events.map(move |(touchpoint, at)| Row::new(&customer.to_string(), touchpoint, at, &[]))
            })
            .collect();
        ProposalQuestion {}.run(&log(&rows, &[])).unwrap()
    }

    #[track_caller]
    fn check(journeys: &[&str], steps: &str, goal: Option<&str>) {
        let proposal = propose(journeys);
        let names: Vec<&str> = proposal.steps.iter().map(|step| &*step.touchpoints[0]).collect();
        assert_eq!(names.join(" > "), steps);
        assert_eq!(proposal.goal.map(|goal| goal.touchpoints.join("/")).as_deref(), goal);
    }

    #[test]
    fn shops_in_two_languages() {
        check(
            &[
                "landing product_view add_to_cart checkout_start purchase order_confirmation",
                "landing product_view add_to_cart checkout_start remove_from_cart",
                "landing product_view add_to_cart",
                "landing product_view help_view",
                "landing",
            ],
            "landing > product_view > add_to_cart > checkout_start > purchase",
            Some("purchase"),
        );
        check(
            &["首页 商品详情 加入购物车 提交订单 支付成功", "首页 商品详情", "首页 取消订单"],
            "首页 > 商品详情 > 加入购物车 > 提交订单 > 支付成功",
            Some("支付成功"),
        );
        check(&["pv fav cart buy", "pv cart", "pv"], "pv > cart > buy", Some("buy"));
        check(&["pv cart buy", "buy", "pv", "pv buy"], "pv > cart > buy", Some("buy"));
    }

    #[test]
    fn what_comes_of_a_goal_that_nothing_comes_before() {
        check(&["Purchase Purchase Return", "Purchase Return", "Purchase"], "Purchase > Return", Some("Purchase"));
    }

    #[test]
    fn one_touchpoint_is_asked_for_again() {
        check(&["buy buy buy buy", "buy"], "buy > buy > buy", Some("buy"));
        check(&["see see", "see"], "see > see", None);
        check(&["see", "see"], "see", None);
    }

    #[test]
    fn files_that_a_page_loads_are_no_steps() {
        check(&["/favicon.ico /style.css /a /b", "/favicon.ico /style.css /a", "/robots.txt"], "/a > /b", None);
        check(&["/logo.png /style.css", "/logo.png"], "/logo.png > /style.css", None);
    }

    #[test]
    fn done_is_a_better_goal_than_a_choice() {
        check(
            &[
                "catalog product1 cart payment_choice payment_card payment_done",
                "catalog cart payment_choice",
                "catalog cart",
            ],
            "catalog > cart > payment_choice > payment_done",
            Some("payment_done"),
        );
    }

    #[test]
    fn without_known_words_the_most_frequent_in_their_order() {
        check(&["a b c d e", "a b c d", "a b c", "c a"], "a > b > c > d", None);
        check(&["a b paid c", "a b"], "a > b > paid", Some("paid"));
    }
}
