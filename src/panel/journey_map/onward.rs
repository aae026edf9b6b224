//! From a chosen stage to the other views of it: its heatmap, funnel, feedback and customers, all, and by what becomes of
//! them.

use std::sync::Arc;

use leptos::prelude::*;

use super::{state::JourneyMapState, tables::parts_of};
use crate::{
    analysis::{FunnelStep, JourneyMapReport, StageOfMap, TouchpointOfMap},
    order,
    panel::{
        BehindCounts, Control, View, customers::state::CustomersState, feedback::state::FeedbackState,
        funnel::state::FunnelState, heatmap::state::Preset, names::part_name, use_workspace,
    },
    prepare::Condition,
    text::{format, use_words},
};

/// The most touchpoints of the stage that become steps.
const MOST_STEPS: usize = 4;
/// Each has at least this part of the customers of the one with the most: what few have is no step to lose all others at.
const LEAST_PART: u32 = 4;
/// The most touchpoints of the next stage that any of which ends the funnel.
const MOST_ALTERNATIVES: usize = 20;

/// The links.
#[component]
pub fn Onward(
    control: Control<JourneyMapState>,
    report: Signal<Option<Arc<JourneyMapReport>>>,
    stage: Memo<Option<StageOfMap>>,
) -> impl IntoView {
    let words = use_words();
    let address = use_workspace().address;
    let whole = control.scope();
    let of_stage = move || {
        let mut scope = whole.get();
        let is = stage.with(|stage| stage.as_ref().map(|stage| vec![stage.stage.clone()]));
        scope.conditions.push(Condition { column: "stage".to_owned(), is, ..Condition::default() });
        scope
    };
    let funnel = move || {
        let steps = report.with(|report| stage.with(|stage| Some(steps(report.as_ref()?, stage.as_ref()?))))?;
        let mut state = FunnelState::of(&steps);
        state.question.scope = whole.get();
        (steps.len() > 1).then(|| address.href_with(View::Funnel, &state))
    };
    let feedback = move || {
        let rated = report.with(|report| report.as_ref()?.rated)?;
        let stage = stage.with(|stage| Some(stage.as_ref()?.stage.clone()))?;
        Some(address.href_with(View::Feedback, &FeedbackState::of_stage(&stage, Some(rated), whole.get())))
    };
    let behind = BehindCounts::of(whole);
    // The parts of its customers, each with those behind it.
    let parts = move || {
        let words = words.get();
        let idle_seconds = control.state.with(|state| state.question.idle_seconds);
        let parts = stage.with(|stage| Some(parts_of(stage.as_ref()?, idle_seconds)))?.into_iter();
        // All of them have a link above.
        let parts = parts.skip(1).filter(|(_, n, _)| *n > 0).map(|(part, n, count)| {
            let (name, n) = (part_name(words, part), format::count(words.language, n));
            view! { <li>{name} " " {behind.field(n, Some(count), &[name])}</li> }
        });
        Some(parts.collect_view())
    };
    let links = move || {
        let (words, scope) = (words.get(), of_stage());
        let heatmap = address.href_with(View::Heatmap, &Preset::TouchpointNext.state(scope.clone(), None));
        let customers = address.href_with(View::Customers, &CustomersState::of(scope));
        let links = [
            (funnel(), words.journey_map.funnel_link),
            (Some(heatmap), words.journey_map.heatmap_link),
            (feedback(), words.journey_map.feedback_link),
            (Some(customers), words.customers.behind),
        ];
        let shown = links.into_iter().filter_map(|(href, says)| Some((href?, says)));
        shown.map(|(href, says)| view! { <li><a class="link" href=href>{says}</a></li> }).collect_view()
    };
    view! {
        <ul class="links">{links}</ul>
        <ul class="links">{parts}</ul>
    }
}

/// A funnel through a stage: its touchpoints that many customers have, those with more of them first, and then the next
/// stage with any of its touchpoints.
fn steps(report: &JourneyMapReport, stage: &StageOfMap) -> Vec<FunnelStep> {
    let by_customers = |stage: &StageOfMap, most: usize| {
        let mut touchpoints: Vec<&TouchpointOfMap> = stage.touchpoints.iter().collect();
        order::sort_by(&mut touchpoints, |one, other| other.customers.cmp(&one.customers));
        touchpoints.into_iter().take(most).map(|known| known.touchpoint.clone()).collect::<Vec<String>>()
    };
    let next = report.stages.iter().skip_while(|known| known.stage != stage.stage).nth(1);
    let most = stage.touchpoints.iter().map(|known| known.customers).max().unwrap_or_default();
    let is_step = |known: &&TouchpointOfMap| known.customers * LEAST_PART >= most;
    let n_steps = stage.touchpoints.iter().filter(is_step).count().min(MOST_STEPS);
    let mut steps: Vec<FunnelStep> = by_customers(stage, n_steps).into_iter().map(FunnelStep::from).collect();
    if let Some(next) = next.filter(|next| stage.onward_rate.is_some() && !next.touchpoints.is_empty()) {
        let touchpoints = by_customers(next, MOST_ALTERNATIVES);
        steps.push(FunnelStep { touchpoints, conditions: Vec::new() });
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stage(name: &str, onward_rate: Option<f64>, touchpoints: &[(&str, u32)]) -> StageOfMap {
        let touchpoint =
            |&(name, customers): &(&str, u32)| TouchpointOfMap { touchpoint: name.to_owned(), events: 10, customers };
        StageOfMap {
            stage: name.to_owned(),
            onward_rate,
            touchpoints: touchpoints.iter().map(touchpoint).collect(),
            ..StageOfMap::default()
        }
    }

    #[test]
    fn a_stage_leads_through_its_touchpoints_to_the_next_one() {
        let stages = vec![
            stage("consideration", Some(0.5), &[("compare", 3), ("rare", 2), ("product", 9), ("search", 9)]),
            stage("purchase", None, &[("cart", 2), ("pay", 4)]),
        ];
        let report = JourneyMapReport { stages, ..JourneyMapReport::default() };
        let names =
            |steps: Vec<FunnelStep>| steps.into_iter().map(|step| step.touchpoints.join("|")).collect::<Vec<_>>();
        assert_eq!(names(steps(&report, &report.stages[0])), ["product", "search", "compare", "pay|cart"]);
        assert_eq!(names(steps(&report, &report.stages[1])), ["pay", "cart"]);
    }
}
