//! Names that several screens share: roles, stages, units of the model.

use crate::event_log::ColumnRole;

/// Names that several screens share.
pub struct Terms {
    /// Name of a column's role.
    pub role: fn(ColumnRole) -> &'static str,
    /// Word for a stage of a preset.
    pub stage: fn(&str) -> Option<&'static str>,
    /// A touchpoint, channel or other value that is missing or empty.
    pub missing: &'static str,
    /// More than one customer.
    pub customers: &'static str,
    /// More than one event.
    pub events: &'static str,
    /// One touchpoint, as a heading.
    pub touchpoint: &'static str,
    /// More than one touchpoint.
    pub touchpoints: &'static str,
    /// One channel, as a heading.
    pub channel: &'static str,
    /// More than one channel.
    pub channels: &'static str,
    /// One stage, as a heading.
    pub stage_title: &'static str,
}

/// English.
pub const EN: Terms = Terms {
    role: |role| match role {
        ColumnRole::Customer => "Customer",
        ColumnRole::Touchpoint => "Touchpoint",
        ColumnRole::Timestamp => "Timestamp",
        ColumnRole::Channel => "Channel",
        ColumnRole::Stage => "Stage",
        ColumnRole::Session => "Session",
        ColumnRole::Value => "Value",
        ColumnRole::Score => "Score",
        ColumnRole::Comment => "Comment",
        ColumnRole::Variant => "Variant",
        ColumnRole::Cost => "Cost",
    },
    stage: |id| {
        Some(match id {
            "awareness" => "Awareness",
            "consideration" => "Consideration",
            "purchase" => "Purchase",
            "use" => "Use",
            "loyalty" => "Loyalty",
            "decision" => "Decision",
            "attention" => "Attention",
            "interest" => "Interest",
            "desire" => "Desire",
            "action" => "Action",
            "acquisition" => "Acquisition",
            "activation" => "Activation",
            "retention" => "Retention",
            "referral" => "Referral",
            "revenue" => "Revenue",
            _ => return None,
        })
    },
    missing: "(none)",
    customers: "customers",
    events: "events",
    touchpoint: "Touchpoint",
    touchpoints: "touchpoints",
    channel: "Channel",
    channels: "channels",
    stage_title: "Stage",
};

/// 简体中文.
pub const ZH: Terms = Terms {
    role: |role| match role {
        ColumnRole::Customer => "客户",
        ColumnRole::Touchpoint => "触点",
        ColumnRole::Timestamp => "时间",
        ColumnRole::Channel => "渠道",
        ColumnRole::Stage => "阶段",
        ColumnRole::Session => "会话",
        ColumnRole::Value => "金额",
        ColumnRole::Score => "评分",
        ColumnRole::Comment => "原话",
        ColumnRole::Variant => "实验分组",
        ColumnRole::Cost => "成本",
    },
    stage: |id| {
        Some(match id {
            "awareness" => "认知",
            "consideration" => "考虑",
            "purchase" => "购买",
            "use" => "使用",
            "loyalty" => "忠诚",
            "decision" => "决策",
            "attention" => "注意",
            "interest" => "兴趣",
            "desire" => "欲望",
            "action" => "行动",
            "acquisition" => "获取",
            "activation" => "激活",
            "retention" => "留存",
            "referral" => "推荐",
            "revenue" => "收入",
            _ => return None,
        })
    },
    missing: "（无）",
    customers: "客户",
    events: "事件",
    touchpoint: "触点",
    touchpoints: "触点",
    channel: "渠道",
    channels: "渠道",
    stage_title: "阶段",
};
