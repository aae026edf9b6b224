//! Tables that are no event logs: what they are, so that the refusal can say what to export instead.
//!
//! Some hold totals where a log has single events; some have customers and no time. The latter are of use beside a log,
//! as properties of its customers ([`super::SourceKind`]).

use serde::{Deserialize, Serialize};

/// What a table that is no event log is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum TableKind {
    /// Paths of channels with their conversions counted, as the package ChannelAttribution takes them.
    CountedPaths,
    /// One of Plausible's `imported_*` files.
    PlausibleTotals,
    /// A report of Google Analytics.
    AnalyticsReport,
    /// A report of an advertising platform: impressions, clicks, cost.
    AdReport,
    /// A report of a search engine: queries with clicks and positions.
    SearchReport,
    /// One row per session, with neither visitor nor time.
    Sessions,
    /// Definitions of journeys or mailings, not what happened in them.
    Definitions,
    /// Totals per day, week or month.
    Totals,
    /// Customers and their properties, without any time.
    Customers,
    /// Answers of a survey, without who answered and when.
    Answers,
    /// Neither who nor when.
    NeitherWhoNorWhen,
    /// An XML document that is no XES log.
    OtherXml,
    /// JSON in which there is no list of objects.
    JsonWithoutRows,
}

impl TableKind {
    /// All kinds, in the order above.
    pub const ALL: [TableKind; 13] = [
        TableKind::CountedPaths,
        TableKind::PlausibleTotals,
        TableKind::AnalyticsReport,
        TableKind::AdReport,
        TableKind::SearchReport,
        TableKind::Sessions,
        TableKind::Definitions,
        TableKind::Totals,
        TableKind::Customers,
        TableKind::Answers,
        TableKind::NeitherWhoNorWhen,
        TableKind::OtherXml,
        TableKind::JsonWithoutRows,
    ];

    /// What it is, in English, to stand after "it is".
    pub fn what(self) -> &'static str {
        match self {
            TableKind::CountedPaths => "a list of channel paths with their conversions counted",
            TableKind::PlausibleTotals => "a file of daily totals from Plausible",
            TableKind::AnalyticsReport => "a report of Google Analytics, which has totals and no single events",
            TableKind::AdReport => "a report of an advertising platform, with totals of impressions, clicks and cost",
            TableKind::SearchReport => "a report of search queries with totals of clicks and impressions",
            TableKind::Sessions => "a table with one row per session, without who it was and when",
            TableKind::Definitions => {
                "a list of journeys or mailings as they were set up, not of what happened in them"
            }
            TableKind::Totals => "a table of totals per period, without who they come from",
            TableKind::Customers => "a list of customers with their properties, without any time",
            TableKind::Answers => "a list of answers, without who gave them and when",
            TableKind::NeitherWhoNorWhen => "a table without a column for who and one for when",
            TableKind::OtherXml => "an XML document of another kind than a XES log",
            TableKind::JsonWithoutRows => "JSON in which there is no list of objects",
        }
    }

    /// What to export or do instead, in English, as a sentence.
    pub fn help(self) -> &'static str {
        match self {
            TableKind::CountedPaths => {
                "Export the single touches behind the paths: one row each, with customer, channel and time."
            }
            TableKind::PlausibleTotals => {
                "Plausible keeps no rows per visitor, so a journey cannot be seen in it; use the events of another tool or of your own server's log."
            }
            TableKind::AnalyticsReport => {
                "Link the property to BigQuery and export the events tables (events_YYYYMMDD) from there."
            }
            TableKind::AdReport => {
                "Export the clicks or contacts one by one, with customer and time; costs per channel can be set beside a log."
            }
            TableKind::SearchReport => "Export the visits that followed from your analytics tool or your server's log.",
            TableKind::Sessions => "Export the page views or events behind it, with a visitor's id and a timestamp.",
            TableKind::Definitions => {
                "Export what was sent, opened and clicked: the data views _Sent, _Open and _Click have it."
            }
            TableKind::Totals => "Export the single events: one row each, with customer, touchpoint and time.",
            TableKind::Customers => {
                "Drop it together with a log of the same customers, or export it with a date, such as that of joining."
            }
            TableKind::Answers => "Export the answers with the respondent's id and the date.",
            TableKind::NeitherWhoNorWhen => {
                "A log has one row per event, with a customer's id and a timestamp; export those columns too."
            }
            TableKind::OtherXml => "Export the log as XES or CSV.",
            TableKind::JsonWithoutRows => "Export a list of objects, one for each event, or one object on each line.",
        }
    }

    /// Which totals a table holds, by the names of its columns; `None` if by them it may be a log.
    ///
    /// Reports of some tools have lines of text above their table, so that their names stand in a row of the sample.
    pub fn of_totals(columns: &[String], sample: &[Vec<String>]) -> Option<TableKind> {
        const ROWS_ABOVE: usize = 15;
        std::iter::once(columns)
            .chain(sample.iter().take(ROWS_ABOVE).map(Vec::as_slice))
            .find_map(|names| by_names(names, sample))
    }
}

