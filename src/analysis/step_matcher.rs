//! Which events match which steps.
//!
//! Every event gets a set of steps, one bit per step. A step's touchpoints and each of its conditions say yes or no to
//! a code of one column; so per column there is one table from codes to sets, and an event's set is the intersection of
//! what the tables say.

use std::collections::BTreeMap;

use super::{FunnelStep, QuestionError};
use crate::{
    event_log::EventLog,
    prepare::{Block, ByCode, Field},
};

/// The steps an event matches: bit 0 for step 1.
pub(super) type StepSet = u32;

/// Tells for each event of a log which of up to 32 steps it matches.
#[derive(Debug)]
pub(super) struct StepMatcher<'a> {
    tables: Vec<(Field<'a>, ByCode<StepSet>)>,
    one: Vec<StepSet>,
}

impl<'a> StepMatcher<'a> {
    pub fn new(steps: &[FunnelStep], log: &'a EventLog) -> Result<StepMatcher<'a>, QuestionError> {
        debug_assert!(steps.len() <= StepSet::BITS as usize, "a step per bit");
        let mut by_name: BTreeMap<&str, StepSet> = BTreeMap::new();
        for (step, index) in steps.iter().zip(0..) {
            for name in &step.touchpoints {
                *by_name.entry(log.touchpoint_named(name)).or_default() |= 1 << index;
            }
        }
        let touchpoints = log.touchpoints();
        let sets = (0..touchpoints.dictionary.len() as u32)
            .map(|code| by_name.get(touchpoints.dictionary.text(code)).copied().unwrap_or(0))
            .collect();
        let mut tables = vec![(Field::Column(&touchpoints.codes, &touchpoints.dictionary), ByCode(sets))];

        for (step, index) in steps.iter().zip(0..) {
            for condition in &step.conditions {
                let test = condition.test(log)?;
                let known = tables.iter().position(|(field, _)| field.shares_codes_with(&test.field));
                let table = known.unwrap_or_else(|| {
                    tables.push((test.field, ByCode(vec![StepSet::MAX; test.passes.0.len()])));
                    tables.len() - 1
                });
                for (set, passes) in tables[table].1.0.iter_mut().zip(&test.passes.0) {
                    if !passes {
                        *set &= !(1 << index);
                    }
                }
            }
        }
        Ok(StepMatcher { tables, one: Vec::new() })
    }

    /// Writes the steps of each event of a block to `out`, which is cleared first.
    pub fn read(&mut self, block: &Block, out: &mut Vec<StepSet>) {
        let ((field, sets), others) = self.tables.split_first().expect("the touchpoints' table comes first");
        field.look_up(block, sets, out);
        for (field, sets) in others {
            field.look_up(block, sets, &mut self.one);
            out.iter_mut().zip(&self.one).for_each(|(all, one)| *all &= one);
        }
    }
}
