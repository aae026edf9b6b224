//! The side of each event: online or offline.
//!
//! Three may tell. The surest one that does decides: the side that was chosen for its touchpoint by hand; the name of its
//! channel; the name of its touchpoint, which is online where nothing in it says otherwise.

use std::{collections::BTreeMap, ops::Range, rc::Rc};

use super::{ColumnRole, Dictionary, EventLog};
use crate::stage::{Side, side};

/// What tells a side, and how sure that is.
#[derive(Clone, Copy)]
enum Told {
    Touchpoint,
    Channel,
    Hand,
}

/// What touchpoints and channels tell, by their codes: twice how sure it is, and one more for online. Of two that tell, the
/// larger one decides.
#[derive(Clone, Debug, Default)]
pub(super) struct Sides {
    touchpoints: Rc<Vec<u32>>,
    channels: Rc<Vec<u32>>,
}

fn told(by: Told, side: Side) -> u32 {
    2 * by as u32 + u32::from(side == Side::Online)
}

fn by_code(dictionary: &Dictionary, told: impl Fn(&str) -> u32) -> Rc<Vec<u32>> {
    Rc::new((0..dictionary.len() as u32).map(|code| told(dictionary.text(code))).collect())
}

impl EventLog {
    /// Puts touchpoints on sides by their names, with [`Side::id`]. The others are where their channels' names or their own
    /// say; touchpoints and sides that there are not are passed over.
    pub fn set_sides(&mut self, sides: &BTreeMap<String, String>) {
        let touchpoints = by_code(&self.touchpoints().dictionary, |name| {
            let chosen = sides.get(name).and_then(|side| Side::named(side)).map(|side| told(Told::Hand, side));
            chosen.unwrap_or_else(|| told(Told::Touchpoint, side::guess(name).side))
        });
        let channels = self.role(ColumnRole::Channel).map(|column| {
            by_code(&column.dictionary, |name| {
                let guess = side::guess(name);
                guess.keyword.map_or(0, |_| told(Told::Channel, guess.side))
            })
        });
        self.sides = Sides { touchpoints, channels: channels.unwrap_or_default() };
    }

    /// Writes 1 for each of `events` that is online and 0 for the others to `out`, which is cleared first; `room` is room to
    /// work in.
    pub(crate) fn read_online(&self, events: Range<usize>, room: &mut Vec<u32>, out: &mut Vec<u32>) {
        self.touchpoints().codes.look_up(events.clone(), &self.sides.touchpoints, out);
        room.clear();
        if let Some(column) = self.role(ColumnRole::Channel) {
            column.codes.look_up(events, &self.sides.channels, room);
        }
        for (told, &channel) in out.iter_mut().zip(&*room) {
            *told = (*told).max(channel);
        }
        out.iter_mut().for_each(|told| *told &= 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_log::{Row, log};

    #[test]
    fn the_hand_decides_before_the_channel_and_that_before_the_touchpoint() {
        let row = |touchpoint: &str, channel: &str| Row::new("a", touchpoint, 0, &[channel]);
        let rows = [
            row("landing", "web"),
            row("landing", "other"),
            row("landing", "Store 门店"),
            row("store visit", "other"),
            row("store visit", ""),
            row("store visit", "app"),
        ];
        let mut log = log(&rows, &[("way", Some(ColumnRole::Channel))]);
        let online = |log: &EventLog| {
            let (mut room, mut online) = (vec![9], vec![9]);
            log.read_online(1..6, &mut room, &mut online);
            online
        };
        assert_eq!(online(&log), [1, 0, 0, 0, 1]);
        let choice = |side: &str| [("landing".to_owned(), side.to_owned())].into();
        log.set_sides(&choice("online"));
        assert_eq!(online(&log), [1, 1, 0, 0, 1]);
        log.set_sides(&choice("offline"));
        assert_eq!(online(&log.select(&[0, 1, 2, 3, 4, 5])), [0, 0, 0, 0, 1]);
        log.set_sides(&choice("nowhere"));
        assert_eq!(online(&log), [1, 0, 0, 0, 1]);
    }

    #[test]
    fn without_channels_the_touchpoint_decides() {
        let rows = [Row::new("a", "hotline", 0, &[]), Row::new("a", "page", 1, &[])];
        let (mut room, mut online) = (Vec::new(), Vec::new());
        log(&rows, &[]).read_online(0..2, &mut room, &mut online);
        assert_eq!(online, [0, 1]);
    }
}
