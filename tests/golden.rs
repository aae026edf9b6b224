//! Questions and answers as files: `tests/golden/*.txt`.
//!
//! A file has a log as CSV after a line `log`, and any number of questions after lines `ask`, each a [`Query`] as JSON,
//! with the answer after `----`. A line `stages` puts a model and stages of touchpoints in force, as a pair in JSON. `UPDATE_GOLDEN=1 cargo test --test golden` writes the answers anew.

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use sojourn::{
    analysis::{
        Answer, ComplaintsReport, CustomerReport, CustomersReport, FunnelStepReport, HeatmapReport, JourneyMapReport,
        Query, Questions, Scores, TouchpointOfMap, VerbatimsReport,
    },
    event_log::EventLog,
    import::{ImportOptions, import},
    stage::StageModel,
};

#[test]
fn questions_are_answered_as_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut files: Vec<_> =
        fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let text = fs::read_to_string(&file).expect("a text");
        let answered = answer_all(&text);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&file, &answered).expect("written");
            continue;
        }
        assert_eq!(text, answered, "{}", file.display());
    }
}

/// The file with its answers as they are now.
fn answer_all(text: &str) -> String {
    let mut log: Option<EventLog> = None;
    let mut answered = String::new();
    for part in text.split_inclusive("\n\n") {
        let body = part.trim_end();
        if let Some(csv) = body.strip_prefix("log\n") {
            log = Some(import("golden.csv", csv.as_bytes(), &ImportOptions::default()).expect("a log").log);
            answered.push_str(part);
        } else if let Some(stages) = body.strip_prefix("stages ") {
            let (model, placed): (StageModel, BTreeMap<String, String>) = serde_json::from_str(stages).expect("stages");
            log.as_mut().expect("a log before its stages").set_stages(model, &placed);
            answered.push_str(part);
        } else if let Some(question) = body.strip_prefix("ask ") {
            let question = question.split("\n----").next().expect("a question");
            let query: Query = serde_json::from_str(question).expect("a question that reads");
            let log = log.as_ref().expect("a log before the question");
            let answer = query.answer(log).map_or_else(|error| format!("{error}\n"), |answer| show(&answer));
            write!(answered, "ask {question}\n----\n{answer}").expect("written");
            answered.push_str(if part.ends_with("\n\n") { "\n" } else { "" });
        } else {
            answered.push_str(part);
        }
    }
    answered
}

fn show(answer: &Answer) -> String {
    match answer {
        Answer::Complaints(report) => show_complaints(report),
        Answer::Customer(report) => show_timeline(report),
        Answer::Customers(report) => show_customers(report),
        Answer::Feedback(report) => {
            let mut text = format!("{}: {}", report.scale.name(), show_scores(&report.overall));
            for group in &report.groups {
                let name = if group.name.is_empty() { "(none)" } else { &group.name };
                write!(text, "{name}: {}", show_scores(&group.scores)).expect("written");
            }
            writeln!(text, "in no group {}, off the scale {}", report.unplaced, report.off_scale).expect("written");
            text
        }
        Answer::Funnel(report) => {
            let mut text = format!("customers {}\n{}", report.customers, show_steps(&report.steps));
            for group in &report.groups {
                let value = group.value.as_deref().unwrap_or("(none)");
                write!(text, "group {value}\n{}", show_steps(&group.steps)).expect("written");
            }
            text
        }
        Answer::FunnelCustomers(report) => {
            let next = report
                .next
                .iter()
                .map(|next| format!("{} {}\n", next.touchpoint.as_deref().unwrap_or("(nothing)"), next.customers));
            format!("ids {}\n{}", report.ids.join(" "), next.collect::<String>())
        }
        Answer::Heatmap(report) => show_heatmap(report),
        Answer::JourneyMap(report) => show_map(report),
        Answer::Overview(report) => format!("{}\n", serde_json::to_string_pretty(report).expect("JSON")),
        // Told of more customers than a file has room for: see the tests of the analysis.
        Answer::PainPoints(report) => format!("{}\n", serde_json::to_string(report).expect("JSON")),
        Answer::Consistency(report) => format!("{}\n", serde_json::to_string(report).expect("JSON")),
        Answer::Proposal(proposal) => format!("{}\n", serde_json::to_string(proposal).expect("JSON")),
        Answer::Risks(report) => format!("{}\n", serde_json::to_string(report).expect("JSON")),
        Answer::StagePaths(report) => format!("{}\n", serde_json::to_string(report).expect("JSON")),
        Answer::ScoreChanges(report) => format!("{}\n", serde_json::to_string(report).expect("JSON")),
        Answer::Verbatims(report) => show_verbatims(report),
    }
}

