//! Event pipelines: Segment, RudderStack, Snowplow.

use std::borrow::Cow;

use super::{
    Note, Profile, Tool,
    row::{Row, in_zone},
};
use crate::{
    event_log::ColumnRole::*,
    import::{
        identifiers::IdentifierKind::*,
        reshape::{Reshape, TIME, TOUCHPOINT, Table, field, first_filled},
    },
};

/// Calls of Segment's specification, as JSON or from a warehouse.
pub(super) static SEGMENT: Profile =
    Profile { signatures: &[&[&["type"], &["messageId", "message_id"], &["anonymousId", "anonymous_id"]]], ..CALLS };

/// The same of RudderStack, which says through what the call came.
pub(super) static RUDDERSTACK: Profile = Profile {
    signatures: &[&[&["type"], &["messageId", "message_id"], &["anonymousId", "anonymous_id"], &["channel"]]],
    ..CALLS
};

const CALLS: Profile = Profile {
    signatures: &[],
    roles: &[
        (Customer, &["userId", "user_id", "anonymousId", "anonymous_id"]),
        (Channel, &["context.campaign.source", "context_campaign_source", "context.campaign.medium"]),
        (Value, &["properties.revenue", "properties.total", "properties.value", "revenue", "total"]),
        (Variant, &["properties.variation_name", "properties.variation_id"]),
    ],
    identifiers: &[
        ("userId", UserId),
        ("user_id", UserId),
        ("anonymousId", AnonymousId),
        ("anonymous_id", AnonymousId),
        ("traits.email", Email),
        ("context.traits.email", Email),
        ("traits.phone", Phone),
    ],
    time_zone: None,
    notes: &[Note::EventNameOfTwo, Note::TimesAreUtc, Note::UserElseVisitor],
};

/// Enriched events.
pub(super) static SNOWPLOW: Profile = Profile {
    signatures: &[&[&["derived_tstamp"], &["domain_userid"], &["event_name"]]],
    roles: &[
        (Customer, &["user_id", "domain_userid", "network_userid"]),
        (Session, &["domain_sessionid"]),
        (Channel, &["mkt_source", "mkt_medium", "refr_source", "refr_medium"]),
        (Value, &["tr_total"]),
    ],
    identifiers: &[("domain_userid", AnonymousId), ("user_id", UserId), ("network_userid", AnonymousId)],
    time_zone: None,
    notes: &[Note::NamesByPosition, Note::TimesAreUtc, Note::UserElseVisitor],
};

/// The fields of an enriched event, in their order.
#[rustfmt::skip]
pub(super) static SNOWPLOW_NAMES: [&str; 131] = [
    "app_id", "platform", "etl_tstamp", "collector_tstamp", "dvce_created_tstamp", "event", "event_id", "txn_id",
    "name_tracker", "v_tracker", "v_collector", "v_etl", "user_id", "user_ipaddress", "user_fingerprint",
    "domain_userid", "domain_sessionidx", "network_userid", "geo_country", "geo_region", "geo_city", "geo_zipcode",
    "geo_latitude", "geo_longitude", "geo_region_name", "ip_isp", "ip_organization", "ip_domain", "ip_netspeed",
    "page_url", "page_title", "page_referrer", "page_urlscheme", "page_urlhost", "page_urlport", "page_urlpath",
    "page_urlquery", "page_urlfragment", "refr_urlscheme", "refr_urlhost", "refr_urlport", "refr_urlpath",
    "refr_urlquery", "refr_urlfragment", "refr_medium", "refr_source", "refr_term", "mkt_medium", "mkt_source",
    "mkt_term", "mkt_content", "mkt_campaign", "contexts", "se_category", "se_action", "se_label", "se_property",
    "se_value", "unstruct_event", "tr_orderid", "tr_affiliation", "tr_total", "tr_tax", "tr_shipping", "tr_city",
    "tr_state", "tr_country", "ti_orderid", "ti_sku", "ti_name", "ti_category", "ti_price", "ti_quantity",
    "pp_xoffset_min", "pp_xoffset_max", "pp_yoffset_min", "pp_yoffset_max", "useragent", "br_name", "br_family",
    "br_version", "br_type", "br_renderengine", "br_lang", "br_features_pdf", "br_features_flash",
    "br_features_java", "br_features_director", "br_features_quicktime", "br_features_realplayer",
    "br_features_windowsmedia", "br_features_gears", "br_features_silverlight", "br_cookies", "br_colordepth",
    "br_viewwidth", "br_viewheight", "os_name", "os_family", "os_manufacturer", "os_timezone", "dvce_type",
    "dvce_ismobile", "dvce_screenwidth", "dvce_screenheight", "doc_charset", "doc_width", "doc_height",
    "tr_currency", "tr_total_base", "tr_tax_base", "tr_shipping_base", "ti_currency", "ti_price_base",
    "base_currency", "geo_timezone", "mkt_clickid", "mkt_network", "etl_tags", "dvce_sent_tstamp",
    "refr_domain_userid", "refr_dvce_tstamp", "derived_contexts", "domain_sessionid", "derived_tstamp",
    "event_vendor", "event_name", "event_format", "event_version", "event_fingerprint", "true_tstamp",
];

