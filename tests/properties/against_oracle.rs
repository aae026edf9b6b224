//! The engine against the naive oracle.

use std::collections::BTreeMap;

use proptest::{option, prelude::*, sample::select};
use sojourn::{
    analysis::{
        Analysis, ComplaintsQuestion, CustomerOrder, CustomerQuestion, CustomersQuestion, FeedbackQuestion,
        FunnelCustomersQuestion, FunnelQuestion, FunnelReport, FunnelStepReport, Group, HeatmapReport,
        JourneyMapQuestion, Rated, RisksQuestion, ScoreChangesQuestion, Scores, StagePathsQuestion, VerbatimsQuestion,
        Who,
    },
    import::Scale,
    prepare::Scope,
};

use crate::oracle::{
    self, agree,
    random::{WAYS, case, condition, funnel, heatmap, scope, text},
};

fn steps_agree(left: &[FunnelStepReport], right: &[FunnelStepReport]) -> bool {
    left.len() == right.len()
        && left.iter().zip(right).all(|(left, right)| {
            let medians = |it: &FunnelStepReport| [it.median_seconds_from_previous, it.median_seconds_from_start];
            let exact = |it: &FunnelStepReport| FunnelStepReport {
                median_seconds_from_previous: None,
                median_seconds_from_start: None,
                ..it.clone()
            };
            exact(left) == exact(right) && medians(left).iter().zip(medians(right)).all(|(l, r)| agree(*l, r))
        })
}

fn funnels_agree(left: &FunnelReport, right: &FunnelReport) -> bool {
    left.customers == right.customers
        && steps_agree(&left.steps, &right.steps)
        && left.groups.len() == right.groups.len()
        && left.groups.iter().zip(&right.groups).all(|(l, r)| l.value == r.value && steps_agree(&l.steps, &r.steps))
}

/// A report with its numbers apart, in one order.
fn apart(mut report: HeatmapReport) -> (HeatmapReport, Vec<Option<f64>>) {
    let mut numbers: Vec<Option<f64>> = report.cells.drain(..).flatten().collect();
    if let Some(detail) = &mut report.detail {
        let totals = detail.row_totals.iter_mut().chain(&mut detail.column_totals).chain([&mut detail.total]);
        numbers.extend(totals.map(|total| total.value.take()));
        for interval in detail.intervals.drain(..).flatten() {
            numbers.extend([interval.map(|it| it[0]), interval.map(|it| it[1])]);
        }
    }
    (report, numbers)
}

