//! Random logs and questions: the engine against the naive oracle, and what must hold for any answer.

mod common;
mod oracle;

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use common::Row;
use oracle::{
    Case, ON_SIDES, agree,
    random::{COLUMNS, TOUCHPOINTS, WAYS, case, condition, dimension, funnel, heatmap, scope, text},
};
use proptest::{option, prelude::*, sample::select};
use sojourn::{
    analysis::{
        Analysis, ComplaintsQuestion, ConsistencyQuestion, Count, CustomerOrder, CustomerQuestion, CustomersQuestion,
        Dimension, FeedbackQuestion, FunnelCustomersQuestion, FunnelQuestion, FunnelReport, FunnelStep,
        FunnelStepReport, Group, HeatmapQuestion, HeatmapReport, JourneyMapQuestion, Measure, Rated, RisksQuestion,
        ScoreChangesQuestion, Scores, StagePart, StagePathsQuestion, StepOrder, VerbatimsQuestion, Who,
    },
    event_log::EventLog,
    import::Scale,
    prepare::{Condition, Scope},
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

fn heatmaps_agree(left: &HeatmapReport, right: &HeatmapReport) -> bool {
    let ((left, left_numbers), (right, right_numbers)) = (apart(left.clone()), apart(right.clone()));
    left == right
        && left_numbers.len() == right_numbers.len()
        && left_numbers.iter().zip(&right_numbers).all(|(left, right)| agree(*left, *right))
}

/// How many customers are behind a count, and how many of all customers' events make it.
fn behind(case: &Case, log: &EventLog, scope: &Scope, count: &Count) -> (u32, u32) {
    let question = CustomersQuestion { scope: scope.clone(), behind: Some(count.clone()), ..Default::default() };
    let report = question.run(log).expect("an answer");
    assert_eq!(report.customers, report.matching);
    let mut marked = 0;
    for journey in case.journeys(&Scope::default()) {
        let customer = journey[0].customer.clone();
        let is_listed = report.rows.iter().any(|row| row.customer == customer);
        let (scope, behind) = (scope.clone(), Some(count.clone()));
        let question = CustomerQuestion { customer, scope, behind, ..CustomerQuestion::default() };
        let events = question.run(log).expect("an answer").timeline.into_iter().flat_map(|known| known.events);
        let counted: Vec<_> = events.filter(|event| event.counted).collect();
        assert!(counted.iter().all(|event| event.in_scope));
        assert_eq!(!counted.is_empty(), is_listed);
        marked += counted.len() as u32;
    }
    (report.customers, marked)
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
    fn a_narrower_scope_is_the_wider_one_and_what_it_says_beyond(case in case(), wider in scope(), own in scope()) {
        let both = wider.and(&own);
        prop_assert_eq!(wider.and(&both.beyond(&wider)), both.clone());
        prop_assert_eq!(wider.and(&wider), wider.clone());
        prop_assert_eq!(Scope::default().and(&own), own.clone());
        // Who is in both is who is in each; instants of the tests are in one form.
        let log = case.log();
        let events = |scope: &Scope| -> Vec<u32> {
            scope.kept(&log).unwrap().unwrap_or_else(|| (0..log.n_events() as u32).collect())
        };
        let in_own = events(&own);
        let mut in_each = events(&wider);
        in_each.retain(|event| in_own.contains(event));
        prop_assert_eq!(events(&both), in_each);
    }

    #[test]
    fn a_scope_and_its_rest_are_everything_within_the_dates(case in case(), scope in scope()) {
        let log = case.log();
        let events = |scope: &Scope| scope.kept(&log).unwrap().unwrap_or_else(|| (0..log.n_events() as u32).collect());
        let mut both = [events(&scope), events(&scope.rest())].concat();
        both.sort_unstable();
        let dates = Scope { from: scope.from.clone(), to: scope.to.clone(), ..Scope::default() };
        prop_assert_eq!(both, events(&dates));
    }

    #[test]
    fn counts_never_rise_and_groups_add_up(case in case(), question in funnel()) {
        let report = question.run(&case.log()).unwrap();
        prop_assert!(report.steps[0].customers <= report.customers);
        prop_assert!(report.steps.windows(2).all(|pair| pair[0].customers >= pair[1].customers));
        if question.breakdown.is_some() {
            for (index, step) in report.steps.iter().enumerate() {
                let in_groups: u32 = report.groups.iter().map(|group| group.steps[index].customers).sum();
                prop_assert_eq!(in_groups, step.customers);
            }
        }
    }

    #[test]
    fn a_longer_window_never_loses_a_customer(case in case(), question in funnel(), longer in 0.0..1e5f64) {
        let log = case.log();
        let short = question.run(&log).unwrap();
        let window_seconds = question.window_seconds.map(|seconds| seconds + longer);
        let long = FunnelQuestion { window_seconds, ..question }.run(&log).unwrap();
        prop_assert!(short.steps.iter().zip(&long.steps).all(|(short, long)| short.customers <= long.customers));
    }

    #[test]
    fn exact_implies_in_order_implies_any_order(case in case(), question in funnel()) {
        let log = case.log();
        let count = |order| -> Vec<u32> {
            let report = FunnelQuestion { order, ..question.clone() }.run(&log).unwrap();
            report.steps.iter().map(|step| step.customers).collect()
        };
        let [exact, in_order, any] = [StepOrder::Exact, StepOrder::InOrder, StepOrder::AnyOrder].map(count);
        prop_assert!(exact.iter().zip(&in_order).all(|(exact, in_order)| exact <= in_order));
        prop_assert!(in_order.iter().zip(&any).all(|(in_order, any)| in_order <= any));
    }

    #[test]
    fn the_list_is_as_long_as_the_bar(case in case(), funnel in funnel()) {
        let log = case.log();
        let report = funnel.run(&log).unwrap();
        for (step, bar) in (1..).zip(&report.steps) {
            for (who, customers) in [(Who::Reached, bar.customers), (Who::DroppedOff, bar.drop_off)] {
                let question = FunnelCustomersQuestion { funnel: funnel.clone(), step, who, group: None };
                let list = question.run(&log).unwrap();
                prop_assert_eq!(list.ids.len() as u32, customers);
                prop_assert_eq!(list.next.iter().map(|next| next.customers).sum::<u32>(), customers);
            }
        }
    }

    #[test]
    fn cells_sum_to_events(case in case(), rows in dimension(), columns in dimension(), keep in option::of(0..3u32)) {
        let question = HeatmapQuestion { keep, goal: Some("buy".to_owned().into()), max_steps: Some(1000), detail: true, ..HeatmapQuestion::of(rows, columns) };
        let report = question.run(&case.log()).unwrap();
        let detail = report.detail.unwrap();
        let cells: u32 = report.samples.iter().flatten().sum();
        prop_assert_eq!(cells, detail.total.sample);
        prop_assert_eq!(cells, detail.row_totals.iter().map(|total| total.sample).sum::<u32>());
        prop_assert_eq!(cells, detail.column_totals.iter().map(|total| total.sample).sum::<u32>());
        let left_out = [&question.rows, &question.columns]
            .iter().any(|it| matches!(it, Dimension::NextTouchpoint | Dimension::Outcome));
        if !left_out {
            prop_assert_eq!(cells as usize, case.rows.len());
        }
    }

    /// Rows of different instants may stand in any order in the file.
    #[test]
    fn shuffling_rows_changes_nothing(case in case(), funnel in funnel(), heatmap in heatmap(), seed in any::<u64>()) {
        let mut seen = BTreeSet::new();
        let untied: Vec<Row> =
            case.rows.iter().filter(|row| seen.insert((row.customer.clone(), row.micros))).cloned().collect();
        let state = Cell::new(seed | 1);
        let mut shuffled = untied.clone();
        shuffled.sort_by_cached_key(|_| {
            state.set(state.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
            state.get() >> 33
        });
        let [one, other] = [untied, shuffled].map(|rows| Case { rows, ..case.clone() }.log());
        prop_assert_eq!(funnel.run(&one).unwrap(), funnel.run(&other).unwrap());
        prop_assert!(heatmaps_agree(&heatmap.run(&one).unwrap(), &heatmap.run(&other).unwrap()));
        let [said, also] = [&one, &other].map(|log| VerbatimsQuestion::default().run(log).unwrap());
        prop_assert_eq!(said, also);
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
    fn the_map_agrees_with_other_views(case in case(), scope in scope()) {
        let log = case.log();
        let map = JourneyMapQuestion { scope: scope.clone(), rated: Some(Rated::Event), ..JourneyMapQuestion::default() };
        let map = map.run(&log).expect("an answer");
        let pivot = |measure| HeatmapQuestion { measure, scope: scope.clone(), detail: true, ..HeatmapQuestion::of(Dimension::Stage, Dimension::Weekday) };
        let total = |report: &HeatmapReport, stage: &str| {
            let row = report.rows.iter().position(|name| name == stage)?;
            report.detail.as_ref()?.row_totals[row].value
        };
        let customers = pivot(Measure::Customers).run(&log).expect("an answer");
        let means = pivot(Measure::MeanScore).run(&log).expect("an answer");
        for stage in &map.stages {
            prop_assert_eq!(total(&customers, &stage.stage), Some(f64::from(stage.customers)));
            let here = Condition { column: "stage".into(), is: Some(vec![stage.stage.clone()]), ..Condition::default() };
            let step = FunnelStep {
                touchpoints: TOUCHPOINTS.iter().map(|&name| name.to_owned()).collect(),
                conditions: vec![here],
            };
            let funnel = FunnelQuestion {
                steps: vec![step.clone(), step], scope: scope.clone(), ..FunnelQuestion::of(["landing", "buy"])
            };
            prop_assert_eq!(funnel.run(&log).expect("an answer").steps[0].customers, stage.customers);
            // Scores off the scale are in the heatmap's mean, and not in the map's.
            if let Some(scores) = stage.scores.as_ref().filter(|_| !case.rows.iter().any(|row| row.values.contains(&"9.5".into()))) {
                let mean = total(&means, &stage.stage);
                prop_assert!(agree(scores.mean, mean), "{:?} {:?}", scores.mean, mean);
            }
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

    /// The customers behind a cell of a heatmap, and behind a stage of the map, are as many as the list of them.
    #[test]
    fn lists_are_as_long_as_the_counts_they_open_from(case in case(), scope in scope(), first in text(&COLUMNS), second in text(&COLUMNS)) {
        let log = case.log();
        let behind = |conditions: Vec<Condition>| {
            let mut scope = scope.clone();
            scope.conditions.extend(conditions);
            CustomersQuestion { scope, ..CustomersQuestion::default() }.run(&log).expect("an answer").matching
        };
        let is = |column: &String, value: &String| Condition {
            column: column.clone(), is: Some(vec![value.clone()]), ..Condition::default()
        };
        let question = HeatmapQuestion { measure: Measure::Customers, scope: scope.clone(), ..HeatmapQuestion::of(Dimension::Column(first.clone()), Dimension::Column(second.clone())) };
        let report = question.run(&log).expect("an answer");
        for (row, cells) in report.rows.iter().zip(&report.samples) {
            for (column, &customers) in report.columns.iter().zip(cells) {
                prop_assert_eq!(behind(vec![is(&first, row), is(&second, column)]), customers);
            }
        }
        let map = JourneyMapQuestion { scope: scope.clone(), ..JourneyMapQuestion::default() };
        for stage in map.run(&log).expect("an answer").stages {
            prop_assert_eq!(behind(vec![is(&"stage".to_owned(), &stage.stage)]), stage.customers);
        }
    }

    /// Whoever a report counts is behind the count, nobody else, and the events that make it are theirs.
    #[test]
    fn counts_open_the_customers_and_events_behind_them(
        case in case(), scope in scope(), rated in select(vec![Rated::Event, Rated::Before]), low in 0..8u8, idle in 0..40u32,
    ) {
        let log = case.log();
        let behind = |count: Count| behind(&case, &log, &scope, &count);
        let risks = RisksQuestion { scope: scope.clone(), least: Some(2), ..Default::default() };
        let risks = risks.run(&log).expect("an answer");
        for risk in risks.touchpoints {
            prop_assert_eq!(behind(Count::Touchpoint { touchpoint: risk.touchpoint.clone() }).0, risk.customers);
            let count = Count::Followed { touchpoint: risk.touchpoint, by: risks.failures.clone() };
            prop_assert_eq!(behind(count).0, risk.failed);
        }
        let complaints = ComplaintsQuestion { scope: scope.clone(), ..Default::default() }.run(&log).expect("an answer");
        for before in complaints.touchpoints {
            prop_assert_eq!(behind(Count::Touchpoint { touchpoint: before.touchpoint.clone() }).1, before.events);
            let count = Count::Followed { touchpoint: before.touchpoint, by: complaints.complaints.clone() };
            prop_assert_eq!(behind(count).1, 2 * before.complaints);
        }

        let question = FeedbackQuestion {
            by: Some(Dimension::Touchpoint), rated: Some(rated), scale: Some(Scale::Nps), scope: scope.clone(),
            ..FeedbackQuestion::default()
        };
        let asked = Box::new(FeedbackQuestion { scope: Scope::default(), ..question.clone() });
        let feedback = question.run(&log).expect("an answer");
        for group in feedback.groups {
            let count = |range| Count::Scores { question: asked.clone(), group: Some(group.name.clone()), range };
            let n: u32 = group.scores.counts[usize::from(low)..].iter().sum();
            let (customers, marked) = behind(count(Some([low, 10])));
            prop_assert!(customers <= n && (n > 0) == (customers > 0));
            if rated == Rated::Event {
                prop_assert_eq!(marked, n);
                prop_assert_eq!(behind(count(None)).1, group.scores.n);
            }
        }
        let changes = ScoreChangesQuestion { scale: Some(Scale::Nps), least: Some(2), scope: scope.clone() };
        for change in changes.run(&log).expect("an answer").touchpoints {
            let question = ScoreChangesQuestion { scope: Scope::default(), ..changes.clone() };
            let count = Count::ScoreChange { touchpoint: change.touchpoint, question };
            prop_assert_eq!(behind(count).0, change.customers);
        }

        let idle_seconds = Some(f64::from(idle) * 3600.0);
        let map = JourneyMapQuestion { scope: scope.clone(), idle_seconds, rated: Some(Rated::Event) };
        for known in map.run(&log).expect("an answer").stages {
            let count = |part| Count::Stage { stage: known.stage.clone(), part, idle_seconds };
            prop_assert_eq!(behind(count(StagePart::All)), (known.customers, known.events));
            prop_assert_eq!(behind(count(StagePart::GoingOn)), (known.going_on, 2 * known.going_on));
            prop_assert_eq!(behind(count(StagePart::GoingBack)), (known.going_back, 2 * known.going_back));
            prop_assert_eq!(behind(count(StagePart::Staying)), (known.staying, known.staying));
            prop_assert_eq!(behind(count(StagePart::Leaving)), (known.leaving, known.leaving));
            prop_assert_eq!(behind(count(StagePart::Starting)), (known.starting, known.starting));
            prop_assert_eq!(behind(count(StagePart::ComingBack)).0, known.coming_back);
            prop_assert_eq!(behind(count(StagePart::Failed)), (known.failed_customers, known.failures));
            if let Some(scores) = &known.scores {
                let by = Some(Dimension::Stage);
                let question = Box::new(FeedbackQuestion { by, rated: Some(Rated::Event), ..FeedbackQuestion::default() });
                let count = Count::Scores { question, group: Some(known.stage.clone()), range: None };
                prop_assert_eq!(behind(count).1, scores.n);
            }
            let paths = StagePathsQuestion { stage: known.stage.clone(), keep: Some(3), scope: scope.clone() };
            for path in paths.run(&log).expect("an answer").paths {
                let (touchpoints, is_cut) = (path.touchpoints, path.is_cut);
                let count = Count::Path { stage: known.stage.clone(), touchpoints, is_cut };
                prop_assert_eq!(behind(count).0, path.customers);
            }
        }
    }

    #[test]
    fn cells_open_the_customers_and_events_behind_them(case in case(), question in heatmap()) {
        let log = case.log();
        let report = question.run(&log).expect("an answer");
        for (row, samples) in report.rows.iter().zip(&report.samples) {
            for (column, &sample) in report.columns.iter().zip(samples) {
                if [row, column].iter().any(|name| *name == "…") {
                    continue;
                }
                let asked = HeatmapQuestion { scope: Scope::default(), ..question.clone() };
                let count = Count::Cell { question: asked, row: row.clone(), column: column.clone() };
                let (customers, events) = behind(&case, &log, &question.scope, &count);
                let is_of_customers = matches!(question.measure, Measure::Customers | Measure::ConversionRate);
                prop_assert_eq!(if is_of_customers { customers } else { events }, sample);
            }
        }
    }

    #[test]
    fn a_chosen_channel_counts_as_if_the_file_said_it(case in case(), channel in text(&WAYS)) {
        let mut log = case.log();
        log.set_channels(&[("cart".to_owned(), "kiosk".to_owned())].into());
        let sides = ON_SIDES.map(|(touchpoint, side)| (touchpoint.to_owned(), side.to_owned()));
        log.set_sides(&if case.has_own_model { sides.into() } else { BTreeMap::new() });
        let mut said = case.clone();
        let of_cart = said.rows.iter_mut().filter(|row| row.touchpoint == "cart");
        of_cart.for_each(|row| row.values[0] = "kiosk".to_owned());
        let said = said.log();

        let is = Condition { column: "channel".into(), is: Some(vec![channel]), ..Condition::default() };
        let scope = Scope { conditions: vec![is], ..Scope::default() };
        for scope in [Scope::default(), scope] {
            let map = JourneyMapQuestion { scope: scope.clone(), ..JourneyMapQuestion::default() };
            prop_assert_eq!(map.run(&log), map.run(&said));
            let channels = HeatmapQuestion {
                scope: scope.clone(), detail: true, ..HeatmapQuestion::of(Dimension::Touchpoint, Dimension::Channel)
            };
            prop_assert_eq!(channels.run(&log), channels.run(&said));
            let spread = ConsistencyQuestion { scale: Some(Scale::Nps), rated: Some(Rated::Event), scope };
            prop_assert_eq!(spread.run(&log), spread.run(&said));
        }
    }

    /// A funnel of two steps with nothing between counts whom the transitions count.
    #[test]
    fn views_agree(case in case(), first in text(&TOUCHPOINTS), second in text(&TOUCHPOINTS)) {
        let log = case.log();
        let [first, second] = [first, second].map(|name| log.touchpoint_named(&name).to_owned());
        let exact = FunnelQuestion {
            order: StepOrder::Exact, window_seconds: None, ..FunnelQuestion::of([first.clone(), second.clone()])
        };
        let transitions = HeatmapQuestion { measure: Measure::Customers, ..HeatmapQuestion::of(Dimension::Touchpoint, Dimension::NextTouchpoint) };
        let report = transitions.run(&log).unwrap();
        let find = |names: &[String], name: &String| names.iter().position(|it| it == name);
        let cell = find(&report.rows, &first).zip(find(&report.columns, &second));
        let customers = cell.and_then(|(row, column)| report.cells[row][column]).unwrap_or(0.0);
        prop_assert_eq!(customers, f64::from(exact.run(&log).unwrap().steps[1].customers));
    }
}
