//! Report → table.

use super::{Field, Table};
use crate::{
    analysis::{
        ComplaintsReport, ConsistencyReport, Contrast, Estimate, FeedbackReport, Figure, FigureKind, FunnelReport,
        FunnelStepReport, HeatmapReport, JourneyMapReport, NextTouchpoint, OverviewReport, PainPointsReport,
        RisksReport, ScoreChangesReport, Scores, StagePathsReport, Stake, Theme, Verbatim,
        pain_points::{Evidence, Kind},
    },
    import::{Scale, SkippedRow},
};

fn headings(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// One row per step; with a breakdown, first all customers, then each group.
pub fn funnel(report: &FunnelReport) -> Table {
    let grouped = !report.groups.is_empty();
    let mut names = vec![
        "step", "label", "customers", "share_of_all_customers", "conversion_rate", "conversion_rate_low",
        "conversion_rate_high", "step_conversion_rate", "drop_off", "median_seconds_from_previous",
        "median_seconds_from_start",
    ];
    if grouped {
        names.insert(0, "group");
    }
    let row = |at: usize, step: &FunnelStepReport| -> Vec<Field> {
        let share = (report.customers > 0).then(|| f64::from(step.customers) / f64::from(report.customers));
        vec![
            (at as u32 + 1).into(),
            step.label.as_str().into(),
            step.customers.into(),
            share.into(),
            step.conversion_rate.into(),
            step.interval.map(|[low, _]| low).into(),
            step.interval.map(|[_, high]| high).into(),
            step.step_conversion_rate.into(),
            step.drop_off.into(),
            step.median_seconds_from_previous.into(),
            step.median_seconds_from_start.into(),
        ]
    };
    let mut rows: Vec<Vec<Field>> = Vec::new();
    for (at, step) in report.steps.iter().enumerate() {
        let mut fields = row(at, step);
        if grouped {
            fields.insert(0, "(all)".into());
        }
        rows.push(fields);
    }
    for group in &report.groups {
        for (at, step) in group.steps.iter().enumerate() {
            let mut fields = row(at, step);
            fields.insert(0, group.value.as_deref().into());
            rows.push(fields);
        }
    }
    Table { headings: headings(&names), rows }
}

/// One row per stage.
pub fn journey_map(report: &JourneyMapReport) -> Table {
    let names = [
        "stage", "events", "customers", "going_on", "going_back", "staying", "leaving", "starting", "coming_back",
        "onward_rate", "onward_rate_low", "onward_rate_high", "median_seconds_in_stage", "median_seconds_to_next",
        "mean_score", "mean_score_low", "mean_score_high", "scores", "online_events", "failure_events",
        "failure_customers",
    ];
    let rows = report.stages.iter().map(|stage| {
        let median = |quartiles: Option<[f64; 3]>| Field::from(quartiles.map(|[_, median, _]| median));
        let scores = stage.scores.as_ref();
        let interval = scores.and_then(|scores| scores.mean_interval);
        let mut fields: Vec<Field> = vec![stage.stage.as_str().into()];
        let counts = [
            stage.events, stage.customers, stage.going_on, stage.going_back, stage.staying, stage.leaving,
            stage.starting, stage.coming_back,
        ];
        fields.extend(counts.map(Field::from));
        fields.extend([
            stage.onward_rate.into(),
            stage.onward_interval.map(|[low, _]| low).into(),
            stage.onward_interval.map(|[_, high]| high).into(),
            median(stage.seconds_in_stage),
            median(stage.seconds_to_next),
            scores.and_then(|scores| scores.mean).into(),
            interval.map(|[low, _]| low).into(),
            interval.map(|[_, high]| high).into(),
            scores.map_or(0, |scores| scores.n).into(),
            stage.online.into(),
            stage.failures.into(),
            stage.failed_customers.into(),
        ]);
        fields
    });
    Table { headings: headings(&names), rows: rows.collect() }
}

/// The heatmap as it is seen: one row per row, one column per column. `corner` heads the row names.
pub fn heatmap_matrix(report: &HeatmapReport, corner: &str) -> Table {
    let mut names = vec![corner.to_owned()];
    names.extend(report.columns.iter().cloned());
    let rows = report.rows.iter().zip(&report.cells).map(|(name, cells)| {
        let mut fields: Vec<Field> = vec![name.as_str().into()];
        fields.extend(cells.iter().map(|&cell| Field::from(cell)));
        fields
    });
    Table { headings: names, rows: rows.collect() }
}

/// The heatmap with one row per cell: row, column, value, what stands behind it, its interval.
pub fn heatmap_long(report: &HeatmapReport, row_name: &str, column_name: &str) -> Table {
    let mut names = headings(&[row_name, column_name, "value", "n"]);
    if report.detail.is_some() {
        names.extend(headings(&["interval_low", "interval_high"]));
    }
    let mut rows = Vec::with_capacity(report.rows.len() * report.columns.len());
    for (row, row_label) in report.rows.iter().enumerate() {
        for (column, column_label) in report.columns.iter().enumerate() {
            let mut fields: Vec<Field> = vec![
                row_label.as_str().into(),
                column_label.as_str().into(),
                report.cells[row][column].into(),
                report.samples[row][column].into(),
            ];
            if let Some(detail) = &report.detail {
                let interval = detail.intervals.get(row).and_then(|intervals| intervals.get(column)).copied().flatten();
                fields.push(interval.map(|[low, _]| low).into());
                fields.push(interval.map(|[_, high]| high).into());
            }
            rows.push(fields);
        }
    }
    Table { headings: names, rows }
}

/// All scores, then one row per group that has some; `by` heads the names of the groups.
pub fn feedback(report: &FeedbackReport, by: &str) -> Table {
    let bands = match report.scale {
        Scale::Nps => ["detractors", "passives", "promoters"],
        Scale::Csat => ["dissatisfied", "neutral", "satisfied"],
        Scale::Ces => ["difficult", "neutral", "easy"],
    };
    let index = report.scale.name().to_lowercase();
    let mut names = headings(&[by, "n"]);
    names.extend([index.clone(), format!("{index}_low"), format!("{index}_high")]);
    names.extend(headings(&["mean", "mean_low", "mean_high"]));
    names.extend(headings(&bands));
    let row = |name: &str, scores: &Scores| -> Vec<Field> {
        let low = |interval: Option<[f64; 2]>| Field::from(interval.map(|[low, _]| low));
        let high = |interval: Option<[f64; 2]>| Field::from(interval.map(|[_, high]| high));
        let mut fields = vec![
            name.into(),
            scores.n.into(),
            scores.index.into(),
            low(scores.interval),
            high(scores.interval),
            scores.mean.into(),
            low(scores.mean_interval),
            high(scores.mean_interval),
        ];
        fields.extend(scores.bands(report.scale).map(Field::from));
        fields
    };
    let mut rows = vec![row("(all)", &report.overall)];
    let groups = report.groups.iter().filter(|group| group.scores.n > 0);
    rows.extend(groups.map(|group| row(&group.name, &group.scores)));
    Table { headings: names, rows }
}

/// The themes of comments: one row each; the shares are of the comments in each half of the period.
pub fn themes(themes: &[Theme], halves: [u32; 2]) -> Table {
    let names = [
        "theme", "comments", "scores", "index", "index_low", "index_high", "mean", "share_first_half",
        "share_second_half", "change", "change_low", "change_high", "p_value",
    ];
    let row = |theme: &Theme| -> Vec<Field> {
        let scores = theme.scores.as_ref();
        let [index_low, index_high] = ends(scores.and_then(|scores| scores.interval));
        let [change_low, change_high] = ends(theme.change_interval);
        let share = |half: usize| {
            Field::from((halves[half] > 0).then(|| f64::from(theme.halves[half]) / f64::from(halves[half])))
        };
        vec![
            theme.term.as_str().into(),
            theme.comments.into(),
            scores.map_or(0, |scores| scores.n).into(),
            scores.and_then(|scores| scores.index).into(),
            index_low,
            index_high,
            scores.and_then(|scores| scores.mean).into(),
            share(0),
            share(1),
            theme.change.into(),
            change_low,
            change_high,
            theme.p_value.into(),
        ]
    };
    Table { headings: headings(&names), rows: themes.iter().map(row).collect() }
}

/// Comments: one row each.
pub fn verbatims(rows: &[Verbatim]) -> Table {
    let names = ["customer", "event", "timestamp", "touchpoint", "score", "comment"];
    let row = |row: &Verbatim| -> Vec<Field> {
        vec![
            row.customer.as_str().into(),
            (row.event + 1).into(),
            row.timestamp.as_str().into(),
            row.touchpoint.as_deref().into(),
            row.score.into(),
            row.text.as_str().into(),
        ]
    };
    Table { headings: headings(&names), rows: rows.iter().map(row).collect() }
}

/// What comes before complaints and enquiries: one row per touchpoint.
pub fn complaints(report: &ComplaintsReport) -> Table {
    let names = [
        "touchpoint", "events", "complaints_next", "enquiries_next", "rate", "rate_low", "rate_high", "rate_elsewhere",
        "difference_low", "difference_high", "excess", "p_value",
    ];
    let rows = report.touchpoints.iter().map(|it| -> Vec<Field> {
        let ([low, high], [difference_low, difference_high]) = (ends(Some(it.interval)), ends(it.difference_interval));
        vec![
            it.touchpoint.as_str().into(),
            it.events.into(),
            it.complaints.into(),
            it.enquiries.into(),
            it.rate.into(),
            low,
            high,
            it.rest.into(),
            difference_low,
            difference_high,
            it.excess.into(),
            it.p_value.into(),
        ]
    });
    Table { headings: headings(&names), rows: rows.collect() }
}

/// Both ends of an interval.
fn ends(interval: Option<[f64; 2]>) -> [Field; 2] {
    [0, 1].map(|at| Field::from(interval.map(|ends| ends[at])))
}

/// Touchpoints across channels: one row per touchpoint and channel.
pub fn consistency(report: &ConsistencyReport) -> Table {
    let names = ["touchpoint", "channel", "n", "mean", "spread", "p_value"];
    let rows = report.touchpoints.iter().flat_map(|known| {
        known.channels.iter().map(move |channel| -> Vec<Field> {
            vec![
                known.touchpoint.as_str().into(),
                channel.name.as_str().into(),
                channel.scores.n.into(),
                channel.scores.mean.into(),
                known.spread.into(),
                known.p_value.into(),
            ]
        })
    });
    Table { headings: headings(&names), rows: rows.collect() }
}

/// Scores before and after touchpoints: one row each.
pub fn score_changes(report: &ScoreChangesReport) -> Table {
    let names =
        ["touchpoint", "customers", "mean_before", "mean_after", "change", "change_low", "change_high", "p_value"];
    let rows = report.touchpoints.iter().map(|known| -> Vec<Field> {
        vec![
            known.touchpoint.as_str().into(),
            known.customers.into(),
            known.before.into(),
            known.after.into(),
            (known.after - known.before).into(),
            known.interval[0].into(),
            known.interval[1].into(),
            known.p_value.into(),
        ]
    });
    Table { headings: headings(&names), rows: rows.collect() }
}

/// The paths through a stage: one row each.
pub fn stage_paths(report: &StagePathsReport) -> Table {
    let names =
        ["path", "customers", "share", "going_on", "onward_rate", "onward_low", "onward_high", "median_seconds"];
    let rows = report.paths.iter().map(|path| -> Vec<Field> {
        let cut = path.is_cut.then_some("…");
        let touchpoints: Vec<&str> = path.touchpoints.iter().map(String::as_str).chain(cut).collect();
        vec![
            touchpoints.join(" → ").as_str().into(),
            path.customers.into(),
            (f64::from(path.customers) / f64::from(report.customers)).into(),
            path.going_on.into(),
            path.onward_rate.into(),
            path.onward_interval.map(|[low, _]| low).into(),
            path.onward_interval.map(|[_, high]| high).into(),
            path.median_seconds.into(),
        ]
    });
    Table { headings: headings(&names), rows: rows.collect() }
}

/// The risk register: one row per touchpoint.
pub fn risks(report: &RisksReport) -> Table {
    let names = [
        "touchpoint", "customers", "failed", "rate", "rate_low", "rate_high", "at_stake", "lost_per_failure",
        "lost_low", "lost_high", "risk", "p_value",
    ];
    let stake = report.stake.map(|stake| match stake {
        Stake::Value => "value",
        Stake::Conversions => "conversions",
    });
    let rows = report.touchpoints.iter().map(|risk| -> Vec<Field> {
        let ([low, high], [lost_low, lost_high]) = (ends(Some(risk.interval)), ends(Some(risk.lost_interval)));
        vec![
            risk.touchpoint.as_str().into(),
            risk.customers.into(),
            risk.failed.into(),
            risk.rate.into(),
            low,
            high,
            stake.into(),
            risk.lost.into(),
            lost_low,
            lost_high,
            risk.risk.into(),
            risk.p_value.into(),
        ]
    });
    Table { headings: headings(&names), rows: rows.collect() }
}

/// Figures of two sides: what each is of, what is counted, both estimates and how far they lie apart; one row each.
pub fn contrasts<'a>(rows: impl Iterator<Item = (&'a str, &'a str, [Option<Estimate>; 2], Option<Contrast>)>) -> Table {
    let names = [
        "of", "figure", "in_scope", "in_scope_low", "in_scope_high", "other", "other_low", "other_high", "difference",
        "difference_low", "difference_high", "p_value",
    ];
    let numbers = |estimate: Option<Estimate>| {
        [estimate.map(|(value, _)| value), estimate.map(|(_, [low, _])| low), estimate.map(|(_, [_, high])| high)]
    };
    let row = |(of, figure, [own, other], contrast): (&str, &str, [Option<Estimate>; 2], Option<Contrast>)| {
        let mut fields: Vec<Field> = vec![of.into(), figure.into()];
        let difference = contrast.map(|contrast| (contrast.difference, contrast.interval));
        fields.extend([own, other, difference].into_iter().flat_map(numbers).map(Field::from));
        fields.push(contrast.map(|contrast| contrast.p_value).into());
        fields
    };
    Table { headings: headings(&names), rows: rows.map(row).collect() }
}

