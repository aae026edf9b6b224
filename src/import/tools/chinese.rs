//! Tools of China: 纷享销客 and other customer records with Chinese names, behaviour of users of Taobao and Tmall.

use super::{Note, Profile};
use crate::{
    event_log::ColumnRole::*,
    import::{
        identifiers::IdentifierKind::*,
        reshape::{Milestone, Milestones, Reshape, Table, amount_once, dates, is_no_event, stem},
        roles,
    },
};

const CUSTOMERS: &[&str] = &[
    "客户ID", "客户编号", "客户号", "会员编号", "会员ID", "联系人ID", "手机号", "手机", "手机号码", "联系电话", "电话",
    "客户名称", "客户", "线索名称", "联系人", "姓名", "买家会员名",
];

/// Records of 纷享销客: its own fields beside what every CRM has.
pub(super) static FXIAOKE: Profile = Profile {
    signatures: &[
        &[&["生命状态"], &["负责人", "归属部门", "负责人主属部门", "锁定状态", "业务类型", "相关团队"]],
        &[&["锁定状态"], &["负责人主属部门", "归属部门", "相关团队", "业务类型"]],
    ],
    ..RECORDS
};

/// Records of another CRM.
pub(super) static CRM: Profile = Profile {
    signatures: &[&[
        &["客户名称", "客户", "客户编号", "客户ID", "线索名称", "联系人", "商机名称"],
        &[
            "负责人", "跟进人", "归属人", "所有人", "销售", "销售人员", "跟进状态", "商机阶段", "销售阶段", "客户阶段",
            "客户状态", "客户级别", "客户来源", "线索来源", "成交状态",
        ],
        &["创建时间", "创建日期", "跟进时间", "成交时间", "成交日期", "签约时间", "签约日期", "录入时间", "注册时间"],
    ]],
    ..RECORDS
};

const RECORDS: Profile = Profile {
    signatures: &[],
    roles: &[
        (Customer, CUSTOMERS),
        (Channel, &["客户来源", "线索来源", "来源", "来源渠道", "渠道", "外部来源"]),
        // The stage that a record has now is not the one of each of its events.
        (Stage, &[]),
    ],
    identifiers: &[
        ("手机", Phone),
        ("手机号", Phone),
        ("电话", Phone),
        ("邮箱", Email),
        ("客户名称", UserId),
        ("客户编号", UserId),
    ],
    time_zone: Some("Asia/Shanghai"),
    notes: &[Note::DatesAreEvents, Note::AmountOnce],
};

/// Behaviour of users: views, favourites, carts, purchases.
pub(super) static TAOBAO: Profile = Profile {
    signatures: &[&[
        &["user_id", "用户ID", "userid"],
        &["item_id", "商品ID", "itemid"],
        &["behavior_type", "行为类型", "behaviour_type"],
    ]],
    roles: &[
        (Customer, &["user_id", "用户ID", "userid"]),
        (Touchpoint, &["behavior_type", "行为类型", "behaviour_type"]),
        (Timestamp, &["timestamp", "时间戳", "time", "时间"]),
        (Value, &["售价", "价格", "price"]),
    ],
    identifiers: &[("user_id", UserId), ("用户ID", UserId)],
    time_zone: Some("Asia/Shanghai"),
    notes: &[Note::BeijingDays],
};

/// The columns of such a table without header.
pub(super) static TAOBAO_NAMES: [&str; 5] = ["user_id", "item_id", "category_id", "behavior_type", "timestamp"];

/// Whether a table without header is one of behaviour.
pub(super) fn is_taobao(sample: &[Vec<String>]) -> bool {
    let is_behaviour =
        |row: &Vec<String>| row.len() == TAOBAO_NAMES.len() && matches!(row[3].as_str(), "pv" | "buy" | "cart" | "fav");
    !sample.is_empty() && sample.iter().filter(|row| is_behaviour(row)).count() * 10 >= sample.len() * 9
}

/// Records have a column for each step's date.
pub(super) fn reshape(table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    let dates = dates(table).into_iter().map(|column| (column, table.columns[column].as_str()));
    let mut dates: Vec<Milestone> =
        dates.filter(|(_, name)| !is_no_event(name)).map(|(column, name)| Milestone::new(column, stem(name))).collect();
    let known = roles::found(table.columns, table.sample);
    let amount = known.get(&Value).map(|&(column, _)| column);
    amount_once(&mut dates);
    (!dates.is_empty()).then(|| Box::new(Milestones { customers: Vec::new(), dates, amount }) as Box<dyn Reshape>)
}
