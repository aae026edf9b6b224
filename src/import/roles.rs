//! Which column means what: by its name, else by its values.
//!
//! Names are compared without case, spaces and punctuation, and without the `case:` that process-mining exports put
//! before a case's attributes. The most telling name of a role stands first, and a column has one role at most.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    DateOrder, ImportError, ImportOptions, RoleReason, TableKind,
    gather::Plan,
    identifiers::{IdentifierKind, identifiers},
    reshape,
    timestamp::{Parsed, TimestampParser},
    tools::{self, Tool},
    values::NumberStyle,
};
use crate::event_log::{Calendar, ColumnRole};

/// Known names of each role, most telling first, in the order in which roles choose.
const NAMES: &[(ColumnRole, &[&str])] = &[
    (
        ColumnRole::Timestamp,
        &[
            "time:timestamp", "timestamp", "event_timestamp", "event_time", "event_datetime", "event_ts",
            "derived_tstamp", "collector_tstamp", "occurred_at", "client_event_time", "original_timestamp", "datetime",
            "date_time", "time", "ts", "created_at", "created", "event_date", "visit_time", "start_time", "started_at",
            "complete_timestamp", "completed_at", "added_iso", "server_time", "date", "day", "invoice_date",
            "order_date", "purchase_date", "paid_at", "date_submitted", "create_date", "created_date", "created_time",
            "时间戳", "事件时间", "发生时间", "行为时间", "操作时间", "时间", "触发时间", "访问时间", "下单时间",
            "支付时间", "创建时间", "日期时间", "日期", "发生日期",
        ],
    ),
    (
        ColumnRole::Customer,
        &[
            "case:concept:name", "customer_id", "customer", "customer_key", "customer_no", "customer_number",
            "client_id", "user_id", "user_pseudo_id", "userid", "user", "distinct_id", "canonical_user_id",
            "amplitude_id", "visitor_id", "visitor", "member_id", "contact_id", "contact_key", "subscriber_key",
            "account_id", "acct_id", "person_id", "case_id", "case", "lead_id", "anonymous_id", "domain_userid",
            "profile_id", "uid", "buyer_id", "cookie_id", "device_id", "masterid", "customer_email", "email",
            "email_address", "phone", "trace_id", "客户id", "客户编号", "客户号", "客户", "客户名称", "用户id",
            "用户编号", "用户", "会员id", "会员编号", "会员号", "会员", "会员卡号", "买家id", "买家", "访客id", "访客",
            "联系人", "手机号", "手机", "邮箱", "openid", "unionid", "案例编号", "案例",
        ],
    ),
    (
        ColumnRole::Touchpoint,
        &[
            "concept:name", "touchpoint", "touch_point", "event_name", "event", "activity", "activity_name",
            "event_type", "action", "behavior_type", "behaviour_type", "behavior", "behaviour", "interaction", "step",
            "task", "action_type", "page_path", "page_name", "page_title", "page", "pathname", "screen_name", "screen",
            "url", "page_url", "触点", "触点名称", "事件名称", "事件名", "事件", "行为类型", "用户行为", "行为",
            "动作", "操作", "活动", "活动名称", "互动", "环节", "步骤", "页面", "事件类型",
        ],
    ),
    (
        ColumnRole::Session,
        &[
            "session_id", "session", "visit_id", "ga_session_id", "domain_sessionid", "id_visit", "会话id", "会话",
            "会话编号",
        ],
    ),
    (
        ColumnRole::Channel,
        &[
            "channel", "channel_name", "marketing_channel", "channel_grouping", "touchpoint_channel", "traffic_source",
            "source", "utm_source", "mkt_source", "medium", "utm_medium", "traffic_medium", "lead_source",
            "referrer_type", "referrer_domain", "渠道", "渠道名称", "触点渠道", "来源渠道", "来源", "流量来源", "媒介",
            "投放渠道",
        ],
    ),
    (
        ColumnRole::Stage,
        &[
            "stage", "journey_stage", "lifecycle_stage", "funnel_stage", "customer_stage", "旅程阶段", "阶段",
            "生命周期阶段", "客户阶段",
        ],
    ),
    (
        ColumnRole::Value,
        &[
            "value", "revenue", "amount", "order_value", "transaction_value", "purchase_value", "purchase_revenue",
            "total", "total_amount", "total_price", "order_total", "event_value", "event_value_in_usd", "sales", "gmv",
            "price", "金额", "订单金额", "实付金额", "支付金额", "成交金额", "消费金额", "销售额", "收入", "营收",
            "价格", "售价", "总价",
        ],
    ),
    (
        ColumnRole::Score,
        &[
            "score", "nps", "nps_score", "csat", "csat_score", "ces", "ces_score", "rating", "satisfaction",
            "satisfaction_score", "stars", "评分", "满意度", "满意度评分", "打分", "得分", "星级", "nps评分",
        ],
    ),
    (
        ColumnRole::Comment,
        &[
            "comment", "comments", "verbatim", "feedback", "feedback_text", "review", "review_text", "remark", "评论",
            "评价", "评价内容", "反馈", "反馈内容", "原话", "意见", "留言", "备注",
        ],
    ),
    (
        ColumnRole::Variant,
        &[
            "variant", "variation", "variation_id", "experiment_variant", "ab_group", "ab_variant", "test_group",
            "experiment_group", "treatment", "bucket", "user_bucket", "实验组", "实验分组", "测试组", "变体",
        ],
    ),
    (
        ColumnRole::Cost,
        &["cost", "costs", "spend", "ad_spend", "ad_cost", "media_cost", "成本", "花费", "费用", "投放成本"],
    ),
];

