//! How long a question takes on a million events: 50,000 customers, 30 touchpoints, eight channels. Throughput is
//! counted in events, so the reciprocal is the time per event.

use std::{collections::BTreeMap, hint::black_box, rc::Rc, time::Duration};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sojourn::{
    analysis::{
        Analysis, ComplaintsQuestion, CustomerOrder, CustomerQuestion, CustomersQuestion, Dimension, FeedbackQuestion,
        FunnelQuestion, HeatmapQuestion, JourneyMapQuestion, Measure, OverviewQuestion, PainPointsQuestion,
        ProposalQuestion, StepOrder, VerbatimsQuestion,
    },
    event_log::{Calendar, Codes, Column, ColumnRole, EventLog, EventLogParts, Interner, MICROS_PER_SECOND, Timestamp},
    prepare::{Condition, Scope},
};

const CUSTOMERS: usize = 50_000;
const STEPS: [&str; 5] = ["landing", "product_view", "add_to_cart", "checkout_start", "purchase"];
const CHANNELS: [&str; 8] = ["organic", "paid", "email", "social", "direct", "referral", "display", "affiliate"];

/// Marsaglia's xorshift: the same log every time.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (((self.0 >> 33) * n as u64) >> 31) as usize
    }
}

fn column(name: &str, texts: &[String], codes: Vec<u8>) -> Column {
    let mut interner = Interner::default();
    texts.iter().for_each(|text| {
        interner.intern(text.as_bytes());
    });
    Column { name: name.to_owned(), dictionary: Rc::new(interner.finish()), codes: Codes::U8(codes) }
}

/// Journeys of 1 to 39 events; the steps of the funnel are the more frequent the earlier they come.
fn shop() -> EventLog {
    let mut random = Random(7);
    let mut customer_ids = Interner::default();
    let (mut offsets, mut times) = (vec![0], Vec::new());
    let (mut touchpoints, mut channels, mut scores) = (Vec::new(), Vec::new(), Vec::new());
    for customer in 0..CUSTOMERS {
        customer_ids.intern(format!("customer {customer}").as_bytes());
        let mut at = 1_704_067_200 * MICROS_PER_SECOND + random.below(100_000_000) as i64 * 86_400;
        for _ in 0..1 + random.below(39) {
            at += if random.below(6) == 0 { 86_400_000_000 } else { 30_000_000 } * (1 + random.below(100)) as i64 / 50;
            times.push(Timestamp(at));
            touchpoints.push(1 + random.below(30).min(random.below(30)) as u8);
            channels.push(1 + random.below(8) as u8);
            scores.push(if random.below(20) == 0 { 1 + random.below(11) as u8 } else { 0 });
        }
        offsets.push(times.len() as u32);
    }
    let names: Vec<String> =
        STEPS.iter().map(|&name| name.to_owned()).chain((5..30).map(|n| format!("page {n}"))).collect();
    let channel_names: Vec<String> = CHANNELS.iter().map(|&name| name.to_owned()).collect();
    let score_names: Vec<String> = (0..11).map(|score| score.to_string()).collect();
    eprintln!("{} events", times.len());
    EventLog::new(EventLogParts {
        customer_ids: customer_ids.finish(),
        customer_codes: (1..=CUSTOMERS as u32).collect(),
        offsets,
        times,
        columns: vec![
            column("event", &names, touchpoints),
            column("channel", &channel_names, channels),
            column("rating", &score_names, scores),
        ],
        roles: BTreeMap::from([
            (ColumnRole::Customer, "user".to_owned()),
            (ColumnRole::Touchpoint, "event".to_owned()),
            (ColumnRole::Timestamp, "time".to_owned()),
            (ColumnRole::Channel, "channel".to_owned()),
            (ColumnRole::Score, "rating".to_owned()),
        ]),
        calendar: Calendar::as_written(),
    })
}

fn funnel(order: StepOrder) -> FunnelQuestion {
    FunnelQuestion { order, window_seconds: Some(7.0 * 86_400.0), ..FunnelQuestion::of(STEPS) }
}

fn pivot(rows: Dimension, columns: Dimension, measure: Measure) -> HeatmapQuestion {
    HeatmapQuestion {
        measure,
        goal: Some("purchase".to_owned().into()),
        detail: true,
        ..HeatmapQuestion::of(rows, columns)
    }
}

