//! Questions and answers as files: `tests/golden/*.txt`.
//!
//! A file has a log as CSV after a line `log`, and any number of questions after lines `ask`, each a [`Query`] as JSON,
//! with the answer after `----`. `UPDATE_GOLDEN=1 cargo test --test golden` writes the answers anew.

use std::{fmt::Write, fs, path::Path};

use sojourn::{
    analysis::{Answer, FunnelStepReport, HeatmapReport, Query, answer},
    event_log::EventLog,
    import::{ImportOptions, import},
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
        } else if let Some(question) = body.strip_prefix("ask ") {
            let question = question.split("\n----").next().expect("a question");
            let query: Query = serde_json::from_str(question).expect("a question that reads");
            let log = log.as_ref().expect("a log before the question");
            let answer = answer(&query, log).map_or_else(|error| format!("{error}\n"), |answer| show(&answer));
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
        Answer::Proposal(proposal) => format!("{}\n", serde_json::to_string(proposal).expect("JSON")),
    }
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