/// The figures of a period and of the one before: one row each.
pub fn overview(report: &OverviewReport) -> Table {
    let names = ["figure", "now", "now_low", "now_high", "before", "change", "change_low", "change_high", "is_sure"];
    let row = |figure: &Figure| -> Vec<Field> {
        let name = match figure.kind {
            FigureKind::Customers => "customers",
            FigureKind::Events => "events",
            FigureKind::Sessions => "sessions",
            FigureKind::ConversionRate => "conversion_rate",
            FigureKind::SecondsToConvert => "median_seconds_to_convert",
            FigureKind::RepeatRate => "repeat_rate",
            FigureKind::Value => "value",
            FigureKind::Score => report.scale.map_or("score", |scale| scale.name()),
        };
        let ([low, high], [change_low, change_high]) = (ends(figure.interval), ends(figure.change_interval));
        vec![
            name.to_lowercase().as_str().into(),
            figure.now.into(),
            low,
            high,
            figure.before.into(),
            figure.change.into(),
            change_low,
            change_high,
            u32::from(figure.is_sure).into(),
        ]
    };
    Table { headings: headings(&names), rows: report.figures.iter().map(row).collect() }
}

/// Pain points: one row per piece of evidence.
pub fn pain_points(report: &PainPointsReport) -> Table {
    let names = [
        "touchpoint", "kind", "column", "value", "since", "n", "observed", "expected", "excess_low", "excess_high",
        "concerned", "lost", "unhappy", "p_value",
    ];
    let row = |touchpoint: &str, evidence: &Evidence| -> Vec<Field> {
        let kind = match evidence.kind {
            Kind::DropOff => "drop_off",
            Kind::Failure => "failure",
            Kind::Repeats => "repeats",
            Kind::LongStay => "long_stay",
            Kind::AfterFailure => "after_failure",
            Kind::LowScore => "low_score",
        };
        let group = evidence.group.as_ref();
        let [low, high] = evidence.excess_interval;
        let mut fields: Vec<Field> = vec![
            touchpoint.into(),
            kind.into(),
            group.map(|group| &*group.column).into(),
            group.map(|group| &*group.value).into(),
            evidence.since.as_ref().map(|since| &*since.date).into(),
            evidence.n.into(),
        ];
        let numbers = [
            evidence.observed, evidence.expected, low, high, evidence.concerned, evidence.lost, evidence.unhappy,
            evidence.p_value,
        ];
        fields.extend(numbers.map(|number| Field::from(Some(number))));
        fields
    };
    let rows = report.points.iter().flat_map(|point| {
        let row = &row;
        point.evidence.iter().map(move |evidence| row(&point.touchpoint, evidence))
    });
    Table { headings: headings(&names), rows: rows.collect() }
}

