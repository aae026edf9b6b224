//! The channels of events where channels were chosen for touchpoints by hand.

use std::{collections::BTreeMap, rc::Rc};

use super::{Codes, Column, ColumnRole, EventLog, Interner, MISSING};

/// The name of the channel's column where the file has none.
const NAME: &str = "channel";

impl EventLog {
    /// Says through which channels touchpoints are reached, by their names, whatever the file says of their events; of the
    /// others the file says it, where it has channels. An empty channel is none chosen, and touchpoints that there are not
    /// are passed over. What channels tell of sides is to be read anew ([`EventLog::set_sides`]).
    pub fn set_channels(&mut self, channels: &BTreeMap<String, String>) {
        self.chosen_channels = None;
        let touchpoints = self.touchpoints();
        let names = &touchpoints.dictionary;
        let mut texts = Interner::default();
        let chosen: Vec<u32> = (0..names.len() as u32)
            .map(|code| {
                channels.get(names.text(code)).map_or(MISSING, |channel| texts.intern(channel.trim().as_bytes()))
            })
            .collect();
        if chosen.iter().all(|&channel| channel == MISSING) {
            return;
        }
        let all = 0..self.n_events();
        let (mut codes, mut by_hand) = (vec![MISSING; all.len()], Vec::new());
        let file = self.role(ColumnRole::Channel);
        if let Some(column) = file {
            let texts_of = 0..column.dictionary.len() as u32;
            let of_file: Vec<u32> =
                texts_of.map(|code| texts.intern(column.dictionary.text(code).as_bytes())).collect();
            column.codes.look_up(all.clone(), &of_file, &mut codes);
        }
        touchpoints.codes.look_up(all, &chosen, &mut by_hand);
        let both = codes.iter_mut().zip(&by_hand).filter(|(_, by_hand)| **by_hand != MISSING);
        both.for_each(|(code, by_hand)| *code = *by_hand);
        let name = file.map_or(NAME, |column| &column.name).to_owned();
        let codes = Codes::of(codes, texts.len());
        self.chosen_channels = Some(Column { name, dictionary: Rc::new(texts.finish()), codes });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_log::{Row, log};

    fn seen(log: &EventLog) -> Vec<&str> {
        let column = log.role(ColumnRole::Channel).expect("channels");
        (0..log.n_events()).map(|event| column.text(event)).collect()
    }

    fn channels(channels: &[(&str, &str)]) -> BTreeMap<String, String> {
        channels.iter().map(|&(touchpoint, channel)| (touchpoint.to_owned(), channel.to_owned())).collect()
    }

    #[test]
    fn the_hand_decides_before_the_file() {
        let row = |at: i64, touchpoint: &str, channel: &str| Row::new("a", touchpoint, at, &[channel]);
        let rows = [row(0, "visit", "web"), row(1, "order", "app"), row(2, "visit", ""), row(3, "help", "")];
        let mut log = log(&rows, &[("way", Some(ColumnRole::Channel))]);
        log.set_channels(&channels(&[("visit", " store "), ("gone", "fax"), ("order", "")]));
        assert_eq!(seen(&log), ["store", "app", "store", ""]);
        assert_eq!(seen(&log.select(&[0, 1])), ["store", "app"]);
        // The file's own column is one like others.
        assert_eq!(log.column("way").expect("the column").text(0), "web");
        log.set_channels(&BTreeMap::new());
        assert_eq!(seen(&log), ["web", "app", "", ""]);
    }

    #[test]
    fn a_log_without_channels_gets_them() {
        let rows = [Row::new("a", "visit", 0, &[]), Row::new("a", "order", 1, &[])];
        let mut log = log(&rows, &[]);
        log.set_channels(&channels(&[("visit", "store")]));
        assert_eq!(seen(&log), ["store", ""]);
        log.set_channels(&channels(&[("visit", " ")]));
        assert!(log.role(ColumnRole::Channel).is_none());
    }

    #[test]
    fn a_chosen_channel_tells_the_side() {
        let rows = [Row::new("a", "order", 0, &[]), Row::new("a", "page", 1, &[])];
        let mut log = log(&rows, &[]);
        log.set_channels(&channels(&[("order", "store")]));
        log.set_sides(&BTreeMap::new());
        let (mut room, mut online) = (Vec::new(), Vec::new());
        log.read_online(0..2, &mut room, &mut online);
        assert_eq!(online, [0, 1]);
    }
}