/// The role of each column that has one, and why.
pub type Roles = BTreeMap<ColumnRole, (usize, RoleReason)>;

/// What a table is to the log that is made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SourceKind {
    /// Its rows are events: customer, touchpoint and timestamp are found.
    Log,
    /// Its rows are customers and their properties, without time: of use beside a log.
    Customers,
}

/// What was understood of a table's columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// What its rows are.
    pub kind: SourceKind,
    /// The tool that wrote it.
    pub tool: Option<Tool>,
    /// The roles of its columns.
    pub roles: Roles,
}

/// Whether all columns that a log cannot do without were chosen among these.
pub(super) fn are_chosen(columns: &[String], options: &ImportOptions) -> bool {
    [ColumnRole::Customer, ColumnRole::Touchpoint, ColumnRole::Timestamp].iter().all(|role| {
        let chosen = options.columns.get(role).or_else(|| options.columns_of_any.get(role));
        chosen.is_some_and(|name| columns.contains(name))
    })
}

/// What the columns of a table mean. Where it is one of several sources (`is_one_of_several`), a table without events may
/// be a list of customers.
///
/// # Errors
///
/// As [`understand`]; when the zone is unknown, and for a list of customers alone.
pub(super) fn plan(
    source_name: &str,
    columns: &[String],
    sample: &[Vec<String>],
    options: &ImportOptions,
    is_one_of_several: bool,
) -> Result<Plan, ImportError> {
    if options.time_zone.as_ref().is_some_and(|zone| !Calendar::knows_zone(zone)) {
        return Err(ImportError::UnknownZone { zone: options.time_zone.clone().unwrap_or_default() });
    }
    let remembered = options.remembered_for(columns);
    let mut chosen = remembered.map_or(&options.columns, |remembered| &remembered.columns).clone();
    let date_order = options.date_order.or(remembered.and_then(|remembered| remembered.date_order));
    for (&role, name) in &options.columns_of_any {
        if name.is_empty() || columns.contains(name) {
            chosen.entry(role).or_insert_with(|| name.clone());
        }
    }
    let Understood { kind, tool, roles } = understand(source_name, columns, sample, &chosen, date_order)?;
    let no_log = (kind == SourceKind::Customers)
        .then(|| ImportError::NotALog { source_name: source_name.to_owned(), kind: TableKind::Customers });
    if let Some(no_log) = no_log.clone().filter(|_| !is_one_of_several) {
        return Err(no_log);
    }
    let (customer, reason) = roles[&ColumnRole::Customer];
    let all = identifiers(columns, sample);
    let own = all.iter().find(|(column, _)| *column == customer).map_or(IdentifierKind::UserId, |&(_, kind)| kind);
    let mut identifiers = vec![(customer, own)];
    // Who the user says it is, it is; and one column of each kind is enough.
    for (column, kind) in all.into_iter().filter(|_| reason != RoleReason::Chosen) {
        if identifiers.iter().all(|&(_, taken)| taken != kind) {
            identifiers.push((column, kind));
        }
    }
    let is_remembered = remembered.is_some();
    Ok(Plan { names: columns.to_vec(), tool, roles, identifiers, date_order, is_remembered, no_log })
}

