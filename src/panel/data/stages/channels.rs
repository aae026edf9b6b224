//! Through which channels each touchpoint is reached: as the data says, where it has channels.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::{
    analysis::{Dimension, HeatmapQuestion},
    event_log::ColumnRole,
    panel::{asking::ask, names::value_name, use_workspace},
    text::{Words, format},
};

/// So many touchpoints, those of most events, are asked for.
const TOUCHPOINTS: u32 = 2_000;

/// Events of a touchpoint through each channel, most first.
type Channels = Vec<(String, u64)>;

/// Whether the log has channels; and those of each touchpoint, by its name.
pub fn channels_of() -> (bool, Memo<BTreeMap<String, Channels>>) {
    let workspace = use_workspace();
    let has_channels = workspace.log.with_untracked(|log| {
        log.as_ref().is_some_and(|log| log.report.summary.columns.contains_key(&ColumnRole::Channel))
    });
    let question =
        HeatmapQuestion { keep: Some(TOUCHPOINTS), ..HeatmapQuestion::of(Dimension::Touchpoint, Dimension::Channel) };
    let report = ask::<HeatmapQuestion>(Signal::stored(has_channels.then_some(question))).report;
    let channels = Memo::new(move |_| {
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
    });
    (has_channels, channels)
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