fn show_verbatims(report: &VerbatimsReport) -> String {
    let scale = report.scale.map_or("no scale", |scale| scale.name());
    let [early, late] = report.halves;
    let mut text = format!(
        "{} of {} comments, {early} before {} and {late} from then on; {scale}, of the {:?}\n",
        report.matching, report.comments, report.middle, report.rated,
    );
    for theme in &report.themes {
        let [early, late] = theme.halves;
        let (change, p_value) = (show_rate(theme.change), show_rate(theme.p_value));
        write!(text, "theme {}: {} = {early} + {late}, change {change}, p {p_value}", theme.term, theme.comments)
            .expect("written");
        text.push_str(&theme.scores.as_ref().map_or("\n".to_owned(), |scores| format!("; {}", show_scores(scores))));
    }
    for row in &report.rows {
        let (about, score) = (row.touchpoint.as_deref().unwrap_or("-"), show_number(row.score));
        writeln!(text, "{} {} {}, of {about}, score {score}: {}", row.customer, row.event, row.timestamp, row.text)
            .expect("written");
    }
    text
}

fn show_complaints(report: &ComplaintsReport) -> String {
    let ComplaintsReport { complaints, enquiries, events, unplaced, touchpoints } = report;
    let mut text = format!("{events} events at {complaints:?} and {enquiries:?}, {unplaced} of them after none\n");
    for it in touchpoints {
        let [low, high] = it.interval;
        writeln!(
            text,
            "{}: {} complaints and {} enquiries of {}, rate {:.4} [{low:.4}, {high:.4}], rest {}, excess {:.4}, p {}",
            it.touchpoint,
            it.complaints,
            it.enquiries,
            it.events,
            it.rate,
            show_rate(it.rest),
            it.excess,
            show_rate(it.p_value),
        )
        .expect("written");
    }
    text
}

fn show_scores(scores: &Scores) -> String {
    let number = |number: Option<f64>| number.map_or("-".to_owned(), |number| format!("{number:.4}"));
    let between =
        |interval: Option<[f64; 2]>| interval.map_or("-".to_owned(), |[low, high]| format!("[{low:.4}, {high:.4}]"));
    let (index, mean) = (number(scores.index), number(scores.mean));
    let (of_index, of_mean) = (between(scores.interval), between(scores.mean_interval));
    format!("{} scores {:?}, index {index} {of_index}, mean {mean} {of_mean}\n", scores.n, scores.counts)
}

fn show_rate(rate: Option<f64>) -> String {
    rate.map_or("-".to_owned(), |rate| format!("{rate:.4}"))
}

fn show_number(number: Option<f64>) -> String {
    number.map_or("-".to_owned(), |number| number.to_string())
}

fn show_customers(report: &CustomersReport) -> String {
    let mut text = format!("{} of {} customers, from {}\n", report.matching, report.customers, report.from);
    for row in &report.rows {
        writeln!(
            text,
            "{}: {} events, {} to {}, value {}, score {}, furthest {}, last at {}",
            row.customer,
            row.events,
            row.first,
            row.last,
            show_number(row.value),
            show_number(row.score),
            row.furthest_stage.as_deref().unwrap_or("-"),
            row.last_touchpoint,
        )
        .expect("written");
    }
    text
}

