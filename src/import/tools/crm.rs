//! Customer records: HubSpot, Zoho. One row per contact or deal, with the dates of its steps.

use super::{Note, Profile, Tool};
use crate::{
    event_log::ColumnRole::*,
    import::{
        identifiers::IdentifierKind::*,
        reshape::{AmountAt, CUSTOMER, Milestone, Milestones, Only, Reshape, Table, dates, stem},
    },
};

/// Contacts and deals. `Record ID` with a capital D tells it from Zoho.
pub(super) static HUBSPOT: Profile = Profile {
    signatures: &[
        &[
            &["Record ID"],
            &[
                "Create Date", "Lifecycle Stage", "Lead Status", "Deal Stage", "Deal Name", "Contact owner",
                "Deal owner", "Date entered*", "Became a*",
            ],
        ],
        &[&["Deal Name"], &["Deal Stage"], &["Date entered*", "Close Date", "Create Date"]],
    ],
    roles: &[
        (Customer, &["Record ID", "Email"]),
        (Channel, &["Original Source", "Original Traffic Source", "Latest Source"]),
        // The stage that a record has now is not the one of each of its events.
        (Stage, &[]),
    ],
    identifiers: &[
        (CUSTOMER, UserId),
        ("Record ID", UserId),
        ("Email", Email),
        ("Phone Number", Phone),
        ("Mobile Phone Number", Phone),
    ],
    time_zone: None,
    notes: &[Note::DatesAreEvents, Note::AmountOnce],
};

/// Leads, contacts and deals of Zoho CRM, and deals of Bigin.
pub(super) static ZOHO: Profile = Profile {
    signatures: &[
        &[&["Record Id"], &["Created Time", "Lead Owner", "Deal Owner", "Contact Owner", "Deal Name", "Lead Status"]],
        &[&["Lead Owner.id", "Deal Owner.id", "Contact Owner.id", "Account Name.id", "Contact Name.id"]],
        &[&["Deal Id"], &["Sub-Pipeline", "Deal Owner"]],
    ],
    roles: &[
        (Customer, &["Record Id", "Email"]),
        (Channel, &["Lead Source", "Ad Campaign Name", "Referrer"]),
        (Cost, &["Cost per Click"]),
        (Stage, &[]),
    ],
    identifiers: &[
        (CUSTOMER, UserId),
        ("Record Id", UserId),
        ("Contact Name.id", UserId),
        ("Converted Contact.id", UserId),
        ("Email", Email),
        ("Phone", Phone),
        ("Mobile", Phone),
    ],
    time_zone: None,
    notes: &[Note::DatesAreEvents, Note::AmountOnce],
};

/// What the rows of one of these need.
pub(super) fn reshape(tool: Tool, table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    let milestones = if tool == Tool::HubSpot { hubspot(table) } else { zoho(table) };
    (!milestones.dates.is_empty()).then(|| Box::new(milestones) as Box<dyn Reshape>)
}

/// The date at which a deal closes: won with its amount, or lost; while it is open, the date is a plan.
pub(super) fn closing(date: usize, stage: usize) -> [Milestone; 2] {
    let closing = |only, amount| Milestone {
        name_from: Some(stage),
        only: Only::If(stage, only),
        amount,
        ..Milestone::new(date, "Closed")
    };
    [closing(is_won, AmountAt::Here), closing(is_lost, AmountAt::Elsewhere)]
}

fn is_won(stage: &str) -> bool {
    let stage = stage.to_lowercase();
    (stage.contains("won") || stage.contains("赢单") || stage.contains("成交")) && !is_lost(&stage)
}

fn is_lost(stage: &str) -> bool {
    let stage = stage.to_lowercase();
    ["closed lost", "closedlost", "lost", "输单", "未成交", "丢单"].iter().any(|word| stage.contains(word))
}

fn hubspot(table: &Table<'_>) -> Milestones {
    let deal_stage = table.first_of(&["Deal Stage"]);
    let is_deal = deal_stage.is_some() || table.has("Deal Name");
    let mut milestones = Vec::new();
    let mut tells_stages = false;
    for column in dates_named(table) {
        let name = table.columns[column].as_str();
        if name.starts_with("Date entered ") {
            // Which pipeline a stage is of stands behind it in parentheses, and stays.
            let mut milestone = Milestone::new(column, stem(name));
            if is_won(&milestone.name) {
                milestone.amount = AmountAt::Here;
            }
            milestones.push(milestone);
            tells_stages = true;
        } else if name.starts_with("Became a") {
            milestones.push(Milestone::new(column, stem(name)));
        } else if matches!(name, "Create Date" | "Create date" | "Created Date") {
            milestones.push(Milestone::new(column, if is_deal { "Deal created" } else { "Contact created" }));
        } else if matches!(name, "First Conversion Date" | "Recent Conversion Date") {
            milestones.push(Milestone::new(column, stem(name)));
        }
    }
    if let (false, Some(date), Some(stage)) = (tells_stages, table.first_of(&["Close Date"]), deal_stage) {
        milestones.extend(closing(date, stage));
    }
    let customers: &[&str] = if is_deal {
        &[
            "Associated Contact IDs", "Associated Contact", "Associated Company IDs", "Associated Company",
            "Record ID", "Deal Name",
        ]
    } else {
        &["Record ID", "Email"]
    };
    Milestones { customers: all(table, customers), dates: milestones, amount: table.first_of(&["Amount"]) }
}

/// Dates, and columns whose name says so and that are empty in the rows looked at.
fn dates_named(table: &Table<'_>) -> Vec<usize> {
    let dates = dates(table);
    (0..table.columns.len())
        .filter(|column| {
            dates.contains(column)
                || (table.values(*column).next().is_none() && stem(&table.columns[*column]) != table.columns[*column])
        })
        .collect()
}

fn zoho(table: &Table<'_>) -> Milestones {
    let stage = table.first_of(&["Stage"]);
    let kind = if table.has("Deal Name") {
        "Deal created"
    } else if table.has("Lead Owner") || table.has("Lead Status") {
        "Lead created"
    } else {
        "Contact created"
    };
    let mut milestones: Vec<Milestone> =
        table.first_of(&["Created Time"]).map(|column| Milestone::new(column, kind)).into_iter().collect();
    milestones.extend(
        table
            .first_of(&["Converted Time", "Lead Conversion Time", "Converted Date"])
            .map(|at| Milestone::new(at, "Lead converted")),
    );
    if let (Some(date), Some(stage)) = (table.first_of(&["Closing Date"]), stage) {
        milestones.extend(closing(date, stage));
    }
    let customers =
        all(table, &["Contact Name.id", "Converted Contact.id", "Record Id", "Deal Id", "Email", "Contact Name"]);
    Milestones { customers, dates: milestones, amount: table.first_of(&["Amount"]) }
}

/// Where these columns are, of those that are there.
pub(super) fn all(table: &Table<'_>, names: &[&str]) -> Vec<usize> {
    names.iter().filter_map(|name| table.first_of(&[name])).collect()
}
