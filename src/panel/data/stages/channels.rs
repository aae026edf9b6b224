//! Through which channels each touchpoint is reached: as the data says, where it has channels, or the hand.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::control::CHANNELS_ID;
use crate::{
    analysis::{Dimension, HeatmapQuestion},
    event_log::ColumnRole,
    panel::{OpenLog, asking::ask, names::value_name, use_workspace},
    text::{Words, format},
};

/// So many touchpoints, those of most events, are asked for.
const TOUCHPOINTS: u32 = 2_000;

/// Events of a touchpoint through each channel, most first.
pub type Channels = Vec<(String, u64)>;

/// The channels of each touchpoint, by its name; none where the log has none.
pub fn channels_of() -> Memo<BTreeMap<String, Channels>> {
    let workspace = use_workspace();
    let question = Memo::new(move |_| {
        let has_channels = |log: &OpenLog| log.report.summary.columns.contains_key(&ColumnRole::Channel);
        let has_channels = workspace.log.with(|log| log.as_ref().is_some_and(has_channels));
        let by_channel = HeatmapQuestion::of(Dimension::Touchpoint, Dimension::Channel);
        has_channels.then_some(HeatmapQuestion { keep: Some(TOUCHPOINTS), ..by_channel })
    });
    let report = ask::<HeatmapQuestion>(question.into()).report;
    Memo::new(move |_| {
        let mut channels: BTreeMap<String, Channels> = BTreeMap::new();
        if let Some(report) = report.get() {
            for (touchpoint, events) in report.rows.iter().zip(&report.samples) {
                let events = report.columns.iter().cloned().zip(events.iter().map(|&events| u64::from(events)));
                let mut own: Channels = events.filter(|(_, events)| *events > 0).collect();
                crate::order::sort_by(&mut own, |(_, one), (_, other)| other.cmp(one));
                channels.insert(touchpoint.clone(), own);
            }
        }
        channels
    })
}

/// The names of all channels, for whoever writes one.
#[component]
pub fn KnownChannels() -> impl IntoView {
    let workspace = use_workspace();
    let names = move || {
        let names = |log: &OpenLog| log.report.summary.channels.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
        let names = workspace.log.with(|log| log.as_ref().map(names)).unwrap_or_default();
        let names = names.into_iter().filter(|name| !name.is_empty());
        names.map(|name| view! { <option value=name></option> }).collect_view()
    };
    view! { <datalist id=CHANNELS_ID>{names}</datalist> }
}

/// The channel that most events of a touchpoint came through, with its share where there are others; and all of them.
pub fn main_channel(words: &Words, channels: &Channels) -> (String, String) {
    let all: u64 = channels.iter().map(|(_, events)| events).sum();
    let told = |(name, events): &(String, u64)| {
        let share = format::percent(words.language, *events as f64 / all as f64);
        format!("{} {share}", value_name(words, "channel", name))
    };
    let main = match channels.as_slice() {
        [] => String::new(),
        [(only, _)] => value_name(words, "channel", only),
        [main, ..] => told(main),
    };
    let all: Vec<String> = channels.iter().map(told).collect();
    (main, all.join(words.list_separator()))
}