fn show_timeline(report: &CustomerReport) -> String {
    let mut text = format!(
        "{}: {} events ({} in scope), {} sessions, {} to {}, value {}, score {}, stages {}\n",
        report.customer,
        report.events,
        report.events_in_scope,
        report.sessions,
        report.first,
        report.last,
        show_number(report.value),
        show_number(report.score),
        report.stages.join(" "),
    );
    if let Some(trace) = &report.trace {
        let matched = trace.matched.iter().map(|it| format!(" {} (+{} s)", it.event, it.seconds_from_start));
        writeln!(text, "matched{}, missed {:?}", matched.collect::<String>(), trace.missed).expect("written");
    }
    for session in &report.timeline {
        let since = show_number(session.seconds_since_previous);
        writeln!(
            text,
            "session {} after {since} s: {} events, {} s",
            session.number, session.n_events, session.seconds
        )
        .expect("written");
        for event in &session.events {
            write!(text, "  {} {} {}", event.position, event.timestamp, event.touchpoint).expect("written");
            let texts = [("stage", &event.stage), ("channel", &event.channel), ("comment", &event.comment)];
            for (name, told) in texts.into_iter().filter_map(|(name, told)| Some((name, told.as_ref()?))) {
                write!(text, ", {name} {told}").expect("written");
            }
            for (name, told) in [("value", event.value), ("score", event.score)] {
                told.iter().for_each(|told| write!(text, ", {name} {told}").expect("written"));
            }
            let properties = event.properties.iter().map(|it| format!(", {}={}", it.column, it.value));
            write!(text, "{}", properties.collect::<String>()).expect("written");
            let step = event.step.map(|step| format!(", step {step}")).unwrap_or_default();
            let counted = if event.counted { ", counted" } else { "" };
            writeln!(text, "{step}{counted}{}", if event.in_scope { "" } else { ", out of scope" }).expect("written");
        }
    }
    text
}

fn show_map(report: &JourneyMapReport) -> String {
    let mut text = format!("customers {}, without stage {}\n", report.customers, report.without_stage);
    let quartiles = |quartiles: Option<[f64; 3]>| quartiles.map_or("-".to_owned(), |it| format!("{it:?}"));
    for stage in &report.stages {
        let rate = stage.onward_rate.map_or("-".to_owned(), |rate| format!("{rate:.4}"));
        writeln!(
            text,
            "{}: {} events, {} customers = {} on + {} back + {} staying + {} leaving; {} start, {} come back; onward {rate}",
            stage.stage,
            stage.events,
            stage.customers,
            stage.going_on,
            stage.going_back,
            stage.staying,
            stage.leaving,
            stage.starting,
            stage.coming_back,
        )
        .expect("written");
        let (inside, next) = (quartiles(stage.seconds_in_stage), quartiles(stage.seconds_to_next));
        writeln!(text, "  seconds in stage {inside}, to next {next}").expect("written");
        let (offline, failures) = (stage.events - stage.online, stage.failures);
        if offline > 0 || failures > 0 {
            writeln!(text, "  {offline} offline, {failures} failures of {} customers", stage.failed_customers)
                .expect("written");
        }
        if let Some(scores) = &stage.scores {
            write!(text, "  {}", show_scores(scores)).expect("written");
        }
        for touchpoint in &stage.touchpoints {
            let TouchpointOfMap { touchpoint, events, customers } = touchpoint;
            writeln!(text, "  {touchpoint}: {events} events, {customers} customers").expect("written");
        }
    }
    text
}

fn show_steps(steps: &[FunnelStepReport]) -> String {
    let number = |number: Option<f64>| number.map_or("-".to_owned(), |number| format!("{number:.4}"));
    let mut text = String::new();
    for step in steps {
        let interval = step.interval.map_or("-".to_owned(), |[low, high]| format!("[{low:.4}, {high:.4}]"));
        writeln!(
            text,
            "{}: {} customers, rate {} {interval}, of previous {}, lost {}, seconds {} / {}",
            step.label,
            step.customers,
            number(step.conversion_rate),
            number(step.step_conversion_rate),
            step.drop_off,
            number(step.median_seconds_from_previous),
            number(step.median_seconds_from_start),
        )
        .expect("written");
    }
    text
}

fn show_heatmap(report: &HeatmapReport) -> String {
    let name = |name: &str| if name.is_empty() { "(none)".to_owned() } else { name.to_owned() };
    let columns: Vec<String> = report.columns.iter().map(|column| name(column)).collect();
    let mut text = format!("| {}\n", columns.join(" | "));
    for ((row, cells), samples) in report.rows.iter().zip(&report.cells).zip(&report.samples) {
        let cells: Vec<String> = cells
            .iter()
            .zip(samples)
            .map(|(cell, sample)| {
                cell.map_or("-".to_owned(), |cell| format!("{} ({sample})", (cell * 1e4).round() / 1e4))
            })
            .collect();
        writeln!(text, "{} | {}", name(row), cells.join(" | ")).expect("written");
    }
    text
}
