//! Columns that say who a customer is: e-mail, phone, user id, anonymous id.
//!
//! By their names, else, for e-mail addresses and phone numbers, by their values. Which of them are worth joining on is
//! not decided here.

use serde::{Deserialize, Serialize};

use super::{
    roles::plain,
    tools::{self, Tool},
};

/// How a column says who it is, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum IdentifierKind {
    /// The id of somebody who signed in, is a member, or is on record.
    UserId,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// The id of a browser, a device or an installation.
    AnonymousId,
}

/// Names of each kind, as [`plain`] writes them.
const NAMES: &[(IdentifierKind, &[&str])] = &[
    (
        IdentifierKind::Email,
        &[
            "email", "emailaddress", "mail", "customeremail", "useremail", "contactemail", "propertiesemail",
            "traitsemail", "contexttraitsemail", "邮箱", "电子邮箱", "邮件", "电子邮件", "邮箱地址",
        ],
    ),
    (
        IdentifierKind::Phone,
        &[
            "phone", "phonenumber", "mobile", "mobilephone", "mobilenumber", "tel", "telephone", "customerphone",
            "billingphone", "手机", "手机号", "手机号码", "电话", "联系电话", "移动电话", "联系手机",
        ],
    ),
    (
        IdentifierKind::AnonymousId,
        &[
            "anonymousid", "userpseudoid", "domainuserid", "networkuserid", "visitorid", "deviceid", "cookieid",
            "clientid", "gaclientid", "propertiesdeviceid", "openid", "hotjaruserid", "访客id", "设备id", "匿名id",
        ],
    ),
    (
        IdentifierKind::UserId,
        &[
            "userid", "customerid", "memberid", "accountid", "contactid", "leadid", "subscriberkey", "uid",
            "profileid", "personid", "distinctid", "propertiesdistinctid", "propertiesuserid", "contactkey", "unionid",
            "buyerid", "associatedcontactids", "用户id", "客户id", "会员id", "客户编号", "用户编号", "会员编号",
            "会员号", "会员卡号", "买家id", "买家会员名",
        ],
    ),
];

/// Looked at to tell by values.
const VALUES: usize = 200;

/// The columns that say who it is, in the order of the table.
pub fn identifiers(columns: &[String], sample: &[Vec<String>]) -> Vec<(usize, IdentifierKind)> {
    let tool = tools::recognise(columns, sample, true);
    // The record of a deal is not one of a customer.
    let is_deal = columns.iter().any(|name| name == "Deal Name");
    let of_tool = |name: &str| {
        let known = tool?.profile().identifiers;
        let is_customer = !(is_deal && matches!(name, "Record ID" | "Record Id"));
        known.iter().find(|(known, _)| *known == name && is_customer).map(|&(_, kind)| kind)
    };
    // Of a product's export it is known which ids are a customer's; other columns may be called alike.
    let is_known = tool.is_some_and(Tool::is_product);
    let of_name = |name: &str| {
        let name = plain(name);
        let kind = NAMES.iter().find(|(_, known)| known.contains(&name.as_str())).map(|&(kind, _)| kind)?;
        (!is_known || matches!(kind, IdentifierKind::Email | IdentifierKind::Phone)).then_some(kind)
    };
    let kinds = columns
        .iter()
        .enumerate()
        .map(|(column, name)| of_tool(name).or_else(|| of_name(name)).or_else(|| of_values(column, sample)));
    kinds.enumerate().filter_map(|(column, kind)| Some((column, kind?))).collect()
}

/// E-mail addresses and phone numbers show by themselves: where nearly all values are of that form.
fn of_values(column: usize, sample: &[Vec<String>]) -> Option<IdentifierKind> {
    let values = || sample.iter().filter_map(|row| row.get(column)).filter(|value| !value.is_empty()).take(VALUES);
    let all = values().count();
    if all < 3 {
        return None;
    }
    let nearly_all = |is_one: fn(&str) -> bool| values().filter(|value| is_one(value)).count() * 10 >= all * 9;
    if nearly_all(is_email) {
        return Some(IdentifierKind::Email);
    }
    nearly_all(is_phone).then_some(IdentifierKind::Phone)
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && !host.contains('@') && host.contains('.') && !host.starts_with('.') && !text.contains(' ')
    })
}

/// With a plus and at least 8 digits, or a Chinese mobile number; other digits may be anything.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let only_phone =
        text.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '+' | ' ' | '-' | '(' | ')'));
    let chinese = digits == 11 && text.len() == 11 && text.starts_with('1') && text.as_bytes()[1] >= b'3';
    only_phone && (chinese || (text.starts_with('+') && (8..=15).contains(&digits)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_it_is_shows_by_name_or_by_values() {
        let columns = ["User ID", "x", "y", "Phone", "anonymousId", "page"].map(str::to_owned);
        let row = ["7", "ann@example.org", "13800138000", "", "a-1", "/"].map(str::to_owned).to_vec();
        let sample = vec![row; 5];
        use IdentifierKind::*;
        assert_eq!(identifiers(&columns, &sample), [(0, UserId), (1, Email), (2, Phone), (3, Phone), (4, AnonymousId)]);
        assert!(!is_phone("12345678901"), "a number without a plus may be anything");
        assert!(!is_phone("1511544070") && !is_email("a@b") && !is_email("@x.org"));
    }
}