/// Whether two reports say the same, but for what adding in another order does to the last digits.
pub(crate) fn heatmaps_agree(left: &HeatmapReport, right: &HeatmapReport) -> bool {
    let ((left, left_numbers), (right, right_numbers)) = (apart(left.clone()), apart(right.clone()));
    left == right
        && left_numbers.len() == right_numbers.len()
        && left_numbers.iter().zip(&right_numbers).all(|(left, right)| agree(*left, *right))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn funnel_is_the_oracles(case in case(), question in funnel()) {
        let (report, expected) = (question.run(&case.log()).unwrap(), oracle::funnel::answer(&case, &question));
        prop_assert!(funnels_agree(&report, &expected), "{report:#?}\nbut the oracle says\n{expected:#?}");
    }

    #[test]
    fn funnel_customers_are_the_oracles(
        case in case(), funnel in funnel(), step in 1..5usize, reached in any::<bool>(), value in option::of(text(&WAYS)),
    ) {
        let step = step.min(funnel.steps.len());
        let who = if reached { Who::Reached } else { Who::DroppedOff };
        let group = value.map(|value| Group { value: Some(value).filter(|value| !value.is_empty()) });
        let funnel = FunnelQuestion { breakdown: funnel.breakdown.map(|_| "channel".to_owned()), ..funnel };
        let question = FunnelCustomersQuestion { funnel, step, who, group };
        prop_assert_eq!(question.run(&case.log()).unwrap(), oracle::funnel::answer_customers(&case, &question));
    }

    #[test]
    fn heatmap_is_the_oracles(case in case(), question in heatmap()) {
        let (report, expected) = (question.run(&case.log()).unwrap(), oracle::heatmap::answer(&case, &question));
        prop_assert!(heatmaps_agree(&report, &expected), "{report:#?}\nbut the oracle says\n{expected:#?}");
    }

    #[test]
    fn scope_is_the_oracles(case in case(), scope in scope()) {
        let log = case.log();
        let scoped = scope.apply(&log).unwrap();
        let journeys = case.journeys(&scope);
        prop_assert_eq!(scoped.n_customers(), journeys.len());
        for (customer, journey) in journeys.iter().enumerate() {
            let events = scoped.events_of(customer);
            prop_assert_eq!(scoped.customer_id(customer), &journey[0].customer);
            prop_assert_eq!(events.len(), journey.len());
            for (event, row) in events.zip(journey) {
                prop_assert_eq!(scoped.times()[event].0, row.micros);
                prop_assert_eq!(scoped.touchpoints().text(event), &row.touchpoint);
                prop_assert_eq!(scoped.column("phase").unwrap().text(event), &row.values[3]);
            }
        }
    }

    #[test]
    fn feedback_is_what_the_oracle_says(
        case in case(), pivot in heatmap(), before in any::<bool>(), about in prop::collection::vec(condition(), 0..2),
    ) {
        let question = FeedbackQuestion {
            about,
            by: Some(pivot.rows),
            rated: Some(if before { Rated::Before } else { Rated::Event }),
            goal: pivot.goal,
            scale: Some(Scale::Nps),
            max_steps: pivot.max_steps,
            keep: None,
            scope: pivot.scope,
        };
        let report = question.run(&case.log()).expect("an answer");
        prop_assert_eq!(oracle::feedback::said(&report), oracle::feedback::expected(&case, &question));
    }

    #[test]
    fn risks_are_what_the_oracle_says(case in case(), scope in scope()) {
        let failure = "hotline complaint";
        let question = RisksQuestion { least: Some(2), scope: scope.clone(), ..RisksQuestion::default() };
        let report = question.run(&case.log()).expect("an answer");
        let mut expected = oracle::risks::worth(&case, &scope, failure);
        expected.retain(|_, sides| sides.iter().all(|side| side.len() > 1));
        prop_assert_eq!(report.touchpoints.len(), expected.len());
        for known in &report.touchpoints {
            let sides = &expected[&known.touchpoint];
            let [others, failed] = sides.each_ref().map(|side| {
                let (n, mean) = (side.len() as f64, side.iter().sum::<f64>() / side.len() as f64);
                let squares: f64 = side.iter().map(|worth| (worth - mean) * (worth - mean)).sum();
                (mean, squares / (n - 1.0) / n)
            });
            let n = sides.each_ref().map(Vec::len);
            prop_assert_eq!([(known.customers - known.failed) as usize, known.failed as usize], n);
            let (lost, half) = (others.0 - failed.0, 1.959_963_984_540_054 * (others.1 + failed.1).sqrt());
            let told = [known.lost, known.lost_interval[0], known.lost_interval[1], known.risk];
            for (told, expected) in told.into_iter().zip([lost, lost - half, lost + half, n[1] as f64 * lost]) {
                // Amounts go up to a million, and squares of them lose digits.
                prop_assert!((told - expected).abs() < 1e-2, "{told} against {expected}");
            }
        }
    }

    #[test]
    fn score_changes_are_what_the_oracle_says(case in case(), scope in scope()) {
        let question = ScoreChangesQuestion { scale: Some(Scale::Nps), least: Some(2), scope };
        let report = question.run(&case.log()).expect("an answer");
        let mut expected = oracle::score_changes::pairs(&case, &question);
        expected.retain(|_, pairs| pairs.len() > 1);
        prop_assert_eq!(report.touchpoints.len(), expected.len());
        for known in &report.touchpoints {
            let pairs = &expected[&known.touchpoint];
            let n = pairs.len() as f64;
            let mean = |of: &dyn Fn(&[f64; 2]) -> f64| pairs.iter().map(of).sum::<f64>() / n;
            let change = mean(&|[before, after]| after - before);
            let squares = mean(&|[before, after]| (after - before - change) * (after - before - change));
            let half = 1.959_963_984_540_054 * (squares / (n - 1.0)).sqrt();
            let told = [known.customers as f64, known.before, known.after, known.interval[0], known.interval[1]];
            let expected = [n, mean(&|pair| pair[0]), mean(&|pair| pair[1]), change - half, change + half];
            for (told, expected) in told.into_iter().zip(expected) {
                prop_assert!((told - expected).abs() < 1e-9, "{told} against {expected}");
            }
        }
    }

    #[test]
    fn the_map_is_what_the_oracle_says(case in case(), scope in scope(), idle in 0..200_000u32) {
        let question = JourneyMapQuestion { idle_seconds: Some(idle.into()), scope, ..JourneyMapQuestion::default() };
        let report = question.run(&case.log()).expect("an answer");
        let expected = oracle::journey_map::expected(&case, &question);
        let of_the_model = report.stages.iter().filter(|stage| case.stage_rank(&stage.stage).is_some());
        let said = of_the_model.map(|stage| oracle::journey_map::Said {
            stage: stage.stage.clone(),
            events: stage.events,
            online: stage.online,
            failures: stage.failures,
            failed_customers: stage.failed_customers,
            going_on: stage.going_on,
            going_back: stage.going_back,
            staying: stage.staying,
            leaving: stage.leaving,
            starting: stage.starting,
            coming_back: stage.coming_back,
            median_in_stage: stage.seconds_in_stage.map(|quartiles| quartiles[1]),
            median_to_next: stage.seconds_to_next.map(|quartiles| quartiles[1]),
        });
        prop_assert_eq!(said.collect::<Vec<_>>(), expected);
        let starting: u32 = report.stages.iter().map(|stage| stage.starting).sum();
        prop_assert!(starting <= report.customers);
        for stage in &report.stages {
            prop_assert_eq!(stage.customers, stage.going_on + stage.going_back + stage.staying + stage.leaving);
            prop_assert_eq!(stage.events, stage.touchpoints.iter().map(|touchpoint| touchpoint.events).sum::<u32>());
        }
    }

    /// The customers of a stage, by the map, by a heatmap and by the first step of a funnel; its mean score, by the map and
    /// by a heatmap.
    #[test]
    fn paths_through_a_stage_are_what_the_oracle_says(case in case(), scope in scope()) {
        let log = case.log();
        let map = JourneyMapQuestion { scope: scope.clone(), ..JourneyMapQuestion::default() }.run(&log).unwrap();
        let journeys = case.journeys(&scope);
        for known in &map.stages {
            let question = StagePathsQuestion {
                stage: known.stage.clone(), keep: Some(u32::MAX), scope: scope.clone(),
            };
            // A value of the stage column that the model does not have can be asked for as well.
            let report = question.run(&log).unwrap();
            prop_assert_eq!((report.customers, report.going_on), (known.customers, known.going_on));
            prop_assert_eq!(report.n_paths as usize, report.paths.len());
            if case.stage_rank(&known.stage).is_none() || map.stages.iter().any(|it| case.stage_rank(&it.stage).is_none()) {
                continue;
            }
            let walked = oracle::journey_map::paths(&case, &known.stage, &journeys);
            let mut customers = 0;
            for path in &report.paths {
                let are = |(walked, _): &&(Vec<String>, bool)| {
                    (walked.len() > path.touchpoints.len()) == path.is_cut
                        && walked.iter().take(8).eq(path.touchpoints.iter())
                };
                let same: Vec<_> = walked.iter().filter(are).collect();
                prop_assert_eq!(path.customers as usize, same.len());
                prop_assert_eq!(path.going_on as usize, same.iter().filter(|(_, is_on)| *is_on).count());
                customers += same.len();
            }
            prop_assert_eq!(customers, walked.len());
        }
    }

    #[test]
    fn customers_are_listed_as_the_oracle_lists_them(
        case in case(), scope in scope(), search in text(&["", "1", " 3 ", "x"]), descending in any::<bool>(),
        order in select(vec![
            CustomerOrder::Name, CustomerOrder::Events, CustomerOrder::First, CustomerOrder::Last, CustomerOrder::Value,
        ]),
        from in 0..7u32, count in option::of(0..7u32),
    ) {
        let question = CustomersQuestion { search, order, descending, scope, from, count, behind: None };
        let report = question.run(&case.log()).expect("an answer");
        prop_assert_eq!(report, oracle::customers::list(&case, &question));
    }

    #[test]
    fn verbatims_are_listed_as_the_oracle_lists_them(
        case in case(), scope in scope(), search in text(&["", "late", "慢", " app"]),
        theme in option::of(text(&["late", "late app", "物流", "Late  App"])), lowest in option::of(0..6u8),
        before in any::<bool>(),
    ) {
        let question = VerbatimsQuestion {
            scale: Some(Scale::Nps),
            rated: Some(if before { Rated::Before } else { Rated::Event }),
            search,
            theme,
            scores: lowest.map(|lowest| [lowest, 9]),
            themes: Some(0),
            scope,
            ..VerbatimsQuestion::default()
        };
        let report = question.run(&case.log()).expect("an answer");
        let rows: Vec<oracle::verbatims::Row> = report
            .rows
            .into_iter()
            .map(|row| (row.customer, row.event, row.timestamp, row.touchpoint, row.score, row.text))
            .collect();
        prop_assert_eq!(rows.len(), report.matching as usize);
        prop_assert_eq!(rows, oracle::verbatims::rows(&case, &question));
    }

    #[test]
    fn themes_count_what_the_oracle_lists(case in case(), scope in scope()) {
        let all = VerbatimsQuestion { scale: Some(Scale::Nps), rated: Some(Rated::Event), scope, ..Default::default() };
        let report = all.run(&case.log()).expect("an answer");
        prop_assert_eq!(report.halves[0] + report.halves[1], report.comments);
        for theme in report.themes {
            let rows = oracle::verbatims::rows(&case, &VerbatimsQuestion { theme: Some(theme.term), ..all.clone() });
            prop_assert_eq!(theme.comments as usize, rows.len());
            let late = rows.iter().filter(|row| oracle::instant(&row.2) >= oracle::instant(&report.middle)).count();
            prop_assert_eq!(theme.halves[1] as usize, late);
            let scores = theme.scores.expect("a scale");
            let counted = rows.iter().filter(|row| row.4.is_some_and(|score| score.fract() == 0.0)).count();
            prop_assert_eq!(&scores, &Scores::of(Scale::Nps, &scores.counts));
            prop_assert_eq!(scores.n as usize, counted);
        }
    }

    #[test]
    fn complaints_follow_what_the_oracle_says(case in case(), scope in scope()) {
        let log = case.log();
        let report = ComplaintsQuestion { scope: scope.clone(), ..Default::default() }.run(&log).expect("an answer");
        let expected = oracle::verbatims::before_complaints(&case, &scope, &report.complaints);
        let counted: Vec<(String, (u32, u32))> =
            report.touchpoints.iter().map(|it| (it.touchpoint.clone(), (it.events, it.complaints))).collect();
        prop_assert_eq!(counted.iter().map(|(_, (_, next))| next).sum::<u32>() + report.unplaced, report.events);
        prop_assert_eq!(counted.into_iter().collect::<BTreeMap<_, _>>(), expected);
    }

    /// Why each customer was counted, against the count and the rules of the funnel.
    #[test]
    fn traces_are_what_the_funnel_counts(case in case(), funnel in funnel()) {
        let log = case.log();
        let mut customers = vec![0; funnel.steps.len()];
        for journey in case.journeys(&Scope::default()) {
            let customer = journey[0].customer.clone();
            let reached = oracle::funnel::reached_by(&case, &funnel, &customer);
            let question = CustomerQuestion {
                customer, funnel: Some(funnel.clone()), scope: funnel.scope.clone(), ..CustomerQuestion::default()
            };
            let report = question.run(&log).expect("an answer");
            let wrong = oracle::customers::wrong_in_trace(&case, &funnel, &journey, &report, &reached);
            prop_assert_eq!(wrong, None, "{:#?}", report);
            let came = report.trace.map_or(0, |trace| trace.matched.len());
            customers[..came].iter_mut().for_each(|customers| *customers += 1);
        }
        let counted: Vec<u32> = funnel.run(&log).unwrap().steps.iter().map(|step| step.customers).collect();
        prop_assert_eq!(customers, counted);
    }
}
