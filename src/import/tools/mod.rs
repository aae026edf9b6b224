//! Tools whose exports are known: told by the names of their columns, with their roles, identifiers and traps.
//!
//! A tool is a variant of [`Tool`] and a [`Profile`] in the file of its family. Where its rows are no events as they
//! stand, a reshaping stands beside the profile, and [`super::reshape`] puts it between the reader and the log. The
//! columns by which a tool is told stay in the table, so that it is told again from what was reshaped.

mod analytics;
mod chinese;
mod crm;
mod matomo;
mod orders;
mod pipelines;
mod row;
mod salesforce;
mod surveys;

use serde::{Deserialize, Serialize};

pub(super) use self::row::Named;
use super::{
    identifiers::IdentifierKind,
    reshape::{Reshape, Table},
    roles,
};
use crate::event_log::ColumnRole;

/// A tool whose exports are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Tool {
    /// Google Analytics 4, the events tables of its BigQuery export.
    Ga4,
    /// Mixpanel, raw events.
    Mixpanel,
    /// Amplitude, raw events.
    Amplitude,
    /// PostHog, events.
    PostHog,
    /// RudderStack, events.
    RudderStack,
    /// Segment, events.
    Segment,
    /// Snowplow, enriched events.
    Snowplow,
    /// Matomo, visits with their actions.
    Matomo,
    /// Umami, events.
    Umami,
    /// Simple Analytics, data points.
    SimpleAnalytics,
    /// Shopify, orders.
    Shopify,
    /// HubSpot, contacts or deals.
    HubSpot,
    /// Salesforce: opportunities, leads, campaign members.
    Salesforce,
    /// Salesforce Marketing Cloud: sent, opened, clicked, bounced.
    MarketingCloud,
    /// Zoho CRM or Bigin: leads, contacts or deals.
    Zoho,
    /// 纷享销客.
    Fxiaoke,
    /// Another CRM with Chinese names.
    ChineseCrm,
    /// Hotjar, answers of a survey.
    Hotjar,
    /// Another survey.
    Survey,
    /// Taobao or Tmall, behaviour of users.
    Taobao,
    /// Another list of orders.
    Orders,
}

impl Tool {
    /// All tools, in the order in which they are looked for: the more particular ones first.
    pub const ALL: [Tool; 21] = [
        Tool::Ga4,
        Tool::Mixpanel,
        Tool::Amplitude,
        Tool::PostHog,
        Tool::RudderStack,
        Tool::Segment,
        Tool::Snowplow,
        Tool::Matomo,
        Tool::Umami,
        Tool::SimpleAnalytics,
        Tool::Shopify,
        Tool::HubSpot,
        Tool::MarketingCloud,
        Tool::Salesforce,
        Tool::Zoho,
        Tool::Fxiaoke,
        Tool::Hotjar,
        Tool::Survey,
        Tool::Taobao,
        Tool::ChineseCrm,
        Tool::Orders,
    ];

    /// Its name, for people; the same in all languages but for those that are no product.
    pub fn name(self) -> &'static str {
        match self {
            Tool::Ga4 => "GA4 (BigQuery export)",
            Tool::Mixpanel => "Mixpanel",
            Tool::Amplitude => "Amplitude",
            Tool::PostHog => "PostHog",
            Tool::RudderStack => "RudderStack",
            Tool::Segment => "Segment",
            Tool::Snowplow => "Snowplow",
            Tool::Matomo => "Matomo",
            Tool::Umami => "Umami",
            Tool::SimpleAnalytics => "Simple Analytics",
            Tool::Shopify => "Shopify orders",
            Tool::HubSpot => "HubSpot",
            Tool::Salesforce => "Salesforce",
            Tool::MarketingCloud => "Salesforce Marketing Cloud",
            Tool::Zoho => "Zoho CRM",
            Tool::Fxiaoke => "纷享销客",
            Tool::ChineseCrm => "a Chinese CRM",
            Tool::Hotjar => "Hotjar",
            Tool::Survey => "a survey",
            Tool::Taobao => "Taobao/Tmall",
            Tool::Orders => "an order list",
        }
    }

    /// Whether it is one product, rather than tables of a kind.
    pub fn is_product(self) -> bool {
        !matches!(self, Tool::ChineseCrm | Tool::Survey | Tool::Taobao | Tool::Orders)
    }

    /// What is known of its exports.
    pub fn profile(self) -> &'static Profile {
        match self {
            Tool::Ga4 => &analytics::GA4,
            Tool::Mixpanel => &analytics::MIXPANEL,
            Tool::Amplitude => &analytics::AMPLITUDE,
            Tool::PostHog => &analytics::POSTHOG,
            Tool::RudderStack => &pipelines::RUDDERSTACK,
            Tool::Segment => &pipelines::SEGMENT,
            Tool::Snowplow => &pipelines::SNOWPLOW,
            Tool::Matomo => &analytics::MATOMO,
            Tool::Umami => &analytics::UMAMI,
            Tool::SimpleAnalytics => &analytics::SIMPLE_ANALYTICS,
            Tool::Shopify => &orders::SHOPIFY,
            Tool::HubSpot => &crm::HUBSPOT,
            Tool::Salesforce => &salesforce::SALESFORCE,
            Tool::MarketingCloud => &salesforce::MARKETING_CLOUD,
            Tool::Zoho => &crm::ZOHO,
            Tool::Fxiaoke => &chinese::FXIAOKE,
            Tool::ChineseCrm => &chinese::CRM,
            Tool::Hotjar => &surveys::HOTJAR,
            Tool::Survey => &surveys::SURVEY,
            Tool::Taobao => &chinese::TAOBAO,
            Tool::Orders => &orders::ORDERS,
        }
    }
}