/// Where an enriched event has its id, a UUID.
const EVENT_ID: usize = 6;

/// Whether a table without header is one of enriched events.
pub(super) fn is_snowplow(sample: &[Vec<String>]) -> bool {
    let is_event = |row: &Vec<String>| {
        row.len() == SNOWPLOW_NAMES.len() && row[EVENT_ID].len() == 36 && row[EVENT_ID].matches('-').count() == 4
    };
    !sample.is_empty() && sample.iter().filter(|row| is_event(row)).count() * 10 >= sample.len() * 9
}

/// What the rows of one of these need.
pub(super) fn reshape(tool: Tool, table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    if tool == Tool::Snowplow { snowplow(table) } else { calls(table) }
}

fn snowplow(table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    let all = |names: &[&str]| names.iter().filter_map(|name| table.first_of(&[name])).collect::<Vec<usize>>();
    let times = all(&["derived_tstamp", "true_tstamp", "collector_tstamp"]);
    let names = all(&["event_name", "event"]);
    let [kind, category, action] = ["event", "se_category", "se_action"].map(|name| table.first_of(&[name]));
    Some(Box::new(Row::new(&[TOUCHPOINT, TIME], move |values| {
        let structured = matches!(field(values, kind), b"struct" | b"se");
        let touchpoint = match (structured, field(values, category), field(values, action)) {
            (true, category, action) if !action.is_empty() => Cow::Owned([category, b": ", action].concat()),
            _ => Cow::Borrowed(first_filled(values, &names)),
        };
        vec![touchpoint, in_zone(first_filled(values, &times), b"Z")]
    })))
}

fn calls(table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    let all = |names: &[&str]| names.iter().filter_map(|name| table.first_of(&[name])).collect::<Vec<usize>>();
    let kind = table.first_of(&["type"]);
    let event = all(&["event_text", "event"]);
    let pages = all(&[
        "name", "properties.name", "properties.path", "path", "context.page.path", "context_page_path",
        "context.screen.name",
    ]);
    let times = all(&[
        "timestamp", "originalTimestamp", "original_timestamp", "sentAt", "sent_at", "receivedAt", "received_at",
    ]);
    Some(Box::new(Row::new(&[TOUCHPOINT, TIME], move |values| {
        let event = first_filled(values, &event);
        let touchpoint = match field(values, kind) {
            _ if !event.is_empty() => Cow::Borrowed(event),
            kind @ (b"page" | b"screen") => match first_filled(values, &pages) {
                b"" => Cow::Borrowed(kind),
                page => Cow::Owned([kind, b" ", page].concat()),
            },
            kind => Cow::Borrowed(kind),
        };
        vec![touchpoint, in_zone(first_filled(values, &times), b"Z")]
    })))
}
