//! What must hold for any answer, and between answers: views that count the same agree.

use std::{
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

use proptest::{option, prelude::*, sample::select};
use sojourn::{
    analysis::{
        Analysis, ComplaintsQuestion, ConsistencyQuestion, Count, CustomerQuestion, CustomersQuestion, Dimension,
        FeedbackQuestion, FunnelCustomersQuestion, FunnelQuestion, FunnelStep, HeatmapQuestion, HeatmapReport,
        JourneyMapQuestion, Measure, Rated, RisksQuestion, ScoreChangesQuestion, StagePart, StagePathsQuestion,
        StepOrder, VerbatimsQuestion, Who,
    },
    event_log::EventLog,
    import::Scale,
    prepare::{Condition, Scope},
};

use crate::{
    against_oracle::heatmaps_agree,
    common::Row,
    oracle::{
        Case, ON_SIDES, agree,
        random::{COLUMNS, TOUCHPOINTS, WAYS, case, dimension, funnel, heatmap, scope, text},
    },
};

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