/// What is to be known of a tool's export; shown to people in their language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Note {
    /// Mixpanel: times before 2023 are in the project's zone, later ones in UTC.
    MixpanelZone,
    /// Times without a zone are UTC.
    TimesAreUtc,
    /// A session id of −1 stands for none.
    NoSessionIsMinusOne,
    /// GA4: the session's id is unique only together with the user's.
    SessionWithUser,
    /// GA4: `traffic_source` is of the user's first visit.
    FirstSource,
    /// Snowplow: columns have no header and are named by their position.
    NamesByPosition,
    /// The name of an event stands in one column for some events and in another for others.
    EventNameOfTwo,
    /// The customer is the user where known, else the anonymous visitor.
    UserElseVisitor,
    /// A text in JSON was taken apart into columns.
    JsonColumns,
    /// Each action of a visit became an event.
    ActionsOfVisit,
    /// Each date that is filled in became an event, named by its column.
    DatesAreEvents,
    /// The amount counts once, at the event that earns it.
    AmountOnce,
    /// Shopify: the further rows of an order are its other items, not events.
    RowsOfOneOrder,
    /// Marketing Cloud: times are UTC−06:00 all year.
    MarketingCloudZone,
    /// What happened is told by the kind of the file.
    TouchpointOfFile,
    /// The score was found by its values.
    ScoreByValues,
    /// Taobao: seconds since 1970; the days of its users are Beijing's.
    BeijingDays,
    /// Each row is taken as one purchase.
    RowsArePurchases,
    /// The value is quantity times price.
    QuantityTimesPrice,
}

/// What is known of a tool's exports.
#[derive(Debug)]
pub struct Profile {
    /// It is told by any of these: all groups of one, of each group any name. A name may end in `*`.
    pub(super) signatures: &'static [&'static [&'static [&'static str]]],
    /// The columns of each role, the best first; none: no column is to have this role.
    pub roles: &'static [(ColumnRole, &'static [&'static str])],
    /// Columns that say who it is, beside the one taken for the customer.
    pub identifiers: &'static [(&'static str, IdentifierKind)],
    /// The zone in which its users live, where the tool tells (IANA): days are read in it where none is chosen.
    pub time_zone: Option<&'static str>,
    /// What is to be known of it.
    pub notes: &'static [Note],
}

/// Which tool wrote a table, by its columns and first rows; `None` for one that is not known.
pub fn recognise(columns: &[String], sample: &[Vec<String>], has_header: bool) -> Option<Tool> {
    if !has_header {
        if pipelines::is_snowplow(sample) {
            return Some(Tool::Snowplow);
        }
        return chinese::is_taobao(sample).then_some(Tool::Taobao);
    }
    let has_touchpoint = columns.iter().any(|name| roles::is_name_of(name, ColumnRole::Touchpoint));
    let is_there = |name: &str| match name.strip_suffix('*') {
        Some(start) => columns.iter().any(|column| column.starts_with(start)),
        None => columns.iter().any(|column| column == name),
    };
    Tool::ALL.into_iter().find(|&tool| {
        // These are told by few names, and what has a touchpoint is a log already.
        if has_touchpoint && matches!(tool, Tool::Survey | Tool::ChineseCrm | Tool::Orders | Tool::Fxiaoke) {
            return false;
        }
        let mut signatures = tool.profile().signatures.iter();
        signatures.any(|groups| groups.iter().all(|names| names.iter().any(|name| is_there(name))))
    })
}