/// Finds the roles of a table's columns, and what it is. `chosen` wins over the tool's columns, those over names, names
/// over values.
///
/// # Errors
///
/// When a chosen column is not there, when the table is no log whatever is chosen, or when a column that a log cannot do
/// without is not found.
#[inline(never)]
pub fn understand(
    source_name: &str,
    columns: &[String],
    sample: &[Vec<String>],
    chosen: &BTreeMap<ColumnRole, String>,
    date_order: Option<DateOrder>,
) -> Result<Understood, ImportError> {
    let mut finder = Finder { columns, sample, date_order, roles: Roles::new(), refused: Vec::new() };
    for (&role, name) in chosen {
        if name.is_empty() {
            finder.refused.push(role);
            continue;
        }
        let index = columns.iter().position(|column| column == name).ok_or_else(|| ImportError::MissingColumn {
            source_name: source_name.to_owned(),
            column: name.clone(),
            role,
            columns: columns.to_vec(),
        })?;
        finder.roles.insert(role, (index, RoleReason::Chosen));
    }
    let tool = finder.all();
    let roles = finder.roles;
    let is_no_log = |kind| Err(ImportError::NotALog { source_name: source_name.to_owned(), kind });
    let needed = [ColumnRole::Customer, ColumnRole::Touchpoint, ColumnRole::Timestamp];
    let missing = needed.into_iter().find(|role| !roles.contains_key(role));
    let Some(missing) = missing else { return Ok(Understood { kind: SourceKind::Log, tool, roles }) };
    if !chosen.is_empty() || sample.is_empty() {
        // Who has begun to choose goes on choosing.
    } else if let Some(kind) = TableKind::of_totals(columns, sample) {
        return is_no_log(kind);
    } else if missing == ColumnRole::Customer && holds_totals(columns, sample, &roles) {
        return is_no_log(TableKind::Totals);
    } else if !roles.contains_key(&ColumnRole::Timestamp) && columns.len() > 1 {
        if roles.contains_key(&ColumnRole::Customer) {
            return Ok(Understood { kind: SourceKind::Customers, tool, roles });
        }
        let has_score = roles.contains_key(&ColumnRole::Score);
        return is_no_log(if has_score { TableKind::Answers } else { TableKind::NeitherWhoNorWhen });
    }
    Err(ImportError::NoColumnFor { source_name: source_name.to_owned(), role: missing, columns: columns.to_vec() })
}

/// Whether each row is a day of its own, with nothing but numbers beside it.
fn holds_totals(columns: &[String], sample: &[Vec<String>], roles: &Roles) -> bool {
    let Some(&(time, _)) = roles.get(&ColumnRole::Timestamp) else { return false };
    let values = |column: usize| {
        sample.iter().filter_map(move |row| row.get(column)).map(String::as_str).filter(|value| !value.is_empty())
    };
    let mut days: Vec<&str> = values(time).collect();
    let rows = days.len();
    days.sort_unstable();
    days.dedup();
    let are_numbers = |column: usize| {
        let style = NumberStyle::of_column(values(column));
        values(column).all(|value| is_none(value) || style.parse(value).is_some())
    };
    let mut others = (0..columns.len()).filter(|&column| column != time);
    rows >= 3 && days.len() == rows && days.iter().all(|day| !day.contains(':')) && others.all(are_numbers)
}

/// The roles that can be found of themselves, whether or not they make a log.
pub(super) fn found(columns: &[String], sample: &[Vec<String>]) -> Roles {
    let mut finder = Finder { columns, sample, date_order: None, roles: Roles::new(), refused: Vec::new() };
    finder.all();
    finder.roles
}

/// A short mark of these columns: the same for files that have the same ones in the same order, whatever their rows.
pub fn columns_mark(columns: &[String]) -> String {
    // FNV-1a, 64 bit: names are few and short, and the mark must be the same in every version.
    let bytes = columns.iter().flat_map(|name| name.bytes().chain([0]));
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

struct Finder<'a> {
    columns: &'a [String],
    sample: &'a [Vec<String>],
    date_order: Option<DateOrder>,
    roles: Roles,
    /// Roles that the user gave to no column.
    refused: Vec<ColumnRole>,
}

