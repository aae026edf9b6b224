//! Surveys: answers with a score, and words beside it.

use std::borrow::Cow;

use super::{Note, Profile, row::Row};
use crate::{
    event_log::ColumnRole::*,
    import::{
        identifiers::IdentifierKind,
        reshape::{COMMENT, Reshape, SCORE, TOUCHPOINT, Table, field},
        roles::plain,
        values::Scale,
    },
};

/// Answers to a survey of Hotjar: fixed columns, then one for each question.
pub(super) static HOTJAR: Profile = Profile {
    signatures: &[&[&["Number"], &["User"], &["Date Submitted"]]],
    roles: &[(Customer, &["Hotjar User ID", "User"]), (Timestamp, &["Date Submitted"])],
    identifiers: &[("Hotjar User ID", IdentifierKind::AnonymousId), ("User", IdentifierKind::AnonymousId)],
    time_zone: None,
    notes: &[Note::TouchpointOfFile, Note::ScoreByValues],
};

/// Answers as other survey tools write them (SurveyMonkey, Typeform, Qualtrics, 问卷星).
pub(super) static SURVEY: Profile = Profile {
    signatures: &[
        &[&["Respondent ID", "respondent_id", "Response ID", "ResponseId", "Network ID"]],
        &[
            &["提交答卷时间", "答题时间", "填写时间", "提交时间"],
            &["序号", "答卷编号", "编号", "答题人", "用户ID", "填写人"],
        ],
        &[
            &["nps", "NPS", "nps_score", "NPS Score", "csat", "CSAT", "ces", "CES", "NPS评分", "满意度"],
            &[
                "submitted_at", "Submitted At", "Date Submitted", "answered_at", "responded_at", "survey_date",
                "response_date", "Response Date", "提交时间",
            ],
        ],
    ],
    roles: &[
        (
            Customer,
            &[
                "customer_id", "user_id", "Email Address", "Email", "email", "RecipientEmail", "ExternalReference",
                "用户ID", "答题人", "填写人", "Respondent ID", "respondent_id", "Network ID", "Response ID",
                "ResponseId", "答卷编号", "序号", "编号",
            ],
        ),
        (
            Timestamp,
            &[
                "submitted_at", "Submitted At", "Submit Date (UTC)", "End Date", "EndDate", "RecordedDate",
                "Date Submitted", "answered_at", "responded_at", "survey_date", "response_date", "Response Date",
                "提交答卷时间", "提交时间", "答题时间", "填写时间", "Start Date", "StartDate",
            ],
        ),
    ],
    identifiers: &[("RecipientEmail", IdentifierKind::Email), ("ExternalReference", IdentifierKind::UserId)],
    time_zone: None,
    notes: &[Note::TouchpointOfFile, Note::ScoreByValues],
};

/// Letters of an answer in words, on average.
const WORDS_LENGTH: usize = 8;

/// Answers need a touchpoint, and their score and words found.
pub(super) fn reshape(table: &Table<'_>) -> Option<Box<dyn Reshape>> {
    let questions: Vec<usize> = (0..table.columns.len()).filter(|&column| !is_fixed(&table.columns[column])).collect();
    let scale_of = |column: usize| Scale::of_column(&table.columns[column], table.values(column));
    let named = questions
        .iter()
        .copied()
        .find(|&column| Scale::by_name(&table.columns[column]).is_some() && scale_of(column).is_some());
    let score = named.or_else(|| questions.iter().copied().find(|&column| scale_of(column).is_some()));
    let is_chinese = table.columns.iter().any(|name| !name.is_ascii());
    let touchpoint = match (score.and_then(scale_of), is_chinese) {
        (Some(scale), false) => format!("{} survey", scale.name()),
        (Some(scale), true) => format!("{} 问卷", scale.name()),
        (None, false) => "Survey".to_owned(),
        (None, true) => "问卷".to_owned(),
    };
    let letters = |column: usize| {
        let (letters, answers) = table
            .values(column)
            .fold((0, 0), |(letters, answers), value| (letters + value.chars().count(), answers + 1));
        letters / usize::max(answers, 1)
    };
    let comment = questions
        .iter()
        .copied()
        .filter(|&column| Some(column) != score && letters(column) >= WORDS_LENGTH)
        .max_by_key(|&column| (letters(column), std::cmp::Reverse(column)));
    let made: Vec<&str> =
        [Some(TOUCHPOINT), score.map(|_| SCORE), comment.map(|_| COMMENT)].into_iter().flatten().collect();
    Some(Box::new(Row::new(&made, move |values| {
        let mut row = vec![Cow::Owned(touchpoint.clone().into_bytes())];
        row.extend(score.map(|column| Cow::Borrowed(leading_number(field(values, Some(column))))));
        row.extend(comment.map(|column| Cow::Borrowed(field(values, Some(column)))));
        row
    })))
}

/// "10 - Extremely likely" and "10分" are 10.
fn leading_number(answer: &[u8]) -> &[u8] {
    let digits = answer.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 { answer } else { &answer[..digits] }
}

/// Whether a column is the tool's own rather than a question.
fn is_fixed(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "number", "user", "datesubmitted", "country", "sourceurl", "device", "browser", "os", "hotjaruserid",
        "respondentid", "collectorid", "startdate", "enddate", "ipaddress", "emailaddress", "email", "firstname",
        "lastname", "customdata1", "networkid", "responseid", "status", "progress", "durationinseconds", "finished",
        "recordeddate", "recipientlastname", "recipientfirstname", "recipientemail", "externalreference",
        "locationlatitude", "locationlongitude", "distributionchannel", "userlanguage", "submitdateutc",
        "startdateutc", "submittedat", "customerid", "userid", "序号", "提交答卷时间", "所用时间", "来源", "来源详情",
        "来自ip", "总分", "答卷编号", "编号", "答题人", "填写人", "提交时间", "填写时间", "答题时间", "用户id",
    ];
    let name = plain(name);
    NAMES.contains(&name.as_str()) || name.starts_with("tagsfor")
}