/// What the rows of a tool's table need to be events; `None` where they are.
pub(super) fn reshape(tool: Tool, table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    match tool {
        Tool::Ga4 | Tool::Amplitude | Tool::Umami | Tool::SimpleAnalytics => analytics::reshape(tool, table),
        Tool::Matomo => matomo::reshape(table),
        Tool::Segment | Tool::RudderStack | Tool::Snowplow => pipelines::reshape(tool, table),
        Tool::HubSpot | Tool::Zoho => crm::reshape(tool, table),
        Tool::Salesforce | Tool::MarketingCloud => salesforce::reshape(tool, table),
        Tool::Fxiaoke | Tool::ChineseCrm => chinese::reshape(table),
        Tool::Shopify | Tool::Orders => orders::reshape(tool, table),
        Tool::Hotjar | Tool::Survey => surveys::reshape(table),
        Tool::Mixpanel | Tool::PostHog | Tool::Taobao => None,
    }
}

/// The names of the columns of a tool's table without header.
fn names_without_header(tool: Tool) -> &'static [&'static str] {
    match tool {
        Tool::Snowplow => &pipelines::SNOWPLOW_NAMES,
        _ => &chinese::TAOBAO_NAMES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(header: &str, tool: Option<Tool>) {
        let columns: Vec<String> = header.split(',').map(str::to_owned).collect();
        assert_eq!(recognise(&columns, &[], true), tool, "{header}");
    }

    #[test]
    fn tools_are_told_by_their_columns() {
        check("event_date,event_timestamp,event_name,event_params,user_pseudo_id", Some(Tool::Ga4));
        check("event,properties.time,properties.distinct_id", Some(Tool::Mixpanel));
        check("amplitude_id,event_type,event_time,session_id,$insert_id", Some(Tool::Amplitude));
        check("uuid,event,properties,timestamp,distinct_id", Some(Tool::PostHog));
        check("type,messageId,anonymousId,userId,event,timestamp", Some(Tool::Segment));
        check("type,messageId,anonymousId,userId,event,channel,timestamp", Some(Tool::RudderStack));
        check("idVisit,visitorId,actionDetails_0_type,actionDetails_0_timestamp", Some(Tool::Matomo));
        check("website_id,session_id,visit_id,event_id,event_type,event_name,created_at,url_path", Some(Tool::Umami));
        check("added_iso,datapoint,path,session_id,uuid", Some(Tool::SimpleAnalytics));
        check("Name,Email,Financial Status,Paid at,Total,Created at,Lineitem name", Some(Tool::Shopify));
        check("Record ID,First Name,Last Name,Email,Lifecycle Stage,Create Date", Some(Tool::HubSpot));
        check("Record Id,Lead Owner.id,Lead Owner,Email,Created Time", Some(Tool::Zoho));
        check("Id,Name,AccountId,StageName,Amount,CloseDate,IsWon,IsClosed,CreatedDate", Some(Tool::Salesforce));
        check("CampaignId,LeadId,ContactId,Status,HasResponded,FirstRespondedDate", Some(Tool::Salesforce));
        check("AccountID,JobID,ListID,BatchID,SubscriberID,SubscriberKey,EventDate,Domain", Some(Tool::MarketingCloud));
        check("Number,User,Date Submitted,Country,Source URL,Hotjar User ID", Some(Tool::Hotjar));
        check("客户名称,生命状态,负责人,归属部门,创建时间", Some(Tool::Fxiaoke));
        check("客户名称,跟进人,商机阶段,创建时间", Some(Tool::ChineseCrm));
        check("用户ID,商品ID,行为类型,时间戳", Some(Tool::Taobao));
        check("user_id,event,timestamp", None);
    }

    #[test]
    fn all_tools_are_looked_for() {
        let mut tools = Tool::ALL.to_vec();
        tools.sort_unstable();
        tools.dedup();
        assert_eq!(tools.len(), Tool::Orders as usize + 1);
    }
}
