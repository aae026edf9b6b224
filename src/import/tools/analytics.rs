//! Product and web analytics: GA4, Mixpanel, Amplitude, PostHog, Matomo, Umami, Simple Analytics.

use std::borrow::Cow;

use super::{
    Note, Profile, Tool,
    row::{Row, in_zone},
};
use crate::{
    event_log::ColumnRole::*,
    import::{
        identifiers::IdentifierKind::*,
        reshape::{Reshape, SESSION, TIME, TOUCHPOINT, Table, field},
    },
};

/// Events tables of the BigQuery export; nested ones with `event_params` taken apart, or flattened.
pub(super) static GA4: Profile = Profile {
    signatures: &[&[&["event_timestamp"], &["event_name"], &["user_pseudo_id"]]],
    roles: &[
        (Customer, &["user_pseudo_id", "user_id"]),
        (Touchpoint, &["event_name"]),
        (Timestamp, &["event_timestamp"]),
        (Session, &["event_params.ga_session_id", "ga_session_id"]),
        (
            Channel,
            &[
                "session_traffic_source_last_click.cross_channel_campaign.default_channel_group",
                "session_traffic_source_last_click.manual_campaign.source",
                "collected_traffic_source.manual_source",
                "event_params.source",
                "traffic_source.medium",
                "traffic_source.source",
                "traffic_source_source",
            ],
        ),
        (Value, &["ecommerce.purchase_revenue", "ecommerce_purchase_revenue", "event_value_in_usd"]),
    ],
    identifiers: &[("user_pseudo_id", AnonymousId), ("user_id", UserId)],
    time_zone: None,
    notes: &[Note::SessionWithUser, Note::FirstSource],
};

/// Raw events, as the export interface gives them.
pub(super) static MIXPANEL: Profile = Profile {
    signatures: &[
        &[&["event"], &["properties.time"]],
        &[
            &["event", "Event Name"],
            &["time"],
            &["distinct_id", "$distinct_id"],
            &["$insert_id", "mp_processing_time_ms"],
        ],
    ],
    roles: &[
        (Customer, &["properties.distinct_id", "distinct_id", "$distinct_id"]),
        (Touchpoint, &["event", "Event Name"]),
        (Timestamp, &["properties.time", "time"]),
        (
            Channel,
            &["properties.utm_source", "utm_source", "properties.$search_engine", "properties.$referring_domain"],
        ),
        (Value, &["properties.revenue", "properties.$amount", "properties.amount", "revenue", "amount"]),
    ],
    identifiers: &[
        ("properties.distinct_id", UserId),
        ("distinct_id", UserId),
        ("properties.$user_id", UserId),
        ("properties.$device_id", AnonymousId),
        ("$user_id", UserId),
        ("$device_id", AnonymousId),
        ("properties.$email", Email),
        ("properties.$distinct_id_before_identity", AnonymousId),
    ],
    time_zone: None,
    notes: &[Note::MixpanelZone],
};

/// Raw events of the export interface.
pub(super) static AMPLITUDE: Profile = Profile {
    signatures: &[&[&["amplitude_id"], &["event_type"], &["event_time"]]],
    roles: &[
        (Customer, &["amplitude_id", "user_id", "device_id"]),
        (Touchpoint, &["event_type"]),
        (Timestamp, &["event_time"]),
        (Channel, &["user_properties.utm_source", "event_properties.utm_source", "user_properties.initial_utm_source"]),
        (Value, &["event_properties.$revenue", "event_properties.revenue", "event_properties.$price"]),
    ],
    identifiers: &[("user_id", UserId), ("device_id", AnonymousId), ("user_properties.email", Email)],
    time_zone: None,
    notes: &[Note::TimesAreUtc, Note::NoSessionIsMinusOne],
};

/// Events from a query or a batch export.
pub(super) static POSTHOG: Profile = Profile {
    signatures: &[&[&["uuid"], &["event"], &["timestamp"], &["distinct_id"]]],
    roles: &[
        (Customer, &["person_id", "distinct_id"]),
        (Touchpoint, &["event"]),
        (Timestamp, &["timestamp"]),
        (Session, &["$session_id", "properties.$session_id"]),
        (Channel, &["properties.utm_source", "properties.$referring_domain"]),
        (Value, &["properties.revenue", "properties.$revenue", "properties.value"]),
    ],
    identifiers: &[
        ("distinct_id", UserId),
        ("properties.$device_id", AnonymousId),
        ("properties.$user_id", UserId),
        ("properties.email", Email),
    ],
    time_zone: None,
    notes: &[Note::JsonColumns],
};