/// Rows of a source that gave no event.
pub fn skipped_rows(rows: &[SkippedRow]) -> Table {
    Table {
        headings: headings(&["source", "line", "column", "value", "reason"]),
        rows: rows
            .iter()
            .map(|row| {
                vec![
                    row.source.as_str().into(),
                    Field::Number(row.line as f64),
                    row.column.as_deref().into(),
                    row.value.as_deref().into(),
                    row.reason.words().into(),
                ]
            })
            .collect(),
    }
}

/// Ids of customers, under the heading `customer`.
pub fn customer_ids(ids: &[String]) -> Table {
    Table { headings: headings(&["customer"]), rows: ids.iter().map(|id| vec![id.as_str().into()]).collect() }
}

/// What customers did next; nothing where they did nothing more.
pub fn next_touchpoints(next: &[NextTouchpoint]) -> Table {
    Table {
        headings: headings(&["next_touchpoint", "customers"]),
        rows: next.iter().map(|next| vec![next.touchpoint.as_deref().into(), next.customers.into()]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{FunnelGroup, Rated, ScoreGroup},
        export::{CsvOptions, to_csv},
        import::SkipReason,
    };

    fn step(label: &str, customers: u32, rate: f64) -> FunnelStepReport {
        FunnelStepReport {
            label: label.into(),
            customers,
            conversion_rate: Some(rate),
            step_conversion_rate: None,
            interval: Some([rate / 2.0, rate]),
            drop_off: 0,
            median_seconds_from_previous: None,
            median_seconds_from_start: Some(1.5),
        }
    }

    fn csv(table: &Table) -> String {
        to_csv(table, CsvOptions { byte_order_mark: false })
    }

    #[test]
    fn a_funnel_has_a_row_per_step_and_group() {
        let steps = vec![step("view", 8, 1.0), step("pay", 2, 0.25)];
        let mut report = FunnelReport { customers: 10, steps: steps.clone(), groups: Vec::new() };
        let text = csv(&funnel(&report));
        assert_eq!(text.lines().count(), 3);
        assert_eq!(text.lines().nth(2), Some("2,pay,2,0.2,0.25,0.125,0.25,,0,,1.5"));
        report.groups =
            vec![FunnelGroup { value: Some("=web".into()), steps: steps.clone() }, FunnelGroup { value: None, steps }];
        let text = csv(&funnel(&report));
        assert_eq!(text.lines().count(), 7);
        assert!(text.contains("\r\n'=web,1,view,8,"));
        assert!(text.contains("\r\n,1,view,8,"));
    }

    #[test]
    fn a_heatmap_is_a_matrix_or_a_list() {
        let report = HeatmapReport {
            rows: vec!["a".into(), "b".into()],
            columns: vec!["x".into(), "".into()],
            cells: vec![vec![Some(1.0), None], vec![Some(0.5), Some(2.0)]],
            samples: vec![vec![1, 0], vec![4, 2]],
            detail: None,
        };
        assert_eq!(csv(&heatmap_matrix(&report, "stage")), "stage,x,\r\na,1,\r\nb,0.5,2\r\n");
        assert_eq!(
            csv(&heatmap_long(&report, "stage", "channel")),
            "stage,channel,value,n\r\na,x,1,1\r\na,,,0\r\nb,x,0.5,4\r\nb,,2,2\r\n"
        );
    }

    #[test]
    fn feedback_has_a_row_for_all_and_for_each_group() {
        let group = |name: &str, counts| ScoreGroup { name: name.into(), scores: Scores::of(Scale::Csat, counts) };
        let report = FeedbackReport {
            scale: Scale::Csat,
            rated: Rated::Event,
            overall: Scores::of(Scale::Csat, &[1, 0, 0, 0, 1]),
            groups: vec![group("=web", &[1, 0, 0, 0, 0]), group("app", &[0, 0, 0, 0, 1]), group("shop", &[0; 5])],
            gathered: 0,
            off_scale: 0,
            unplaced: 0,
        };
        let text = csv(&feedback(&report, "channel"));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4);
        assert_eq!(
            lines[0],
            "channel,n,csat,csat_low,csat_high,mean,mean_low,mean_high,dissatisfied,neutral,satisfied"
        );
        assert!(lines[1].starts_with("(all),2,0.5,") && lines[1].ends_with(",1,0,1"), "{}", lines[1]);
        assert!(lines[2].starts_with("'=web,1,0,0,") && lines[2].ends_with(",1,,,1,0,0"), "{}", lines[2]);
    }

    #[test]
    fn themes_have_their_share_of_each_half() {
        let theme = Theme {
            term: "+late".into(),
            comments: 4,
            scores: Some(Scores::of(Scale::Csat, &[2, 0, 0, 0, 0])),
            halves: [1, 3],
            change: Some(0.25),
            change_interval: Some([0.125, 0.5]),
            p_value: Some(0.5),
        };
        let text = csv(&themes(&[theme.clone(), Theme { scores: None, ..theme }], [4, 6]));
        let lines: Vec<&str> = text.lines().collect();
        assert!(lines[1].starts_with("'+late,4,2,0,0,0.6"), "{}", lines[1]);
        assert!(lines[1].ends_with(",1,0.25,0.5,0.25,0.125,0.5,0.5"), "{}", lines[1]);
        assert_eq!(lines[2], "'+late,4,0,,,,,0.25,0.5,0.25,0.125,0.5,0.5");
    }

    #[test]
    fn comments_stay_text() {
        let row = Verbatim {
            customer: "ann".into(),
            event: 2,
            timestamp: "2025-01-06T09:00:00Z".into(),
            touchpoint: None,
            score: Some(4.0),
            text: "=1+1, \"no\"".into(),
        };
        let text = csv(&verbatims(&[row]));
        assert_eq!(text.lines().nth(1), Some("ann,3,2025-01-06T09:00:00Z,,4,\"'=1+1, \"\"no\"\"\""));
    }

    #[test]
    fn contrasts_have_both_sides_and_their_difference() {
        let contrast = Contrast { difference: 0.25, interval: [0.125, 0.375], p_value: 0.5 };
        let own = Some((0.5, [0.375, 0.625]));
        let rows =
            [("buy", "rate", [own, Some((0.25, [0.125, 0.5]))], Some(contrast)), ("use", "rate", [own, None], None)];
        let text = csv(&contrasts(rows.into_iter()));
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[1], "buy,rate,0.5,0.375,0.625,0.25,0.125,0.5,0.25,0.125,0.375,0.5");
        assert_eq!(lines[2], "use,rate,0.5,0.375,0.625,,,,,,,");
    }

    #[test]
    fn skipped_rows_say_where_and_why() {
        let row = SkippedRow {
            source: "shop.csv".into(),
            line: 7,
            column: Some("time".into()),
            value: Some("=soon".into()),
            reason: SkipReason::UnreadableTimestamp,
        };
        assert_eq!(
            csv(&skipped_rows(&[row])),
            "source,line,column,value,reason\r\nshop.csv,7,time,'=soon,the timestamp cannot be read\r\n"
        );
    }
}
