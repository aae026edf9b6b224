//! Salesforce: opportunities, leads and campaign members by their names in the interface or in reports, and what its
//! Marketing Cloud sent.

use std::borrow::Cow;

use super::{
    Note, Profile, Tool,
    crm::{all, closing},
    row::{Row, in_zone},
};
use crate::{
    event_log::ColumnRole::*,
    import::{
        identifiers::IdentifierKind::*,
        reshape::{CUSTOMER, Milestone, Milestones, Reshape, TIME, TOUCHPOINT, Table, field},
    },
};

/// Opportunities, leads and campaign members.
pub(super) static SALESFORCE: Profile = Profile {
    signatures: &[
        &[&["Id"], &["StageName"], &["CloseDate"]],
        &[&["Opportunity Name", "Opportunity ID"], &["Stage"], &["Close Date"]],
        &[
            &["CampaignId", "Campaign ID"],
            &["LeadId", "ContactId", "Lead ID", "Contact ID"],
            &["Status", "HasResponded", "Member Status"],
        ],
        &[&["Id"], &["LeadSource"], &["Status", "IsConverted"]],
        &[&["Lead ID"], &["Lead Source"], &["Lead Status"]],
    ],
    roles: &[
        (Customer, &["ContactId", "Id", "Lead ID", "Email"]),
        (Channel, &["LeadSource", "Lead Source", "CampaignId", "Campaign Name"]),
        (Stage, &[]),
    ],
    identifiers: &[
        (CUSTOMER, UserId),
        ("AccountId", UserId),
        ("ContactId", UserId),
        ("LeadId", UserId),
        ("Account Name", UserId),
        ("Contact ID", UserId),
        ("Lead ID", UserId),
        ("Email", Email),
        ("Phone", Phone),
        ("MobilePhone", Phone),
    ],
    time_zone: None,
    notes: &[Note::DatesAreEvents, Note::AmountOnce],
};

/// Data views and extracts: sent, opened, clicked, bounced.
pub(super) static MARKETING_CLOUD: Profile = Profile {
    signatures: &[&[&["SubscriberKey"], &["EventDate"], &["JobID", "SendID"]]],
    roles: &[(Customer, &["SubscriberKey", "SubscriberID"]), (Timestamp, &["EventDate"])],
    identifiers: &[("SubscriberKey", UserId), ("EmailAddress", Email)],
    time_zone: None,
    notes: &[Note::MarketingCloudZone, Note::TouchpointOfFile],
};

/// What the rows of one of these need.
pub(super) fn reshape(tool: Tool, table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    if tool == Tool::MarketingCloud {
        return mailings(table);
    }
    let created = table.first_of(&["CreatedDate", "Created Date", "Create Date"]);
    let stage = table.first_of(&["StageName", "Stage"]);
    let close = table.first_of(&["CloseDate", "Close Date"]);
    let responded = table.first_of(&["FirstRespondedDate", "First Responded Date", "Responded Date"]);
    let converted = table.first_of(&["ConvertedDate", "Converted Date"]);
    let event = |column: Option<usize>, name: &str| column.map(|column| Milestone::new(column, name));
    let (dates, customers): (Vec<Milestone>, &[&str]) = if let (Some(stage), Some(close)) = (stage, close) {
        let created = event(created, "Opportunity created");
        let names: &[&str] = &[
            "ContactId", "Contact ID", "AccountId", "Account ID", "Account Name", "Id", "Opportunity ID",
            "Opportunity Name",
        ];
        (created.into_iter().chain(closing(close, stage)).collect(), names)
    } else if table.first_of(&["CampaignId", "Campaign ID"]).is_some() {
        let dates = [event(created, "Added to campaign"), event(responded, "Responded to campaign")];
        (dates.into_iter().flatten().collect(), &["ContactId", "Contact ID", "LeadId", "Lead ID"])
    } else {
        let dates = [event(created, "Lead created"), event(converted, "Lead converted")];
        (dates.into_iter().flatten().collect(), &["ConvertedContactId", "Id", "Lead ID", "Email"])
    };
    let milestones = Milestones { customers: all(table, customers), dates, amount: table.first_of(&["Amount"]) };
    (!milestones.dates.is_empty()).then(|| Box::new(milestones) as Box<dyn Reshape>)
}

/// The kind of the file shows by its columns, where no column tells it.
fn mailings(table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    let kind = if table.has("BounceCategory") || table.has("BounceType") || table.has("SMTPCode") {
        "Bounce"
    } else if table.has("URL") || table.has("LinkName") || table.has("LinkContent") {
        "Click"
    } else if table.has("IsUnique") {
        "Open"
    } else {
        "Sent"
    };
    let (time, told) = (table.first_of(&["EventDate"])?, table.first_of(&["EventType"]));
    Some(Box::new(Row::new(&[TOUCHPOINT, TIME], move |values| {
        let told = field(values, told);
        let touchpoint = if told.is_empty() { kind.as_bytes() } else { told };
        vec![Cow::Borrowed(touchpoint), in_zone(field(values, Some(time)), b" -06:00")]
    })))
}