/// Visits with their actions, from the live interface.
pub(super) static MATOMO: Profile = Profile {
    signatures: &[&[&["idVisit"], &["visitorId"], &["actionDetails*", TOUCHPOINT]]],
    roles: &[
        (Customer, &["visitorId", "userId"]),
        (Session, &["idVisit"]),
        (Channel, &["referrerType", "referrerName", "campaignSource"]),
        (Value, &["actionDetails.revenue", "actionDetails.eventValue"]),
    ],
    identifiers: &[("userId", UserId), ("visitorId", AnonymousId)],
    time_zone: None,
    notes: &[Note::ActionsOfVisit],
};

/// Website events.
pub(super) static UMAMI: Profile = Profile {
    signatures: &[&[&["website_id"], &["session_id"], &["event_type"], &["created_at"]]],
    roles: &[
        (Customer, &["distinct_id", "session_id"]),
        (Session, &["visit_id"]),
        (Channel, &["utm_source", "referrer_domain"]),
    ],
    identifiers: &[("distinct_id", UserId), ("session_id", AnonymousId)],
    time_zone: None,
    notes: &[Note::EventNameOfTwo, Note::TimesAreUtc],
};

/// Data points.
pub(super) static SIMPLE_ANALYTICS: Profile = Profile {
    signatures: &[&[&["added_iso"], &["datapoint", "path"], &["session_id", "uuid"]]],
    roles: &[(Customer, &["session_id", "uuid"]), (Timestamp, &["added_iso"]), (Channel, &["utm_source", REFERRER])],
    identifiers: &[("session_id", AnonymousId)],
    time_zone: None,
    notes: &[Note::EventNameOfTwo],
};

/// The site from which a visitor came.
const REFERRER: &str = "referrer domain";

/// The host of a URL, without `www.`.
fn host_of(url: &[u8]) -> &[u8] {
    let start = url.windows(3).position(|part| part == b"://").map_or(0, |at| at + 3);
    let host = url[start..].split(|byte| matches!(byte, b'/' | b'?' | b'#' | b':')).next().unwrap_or_default();
    host.strip_prefix(b"www.").unwrap_or(host)
}

/// What the rows of one of these need.
pub(super) fn reshape(tool: Tool, table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    match tool {
        Tool::Ga4 => {
            let user = table.first_of(&["user_pseudo_id"])?;
            let session = table.first_of(&["event_params.ga_session_id", "ga_session_id"])?;
            Some(Box::new(Row::new(&[SESSION], move |values| {
                match (field(values, Some(user)), field(values, Some(session))) {
                    (_, b"") => vec![Cow::Borrowed(b"")],
                    (user, session) => vec![Cow::Owned([user, b".", session].concat())],
                }
            })))
        }
        Tool::Amplitude => {
            let time = table.first_of(&["event_time"])?;
            let session = table.first_of(&["session_id"]);
            Some(Box::new(Row::new(&[SESSION, TIME], move |values| {
                let session = match field(values, session) {
                    b"-1" => b"",
                    session => session,
                };
                vec![Cow::Borrowed(session), in_zone(field(values, Some(time)), b"Z")]
            })))
        }
        Tool::Umami => {
            let [kind, path, name, time] =
                ["event_type", "url_path", "event_name", "created_at"].map(|name| table.first_of(&[name]));
            Some(Box::new(Row::new(&[TOUCHPOINT, TIME], move |values| {
                let name = field(values, name);
                let is_event = field(values, kind) == b"2" && !name.is_empty();
                let touchpoint = if is_event { name } else { field(values, path) };
                vec![Cow::Borrowed(touchpoint), in_zone(field(values, time), b"Z")]
            })))
        }
        Tool::SimpleAnalytics => {
            let [point, path, referrer] =
                ["datapoint", "path", "document_referrer"].map(|name| table.first_of(&[name]));
            Some(Box::new(Row::new(&[TOUCHPOINT, REFERRER], move |values| {
                // A page view is the data point "pageview"; what happened is then told by the page.
                let touchpoint = match field(values, point) {
                    b"" | b"pageview" => field(values, path),
                    point => point,
                };
                vec![Cow::Borrowed(touchpoint), Cow::Borrowed(host_of(field(values, referrer)))]
            })))
        }
        _ => None,
    }
}