impl Finder<'_> {
    /// Finds what is open; tells the tool.
    fn all(&mut self) -> Option<Tool> {
        let tool = tools::recognise(self.columns, self.sample, true);
        self.made(tool);
        if let Some(tool) = tool {
            self.by_tool(tool);
        }
        self.by_name();
        self.variant_by_content();
        self.by_content();
        tool
    }

    /// Columns that were made are made for their roles.
    fn made(&mut self, tool: Option<Tool>) {
        for (column, name) in self.columns.iter().enumerate() {
            let role = reshape::role_of_made(name).or_else(|| reshape::role_of_combined(name, self.columns));
            if let Some(role) = role.filter(|&role| self.is_open(role)) {
                self.roles.insert(role, (column, tool.map_or(RoleReason::Made, RoleReason::Tool)));
            }
        }
    }

    fn by_tool(&mut self, tool: Tool) {
        for &(role, names) in tool.profile().roles {
            if !self.is_open(role) {
                continue;
            }
            if names.is_empty() {
                self.refused.push(role);
                continue;
            }
            let there = names.iter().filter_map(|name| self.columns.iter().position(|column| column == name));
            let free: Vec<usize> = there.filter(|&column| self.is_free(column)).collect();
            if let Some(column) = self.fullest(role, &free) {
                self.roles.insert(role, (column, RoleReason::Tool(tool)));
            }
        }
    }

    /// Of the columns that fit a role, the first one; for customers, the first that has nearly as many values as any.
    fn fullest(&self, role: ColumnRole, columns: &[usize]) -> Option<usize> {
        const NEARLY: f64 = 0.9;
        let fitting = columns.iter().copied().filter(|&column| self.fits(role, column));
        if role != ColumnRole::Customer {
            let has_values = |column: &usize| self.values(*column).next().is_some();
            return fitting.clone().find(has_values).or(fitting.clone().next());
        }
        let filled: Vec<(usize, usize)> = fitting.map(|column| (column, self.values(column).count())).collect();
        let most = filled.iter().map(|&(_, values)| values).max()?;
        filled.into_iter().find(|&(_, values)| values as f64 >= NEARLY * most as f64).map(|(column, _)| column)
    }

    fn is_open(&self, role: ColumnRole) -> bool {
        !self.roles.contains_key(&role) && !self.refused.contains(&role)
    }

    fn is_free(&self, column: usize) -> bool {
        self.roles.values().all(|&(taken, _)| taken != column)
    }

    fn by_name(&mut self) {
        let names: Vec<String> = self.columns.iter().map(|name| plain(name)).collect();
        for (role, known) in NAMES {
            if !self.is_open(*role) {
                continue;
            }
            let candidates: Vec<usize> = known
                .iter()
                .map(|known| plain(known))
                .flat_map(|known| (0..names.len()).filter(|&column| names[column] == known).collect::<Vec<_>>())
                .filter(|&column| self.is_free(column))
                .collect();
            let first = candidates.iter().copied().find(|&column| self.fits(*role, column));
            let fitting = self.fullest(*role, &candidates);
            // A time column that does not read is still the time column if no other one does: its rows are then listed.
            let fallback = (*role == ColumnRole::Timestamp).then(|| candidates.first().copied()).flatten();
            if let Some(column) = fitting.or(fallback) {
                let is_first = first.is_none_or(|first| first == column);
                self.roles.insert(*role, (column, if is_first { RoleReason::Name } else { RoleReason::Fullest }));
            }
        }
    }

    /// Whether the values of a column are possible in a role.
    fn fits(&self, role: ColumnRole, column: usize) -> bool {
        match role {
            ColumnRole::Timestamp => self.share_of_timestamps(column) >= 0.5,
            ColumnRole::Customer | ColumnRole::Touchpoint => {
                self.values(column).next().is_some() || self.sample.is_empty()
            }
            ColumnRole::Value | ColumnRole::Score | ColumnRole::Cost => {
                let style = NumberStyle::of_column(self.values(column));
                let (mut numbers, mut all) = (0, 0);
                for value in self.values(column).filter(|value| !is_none(value)) {
                    all += 1;
                    numbers += usize::from(style.parse(value).is_some());
                }
                numbers * 2 >= all
            }
            _ => true,
        }
    }

    fn values(&self, column: usize) -> impl Iterator<Item = &str> {
        self.sample.iter().filter_map(move |row| row.get(column)).map(String::as_str).filter(|value| !value.is_empty())
    }

    fn share_of_timestamps(&self, column: usize) -> f64 {
        let values: Vec<&str> = self.values(column).collect();
        share_in_order(&values, self.date_order)
    }

    fn by_content(&mut self) {
        if self.is_open(ColumnRole::Timestamp) {
            let found = (0..self.columns.len())
                .filter(|&column| self.is_free(column) && !reshape::is_no_event(&self.columns[column]))
                .find(|&column| self.share_of_timestamps(column) >= 0.95);
            if let Some(column) = found {
                self.roles.insert(ColumnRole::Timestamp, (column, RoleReason::Content));
            }
        }
        // Without a time there is no log, and no ground to guess the rest on.
        if !self.roles.contains_key(&ColumnRole::Timestamp) || self.sample.len() < 10 {
            return;
        }
        if self.is_open(ColumnRole::Customer) {
            // Who: many different ones, some of them again.
            let found = self.best(|shape| {
                (shape.distinct >= 2 && shape.repeats > 1.0 && shape.filled > 0.9).then_some(shape.distinct)
            });
            if let Some(column) = found {
                self.roles.insert(ColumnRole::Customer, (column, RoleReason::Content));
            }
        }
        if self.is_open(ColumnRole::Touchpoint) {
            // What happened: words, again and again.
            let found = self.best(|shape| {
                (!shape.numeric && shape.distinct >= 2 && shape.repeats >= 3.0 && shape.filled > 0.9)
                    .then_some(shape.distinct)
            });
            if let Some(column) = found {
                self.roles.insert(ColumnRole::Touchpoint, (column, RoleReason::Content));
            }
        }
    }

    /// The arms of an experiment: few, and one of them is called the control.
    fn variant_by_content(&mut self) {
        const CONTROLS: [&str; 6] = ["control", "Control", "CONTROL", "control_group", "对照组", "对照"];
        let is_one = |column: usize| {
            self.is_free(column)
                && self.values(column).any(|value| CONTROLS.contains(&value))
                && self.shape(column).distinct <= 12
        };
        if self.is_open(ColumnRole::Variant)
            && let Some(column) = (0..self.columns.len()).find(|&column| is_one(column))
        {
            self.roles.insert(ColumnRole::Variant, (column, RoleReason::Content));
        }
    }

    /// The free column with the highest mark; the first of equals.
    fn best(&self, mark: impl Fn(&Shape) -> Option<usize>) -> Option<usize> {
        let mut best: Option<(usize, usize)> = None;
        for column in (0..self.columns.len()).filter(|&column| self.is_free(column)) {
            if let Some(mark) = mark(&self.shape(column))
                && best.is_none_or(|(_, highest)| mark > highest)
            {
                best = Some((column, mark));
            }
        }
        best.map(|(column, _)| column)
    }

    fn shape(&self, column: usize) -> Shape {
        let values: Vec<&str> = self.values(column).collect();
        let distinct = values.iter().collect::<std::collections::BTreeSet<_>>().len();
        Shape {
            distinct,
            repeats: values.len() as f64 / distinct.max(1) as f64,
            filled: values.len() as f64 / self.sample.len() as f64,
            numeric: values.iter().all(|value| value.parse::<f64>().is_ok()),
        }
    }
}