fn questions(criterion: &mut Criterion) {
    let log = shop();
    let mut group = criterion.benchmark_group("questions");
    group.throughput(Throughput::Elements(log.n_events() as u64));
    group.sample_size(20).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));

    let mut ask_funnel = |name: &str, question: FunnelQuestion| {
        group.bench_function(name, |bencher| bencher.iter(|| black_box(&question).run(black_box(&log))));
    };
    let by_channel = |order| FunnelQuestion { breakdown: Some("channel".to_owned()), ..funnel(order) };
    ask_funnel("funnel in order", funnel(StepOrder::InOrder));
    ask_funnel("funnel in order by channel", by_channel(StepOrder::InOrder));
    ask_funnel("funnel exact by channel", by_channel(StepOrder::Exact));
    ask_funnel("funnel any order by channel", by_channel(StepOrder::AnyOrder));
    let web = Condition { column: "channel".to_owned(), is: Some(vec!["email".to_owned()]), ..Condition::default() };
    let mut conditional = by_channel(StepOrder::InOrder);
    conditional.steps[1].conditions = vec![web.clone()];
    ask_funnel("funnel with a condition", conditional);
    let mut shared = by_channel(StepOrder::AnyOrder);
    shared.steps[0].touchpoints = STEPS[..3].iter().map(|&name| name.to_owned()).collect();
    ask_funnel("funnel any order, shared touchpoints", shared);

    use Dimension::*;
    let mut ask_heatmap = |name: &str, question: HeatmapQuestion| {
        group.bench_function(name, |bencher| bencher.iter(|| black_box(&question).run(black_box(&log))));
    };
    ask_heatmap("touchpoint × next", pivot(Touchpoint, NextTouchpoint, Measure::Events));
    ask_heatmap("stage × channel", pivot(Stage, Channel, Measure::Events));
    ask_heatmap("weekday × hour", pivot(Weekday, Hour, Measure::Events));
    ask_heatmap("touchpoint × step", pivot(Touchpoint, Step, Measure::Events));
    ask_heatmap("date × outcome", pivot(Date, Outcome, Measure::Events));
    ask_heatmap("customers", pivot(Touchpoint, Channel, Measure::Customers));
    ask_heatmap("conversion rate", pivot(Touchpoint, Channel, Measure::ConversionRate));
    ask_heatmap("mean score", pivot(Touchpoint, Channel, Measure::MeanScore));
    ask_heatmap("median time to next", pivot(Touchpoint, NextTouchpoint, Measure::MedianSecondsToNext));

    let scope = Scope {
        from: Some("2024-02-01".to_owned()),
        to: Some("2024-04-01".to_owned()),
        conditions: vec![Condition { is_not: web.is, is: None, ..web }],
        ..Scope::default()
    };
    group.bench_function("scope", |bencher| {
        bencher.iter(|| black_box(&scope).apply(black_box(&log)).map(|it| it.n_events()))
    });
    group.bench_function("journey map", |bencher| {
        bencher.iter(|| JourneyMapQuestion::default().run(black_box(&log)));
    });
    let feedback = FeedbackQuestion { by: Some(Touchpoint), ..FeedbackQuestion::default() };
    group.bench_function("feedback by touchpoint", |bencher| {
        bencher.iter(|| black_box(&feedback).run(black_box(&log)));
    });
    group.bench_function("overview", |bencher| {
        bencher.iter(|| OverviewQuestion::default().run(black_box(&log)));
    });
    group.bench_function("pain points", |bencher| {
        bencher.iter(|| PainPointsQuestion::default().run(black_box(&log)));
    });
    group.bench_function("complaints", |bencher| {
        bencher.iter(|| ComplaintsQuestion::default().run(black_box(&log)));
    });
    group.bench_function("proposal", |bencher| bencher.iter(|| ProposalQuestion {}.run(black_box(&log))));
}

/// A million customers of three events each, whose names are in no order.
fn crowd() -> EventLog {
    const CROWD: usize = 1_000_000;
    let mut random = Random(11);
    let mut customer_ids = Interner::default();
    let (mut offsets, mut times, mut values) = (vec![0], Vec::new(), Vec::new());
    for customer in 0..CROWD {
        customer_ids.intern(format!("customer-{:07}", customer * 7_919 % CROWD).as_bytes());
        let mut at = 1_704_067_200 * MICROS_PER_SECOND + random.below(100_000_000) as i64 * 86_400;
        for _ in 0..3 {
            at += random.below(90_000) as i64 * MICROS_PER_SECOND;
            times.push(Timestamp(at));
            values.push(random.below(200) as u8);
        }
        offsets.push(times.len() as u32);
    }
    let names = ["landing".to_owned()];
    let amounts: Vec<String> = (1..200).map(|amount| amount.to_string()).collect();
    EventLog::new(EventLogParts {
        customer_ids: customer_ids.finish(),
        customer_codes: (1..=CROWD as u32).collect(),
        offsets,
        columns: vec![column("event", &names, vec![1; times.len()]), column("amount", &amounts, values)],
        times,
        roles: BTreeMap::from([
            (ColumnRole::Customer, "user".to_owned()),
            (ColumnRole::Touchpoint, "event".to_owned()),
            (ColumnRole::Timestamp, "time".to_owned()),
            (ColumnRole::Value, "amount".to_owned()),
        ]),
        calendar: Calendar::as_written(),
    })
}

