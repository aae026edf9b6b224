//! Can distinct events cover the first k steps?
//!
//! A matching of steps to events (Kuhn 1955, "The Hungarian method"; here only feasibility, by augmenting paths).
//!
//! # Why it is cheap
//!
//! An event that matches one step only can serve no other, so such a step may as well take it. What is left to match is
//! the steps that only events of several steps could serve: none, unless steps share touchpoints.

use super::step_matcher::StepSet;

const MAX_STEPS: usize = StepSet::BITS as usize;

/// A changing collection of events, by the steps they match.
#[derive(Debug, Default)]
pub(super) struct Cover {
    /// How many events match this step and no other.
    alone: [u32; MAX_STEPS],
    /// Steps with such an event.
    served: StepSet,
    /// How many events match just these steps, two or more.
    shared: Vec<(StepSet, u32)>,
    /// How many of the events of each entry of `shared` are taken.
    taken: Vec<u32>,
    tried: Vec<bool>,
}

impl Cover {
    pub fn clear(&mut self) {
        self.alone = [0; MAX_STEPS];
        self.served = 0;
        self.shared.clear();
    }

    #[inline]
    pub fn add(&mut self, set: StepSet) {
        if set.is_power_of_two() {
            self.alone[set.trailing_zeros() as usize] += 1;
            self.served |= set;
        } else if set != 0 {
            match self.shared.iter_mut().find(|(known, _)| *known == set) {
                Some((_, events)) => *events += 1,
                None => self.shared.push((set, 1)),
            }
        }
    }

    /// Takes away an event that was added.
    #[inline]
    pub fn remove(&mut self, set: StepSet) {
        if set.is_power_of_two() {
            let alone = &mut self.alone[set.trailing_zeros() as usize];
            *alone -= 1;
            if *alone == 0 {
                self.served &= !set;
            }
        } else if let Some((_, events)) = self.shared.iter_mut().find(|(known, _)| *known == set) {
            *events -= 1;
        }
    }

    /// Whether distinct events cover the first `steps` steps.
    #[inline]
    pub fn covers(&mut self, steps: usize) -> bool {
        let missing = ((1u64 << steps) - 1) as StepSet & !self.served;
        missing == 0 || (!self.shared.is_empty() && self.shared_cover(missing))
    }

    fn shared_cover(&mut self, mut missing: StepSet) -> bool {
        self.taken.clear();
        self.taken.resize(self.shared.len(), 0);
        let mut held = [usize::MAX; MAX_STEPS];
        while missing != 0 {
            self.tried.clear();
            self.tried.resize(self.shared.len(), false);
            let step = missing.trailing_zeros() as usize;
            if !augment(step, &self.shared, &mut self.taken, &mut held, &mut self.tried) {
                return false;
            }
            missing &= missing - 1;
        }
        true
    }
}

/// Finds an event for `step`, moving other steps to other events where needed. `held` says from which entry of `shared`
/// each step has its event.
fn augment(
    step: usize,
    shared: &[(StepSet, u32)],
    taken: &mut [u32],
    held: &mut [usize; MAX_STEPS],
    tried: &mut [bool],
) -> bool {
    for (entry, &(set, events)) in shared.iter().enumerate() {
        if set & (1 << step) == 0 || tried[entry] {
            continue;
        }
        tried[entry] = true;
        if taken[entry] < events {
            taken[entry] += 1;
            held[step] = entry;
            return true;
        }
        for other in 0..MAX_STEPS {
            if held[other] == entry && augment(other, shared, taken, held, tried) {
                held[step] = entry;
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sets: &[StepSet], steps: usize, covered: bool) {
        let mut cover = Cover::default();
        sets.iter().for_each(|&set| cover.add(set));
        assert_eq!(cover.covers(steps), covered, "{sets:?}");
    }

    #[test]
    fn each_event_serves_one_step() {
        check(&[0b01, 0b10], 2, true);
        check(&[0b11], 1, true);
        check(&[0b11], 2, false);
        check(&[0b11, 0b11], 2, true);
        check(&[0b001, 0b110], 3, false);
    }

    #[test]
    fn steps_make_room_for_each_other() {
        check(&[0b011, 0b110, 0b101], 3, true);
        check(&[0b111, 0b011, 0b011], 3, true);
        check(&[0b011, 0b011, 0b011], 3, false);
    }

    #[test]
    fn an_event_taken_away_serves_no_more() {
        let mut cover = Cover::default();
        [0b01, 0b11, 0b11].into_iter().for_each(|set| cover.add(set));
        cover.remove(0b01);
        assert!(cover.covers(2));
        cover.remove(0b11);
        assert!(cover.covers(1) && !cover.covers(2));
    }
}