/// The share of these values that read as timestamps.
pub(super) fn share_of_timestamps<'v>(values: impl Iterator<Item = &'v str>) -> f64 {
    share_in_order(&values.collect::<Vec<&str>>(), None)
}

fn share_in_order(values: &[&str], date_order: Option<DateOrder>) -> f64 {
    let mut parser = TimestampParser::for_column(values.iter().map(|value| value.as_bytes()), date_order);
    let read = values.iter().filter(|value| parser.parse(value.as_bytes()).is_some_and(is_likely)).count();
    if values.is_empty() { 0.0 } else { read as f64 / values.len() as f64 }
}

/// What is written where a number is not known.
fn is_none(value: &str) -> bool {
    matches!(value, "NA" | "N/A" | "NULL" | "null" | "-" | "nan" | "NaN" | "None")
}

/// Whether a column's name is known for a role.
pub(super) fn is_name_of(name: &str, role: ColumnRole) -> bool {
    let name = plain(name);
    NAMES.iter().any(|(known, names)| *known == role && names.iter().any(|known| plain(known) == name))
}

/// What the values of a column look like.
struct Shape {
    distinct: usize,
    /// Rows per distinct value.
    repeats: f64,
    /// Share of rows that have a value.
    filled: f64,
    numeric: bool,
}

/// Whether an instant is one that people log: 1990 to 2100. Small numbers read as times shortly after 1970.
fn is_likely(parsed: Parsed) -> bool {
    const YEAR_1990: i64 = 631_152_000_000_000;
    const YEAR_2100: i64 = 4_102_444_800_000_000;
    !parsed.is_instant || (YEAR_1990..YEAR_2100).contains(&parsed.micros)
}