/// What a list asks while it scrolls, over a million customers.
fn customers(criterion: &mut Criterion) {
    let log = crowd();
    let mut group = criterion.benchmark_group("customers");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    let window = |order, from| CustomersQuestion { order, from, count: Some(256), ..CustomersQuestion::default() };
    for (name, question) in [
        ("by name, at the top", window(CustomerOrder::Name, 0)),
        ("by name, in the middle", window(CustomerOrder::Name, 500_000)),
        ("by events, all alike", window(CustomerOrder::Events, 500_000)),
        ("by last event", window(CustomerOrder::Last, 500_000)),
        ("by value", window(CustomerOrder::Value, 500_000)),
        ("search", CustomersQuestion { search: "R-00012".to_owned(), ..window(CustomerOrder::Name, 0) }),
    ] {
        group.bench_function(name, |bencher| bencher.iter(|| black_box(&question).run(black_box(&log))));
    }
    let last = CustomerQuestion { customer: log.customer_id(999_999).to_owned(), ..CustomerQuestion::default() };
    group.bench_function("timeline", |bencher| bencher.iter(|| black_box(&last).run(black_box(&log))));
}

const WORDS: &str = "delivery parcel late early box crushed colour size refund slow quick app login password payment card \
    voucher agent hotline answer phone friendly rude quality price fabric zip button return label courier door neighbour";
const PHRASES: &str = "物流 快递 太慢 很快 包装 破损 颜色 尺码 退款 客服 态度 不理人 很耐心 付款 失败 优惠券 质量 价格 面料 拉链 做工 退货 \
    小哥 门口 邻居 发货 仓库 电话 打不通 系统 登录 密码";

/// 100,000 comments of one customer each, nearly all different: half of them English, half Chinese.
fn commented() -> EventLog {
    const COMMENTS: usize = 100_000;
    let mut random = Random(13);
    let (mut customer_ids, mut texts) = (Interner::default(), Interner::default());
    let (words, phrases): (Vec<&str>, Vec<&str>) = (WORDS.split(' ').collect(), PHRASES.split(' ').collect());
    let fill: Vec<char> = "的了是很在有就都也还不又说要让给和这那我你".chars().collect();
    let (mut times, mut codes, mut scores) = (Vec::new(), Vec::new(), Vec::new());
    for customer in 0..COMMENTS {
        customer_ids.intern(format!("customer {customer}").as_bytes());
        times.push(Timestamp(1_704_067_200 * MICROS_PER_SECOND + random.below(100_000_000) as i64 * 86_400));
        let mut text = String::new();
        for _ in 0..3 + random.below(10) {
            if customer % 2 == 0 {
                // The commoner words come first.
                text += words[random.below(words.len()).min(random.below(words.len()))];
                text += [" ", " the ", " was ", ", ", " and "][random.below(5)];
            } else {
                text += phrases[random.below(phrases.len()).min(random.below(phrases.len()))];
                text.push(fill[random.below(fill.len())]);
                text += ["", "", "，", "。"][random.below(4)];
            }
        }
        codes.push(texts.intern(text.as_bytes()));
        scores.push(1 + random.below(5) as u8);
    }
    let score_names: Vec<String> = (1..6).map(|score| score.to_string()).collect();
    let comments = Column { name: "comment".to_owned(), dictionary: Rc::new(texts.finish()), codes: Codes::U32(codes) };
    EventLog::new(EventLogParts {
        customer_ids: customer_ids.finish(),
        customer_codes: (1..=COMMENTS as u32).collect(),
        offsets: (0..=COMMENTS as u32).collect(),
        times,
        columns: vec![
            column("event", &["survey".to_owned()], vec![1; COMMENTS]),
            column("csat", &score_names, scores),
            comments,
        ],
        roles: BTreeMap::from([
            (ColumnRole::Customer, "user".to_owned()),
            (ColumnRole::Touchpoint, "event".to_owned()),
            (ColumnRole::Timestamp, "time".to_owned()),
            (ColumnRole::Score, "csat".to_owned()),
            (ColumnRole::Comment, "comment".to_owned()),
        ]),
        calendar: Calendar::as_written(),
    })
}

/// What 100,000 comments speak of, and what their list asks while it scrolls.
fn verbatims(criterion: &mut Criterion) {
    let log = commented();
    let mut group = criterion.benchmark_group("100,000 verbatims");
    group.sample_size(10).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    let listed = |search: &str, theme: Option<&str>| VerbatimsQuestion {
        search: search.to_owned(),
        theme: theme.map(str::to_owned),
        themes: Some(0),
        ..VerbatimsQuestion::default()
    };
    for (name, question) in [
        ("themes", VerbatimsQuestion { count: Some(0), ..VerbatimsQuestion::default() }),
        ("list", listed("", None)),
        ("search", listed("refund", None)),
        ("list of a theme", listed("", Some("物流"))),
    ] {
        group.bench_function(name, |bencher| bencher.iter(|| black_box(&question).run(black_box(&log))));
    }
}

criterion_group!(benches, questions, customers, verbatims);
criterion_main!(benches);
