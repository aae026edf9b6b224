//! Words for tools and what is to be known of their exports.

use super::Language;
use crate::import::{DecimalMark, IdentifierKind, Note, NumberStyle, Scale, Tool};

/// The tool's name in Chinese: that of a product stays.
pub fn chinese_name(tool: Tool) -> &'static str {
    match tool {
        Tool::Ga4 => "GA4（BigQuery 导出）",
        Tool::Shopify => "Shopify 订单",
        Tool::ChineseCrm => "中文 CRM",
        Tool::Survey => "问卷",
        Tool::Taobao => "淘宝/天猫",
        Tool::Orders => "订单列表",
        _ => tool.name(),
    }
}

/// The tool's name.
pub fn name(language: Language, tool: Tool) -> &'static str {
    match language {
        Language::English => tool.name(),
        Language::Chinese => chinese_name(tool),
    }
}

/// What is to be known of a tool's export, as a sentence.
pub fn note(language: Language, note: Note) -> &'static str {
    match language {
        Language::English => english_note(note),
        Language::Chinese => chinese_note(note),
    }
}

/// How the numbers of a column are written.
pub fn number_style(language: Language, style: NumberStyle) -> &'static str {
    match (language, style.decimal, style.ambiguous) {
        (Language::English, DecimalMark::Point, false) => "decimal point",
        (Language::English, DecimalMark::Comma, false) => "decimal comma",
        (Language::English, DecimalMark::Point, true) => "decimal point, though its values do not tell",
        (Language::English, DecimalMark::Comma, true) => "decimal comma, though its values do not tell",
        (Language::Chinese, DecimalMark::Point, false) => "小数点为 .",
        (Language::Chinese, DecimalMark::Comma, false) => "小数点为 ,",
        (Language::Chinese, DecimalMark::Point, true) => "小数点按 . 读取，但取值无从判断",
        (Language::Chinese, DecimalMark::Comma, true) => "小数点按 , 读取，但取值无从判断",
    }
}

/// The scale of a score, with its range.
pub fn scale(scale: Scale) -> String {
    let (lowest, highest) = scale.range();
    format!("{} {lowest}–{highest}", scale.name())
}

/// What an identifier is.
pub fn identifier(language: Language, kind: IdentifierKind) -> &'static str {
    match (language, kind) {
        (Language::English, IdentifierKind::UserId) => "user id",
        (Language::English, IdentifierKind::Email) => "e-mail",
        (Language::English, IdentifierKind::Phone) => "phone",
        (Language::English, IdentifierKind::AnonymousId) => "anonymous id",
        (Language::Chinese, IdentifierKind::UserId) => "用户编号",
        (Language::Chinese, IdentifierKind::Email) => "邮箱",
        (Language::Chinese, IdentifierKind::Phone) => "手机号",
        (Language::Chinese, IdentifierKind::AnonymousId) => "匿名编号",
    }
}

fn english_note(note: Note) -> &'static str {
    match note {
        Note::MixpanelZone => {
            "Times are seconds since 1970. Mixpanel wrote them in the project's zone before 2023, and in UTC since."
        }
        Note::TimesAreUtc => "Times are written without a zone and are UTC.",
        Note::NoSessionIsMinusOne => "A session id of −1 means that there was none.",
        Note::SessionWithUser => "A session's id is unique only together with the user's, so the two are joined.",
        Note::FirstSource => "traffic_source is how the user came the first time, not how this visit began.",
        Note::NamesByPosition => "The table has no header: its columns are named by their position.",
        Note::EventNameOfTwo => {
            "Page views and other events have their names in different columns; both became touchpoints."
        }
        Note::UserElseVisitor => {
            "Events have the id of the user, that of the visitor, or both: those that stood in one row are one customer."
        }
        Note::JsonColumns => "Properties that stood in one column as JSON became columns of their own.",
        Note::ActionsOfVisit => "Each action of a visit became an event.",
        Note::DatesAreEvents => "Each date that is filled in became an event.",
        Note::AmountOnce => "The amount counts once, at the event that earns it.",
        Note::RowsOfOneOrder => {
            "An order's further rows are its other items: they are no events, and count no value again."
        }
        Note::MarketingCloudZone => "Times are UTC−06:00 all year round, without summer time.",
        Note::TouchpointOfFile => "What happened is told by the kind of the file: all its rows are of one touchpoint.",
        Note::ScoreByValues => "The score was found by its values and the question's words.",
        Note::BeijingDays => "Times are seconds since 1970; choose Asia/Shanghai to read days and hours as in Beijing.",
        Note::RowsArePurchases => "Each row is taken as one purchase, or as a return where the quantity is negative.",
        Note::QuantityTimesPrice => "Where there is no total, the value is quantity times price.",
    }
}

fn chinese_note(note: Note) -> &'static str {
    match note {
        Note::MixpanelZone => "时间为 1970 年起的秒数；Mixpanel 在 2023 年以前按项目时区记录，此后按 UTC。",
        Note::TimesAreUtc => "时间未注明时区，均为 UTC。",
        Note::NoSessionIsMinusOne => "会话编号 −1 表示没有会话。",
        Note::SessionWithUser => "会话编号须与用户编号合用才唯一，因此已合并。",
        Note::FirstSource => "traffic_source 是该用户首次到访的来源，并非此次会话的来源。",
        Note::NamesByPosition => "表中没有表头，各列按位置命名。",
        Note::EventNameOfTwo => "页面浏览与其他事件的名称在不同的列中，均已作为触点。",
        Note::UserElseVisitor => "事件带有用户编号、访客编号或二者；出现在同一行的视为同一客户。",
        Note::JsonColumns => "以 JSON 写在一列中的属性已拆为各自的列。",
        Note::ActionsOfVisit => "访问中的每个动作各为一个事件。",
        Note::DatesAreEvents => "每个填写了的日期各为一个事件。",
        Note::AmountOnce => "金额只计一次，计在带来收入的事件上。",
        Note::RowsOfOneOrder => "订单的后续行是其余商品：不作为事件，也不重复计算金额。",
        Note::MarketingCloudZone => "时间全年为 UTC−06:00，没有夏令时。",
        Note::TouchpointOfFile => "触点由文件的种类决定：所有行属于同一触点。",
        Note::ScoreByValues => "评分列依据取值与题目的用词找到。",
        Note::BeijingDays => "时间为 1970 年起的秒数；如需按北京时间读取日期与小时，请选择 Asia/Shanghai。",
        Note::RowsArePurchases => "每行视为一次购买；数量为负时视为退货。",
        Note::QuantityTimesPrice => "没有总价时，金额为数量乘以单价。",
    }
}