/// A column's name without case, spaces and punctuation, and without a leading `case:`.
pub(super) fn plain(name: &str) -> String {
    let letters =
        |name: &str| name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let whole: String = letters(name);
    if whole == "caseconceptname" {
        return whole;
    }
    letters(name.strip_prefix("case:").unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(header: &str, rows: &[&str]) -> Result<BTreeMap<ColumnRole, String>, ImportError> {
        let split = |row: &str| row.split(',').map(str::to_owned).collect::<Vec<_>>();
        let columns = split(header);
        let sample: Vec<Vec<String>> = rows.iter().map(|row| split(row)).collect();
        let options = ImportOptions::default();
        let roles = plan("test", &columns, &sample, &options, false)?.roles;
        Ok(roles.into_iter().map(|(role, (column, _))| (role, columns[column].clone())).collect())
    }

    #[track_caller]
    fn check(header: &str, row: &str, expected: &[(ColumnRole, &str)]) {
        let found = roles(header, &[row]).expect("a log");
        for (role, column) in expected {
            assert_eq!(found.get(role).map(String::as_str), Some(*column), "{role:?} in {header}");
        }
    }

    #[test]
    fn names_of_real_exports() {
        use ColumnRole::*;
        check(
            "user_id,event,timestamp",
            "1,catalog,2019-11-01 17:59:13",
            &[(Customer, "user_id"), (Touchpoint, "event"), (Timestamp, "timestamp")],
        );
        check(
            "case:channel,case:concept:name,case:startdate,concept:name,org:group,time:timestamp",
            "Internet,case-1,2011-10-11 13:42:22+02:00,Confirmation,Group 1,2011-10-11 13:45:40+02:00",
            &[
                (Customer, "case:concept:name"),
                (Touchpoint, "concept:name"),
                (Timestamp, "time:timestamp"),
                (Channel, "case:channel"),
            ],
        );
        check(
            "用户ID,商品ID,行为类型,时间戳,售价",
            "768933,4073737,buy,1512189107,6329.2",
            &[(Customer, "用户ID"), (Touchpoint, "行为类型"), (Timestamp, "时间戳"), (Value, "售价")],
        );
        check(
            "user_id,timestamp,event,channel,device,revenue,rating",
            "u1,2025-01-06T00:00:00Z,landing,email,mobile,12.5,4",
            &[(Channel, "channel"), (Value, "revenue"), (Score, "rating")],
        );
        check(
            ",concept:name,org:resource,time:timestamp,Activity,Resource,Costs,case:concept:name",
            "0,register,Pete,2010-12-30 14:32:00+01:00,register,Pete,50,3",
            &[(Customer, "case:concept:name"), (Touchpoint, "concept:name"), (Cost, "Costs")],
        );
    }

    #[test]
    fn unknown_names_are_read_by_their_values() {
        use ColumnRole::*;
        let rows: Vec<String> = (0..30)
            .map(|row| format!("k{},{},2024-01-{:02} 10:00:00", row / 3, ["see", "buy", "go"][row % 3], row % 28 + 1))
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let found = roles("x,y,z", &rows).expect("a log");
        assert_eq!(
            found,
            BTreeMap::from([(Customer, "x".to_owned()), (Touchpoint, "y".to_owned()), (Timestamp, "z".to_owned())])
        );
    }

    #[test]
    fn a_table_without_time_is_no_log() {
        let kind = |header: &str, row: &str| match roles(header, &[row; 20]) {
            Err(ImportError::NotALog { kind, .. }) => Some(kind),
            _ => None,
        };
        let sessions = "Administrative,BounceRates,ExitRates,Month,VisitorType,Revenue";
        assert_eq!(kind(sessions, "0,0.2,0.2,Feb,Returning_Visitor,FALSE"), Some(TableKind::Sessions));
        assert_eq!(kind("customer_id,plan,country", "c1,pro,DE"), Some(TableKind::Customers));
        assert_eq!(kind("customer_id,plan,birthday", "c1,pro,1980-05-06"), Some(TableKind::Customers));
        assert_eq!(kind("score,why", "9,quick"), Some(TableKind::Answers));
        let error = roles("day,orders,sales", &["2026-03-01,4,90.5", "2026-03-02,3,70", "2026-03-03,5,1"]).unwrap_err();
        assert!(matches!(error, ImportError::NotALog { kind: TableKind::Totals, .. }), "{error}");
        assert_eq!(kind("country,size", "DE,4"), Some(TableKind::NeitherWhoNorWhen));
    }
}