fn by_names(names: &[String], sample: &[Vec<String>]) -> Option<TableKind> {
    let names: Vec<String> = names.iter().map(|name| super::roles::plain(name)).collect();
    let count = |known: &[&str]| known.iter().filter(|known| names.iter().any(|name| name == *known)).count();
    let has = |known: &[&str]| count(known) > 0;
    if has(&["path", "paths", "路径", "转化路径"])
        && has(&["totalconversions", "conversions", "totalnull", "totalconversionvalue", "转化数", "转化次数"])
    {
        return Some(TableKind::CountedPaths);
    }
    let has_who = has(&[
        "userid", "userpseudoid", "customerid", "visitorid", "clientid", "sessionid", "distinctid", "anonymousid",
        "email", "gclid", "idvisit", "用户id", "客户id",
    ]);
    if has_who {
        return None;
    }
    if has(&["date"]) && has(&["visitors"]) && has(&["pageviews", "visits", "bounces", "events", "visitduration"]) {
        return Some(TableKind::PlausibleTotals);
    }
    let impressions = has(&["impr", "impressions", "展现量", "展示量", "展示次数", "曝光量", "展现"]);
    let clicks = has(&["clicks", "点击量", "点击次数", "点击数", "点击", "linkclicks"]);
    if impressions && clicks {
        let searched = has(&["query", "topqueries", "toppages", "position", "averageposition", "热门查询", "排名"]);
        return Some(if searched && !has(&["cost", "amountspent", "消费", "花费", "消耗"]) {
            TableKind::SearchReport
        } else {
            TableKind::AdReport
        });
    }
    let analytics = [
        "sessions", "engagedsessions", "activeusers", "newusers", "totalusers", "eventcount", "totalrevenue",
        "keyevents", "views", "engagementrate", "bouncerate", "returningusers", "averageengagementtime", "活跃用户",
        "会话数", "新用户数", "事件数", "总收入", "互动度", "浏览次数",
    ];
    if count(&analytics) >= 2 {
        return Some(TableKind::AnalyticsReport);
    }
    let sessions = [
        "bouncerates", "exitrates", "pagevalues", "visitortype", "productrelatedduration", "administrativeduration",
        "sessionduration", "pageviewsinsession",
    ];
    if count(&sessions) >= 2 && !sample.is_empty() {
        return Some(TableKind::Sessions);
    }
    let definitions = ["versionid", "journeyid", "journeyname", "activityid", "activityname", "versionnumber"];
    if count(&definitions) >= 3 {
        return Some(TableKind::Definitions);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &[&str], kind: Option<TableKind>) {
        let mut rows = lines.iter().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
        let columns = rows.next().expect("a header");
        let sample: Vec<Vec<String>> = rows.collect();
        assert_eq!(TableKind::of_totals(&columns, &sample), kind, "{lines:?}");
    }

    #[test]
    fn totals_are_told_from_logs() {
        check(
            &["path,total_conversions,total_conversion_value,total_null", "a > b,1,0.2,3"],
            Some(TableKind::CountedPaths),
        );
        check(&["date,visitors,pageviews,bounces,visits,visit_duration"], Some(TableKind::PlausibleTotals));
        check(&["date,name,link_url,path,visitors,events"], Some(TableKind::PlausibleTotals));
        check(
            &["# ----------", "# Traffic acquisition", "Session primary channel group,Sessions,Engaged sessions"],
            Some(TableKind::AnalyticsReport),
        );
        check(
            &["Campaign report", "1 May 2026 - 31 May 2026", "Campaign,Clicks,Impr.,CTR,Cost"],
            Some(TableKind::AdReport),
        );
        check(&["Top queries,Clicks,Impressions,CTR,Position"], Some(TableKind::SearchReport));
        check(&["日期,推广计划,展现量,点击量,消费"], Some(TableKind::AdReport));
        check(
            &["Administrative,BounceRates,ExitRates,Month,VisitorType", "0,0.2,0.2,Feb,New"],
            Some(TableKind::Sessions),
        );
        check(&["VersionID,JourneyID,JourneyName,VersionNumber,CreatedDate"], Some(TableKind::Definitions));
        check(&["user_id,event,timestamp,sessions,views", "u1,a,2024-01-01,1,2"], None);
        check(&["user,page,time", "u1,/x,2024-01-01"], None);
    }
}
