//! The names by which columns are known, in English and Chinese.

use crate::event_log::ColumnRole;

/// Known names of each role, most telling first, in the order in which roles choose.
pub(super) const NAMES: &[(ColumnRole, &[&str])] = &[
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

/// Whether a column's name is known for a role.
pub(in crate::import) fn is_name_of(name: &str, role: ColumnRole) -> bool {
    let name = plain(name);
    NAMES.iter().any(|(known, names)| *known == role && names.iter().any(|known| plain(known) == name))
}

/// A column's name without case, spaces and punctuation, and without a leading `case:`.
pub(in crate::import) fn plain(name: &str) -> String {
    let letters =
        |name: &str| name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let whole: String = letters(name);
    if whole == "caseconceptname" {
        return whole;
    }
    letters(name.strip_prefix("case:").unwrap_or(name))
}
