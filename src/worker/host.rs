//! The host: owns the log and answers requests. Knows no browser; the worker's binary brings the bytes.

use std::{borrow::Cow, marker::PhantomData};

use super::protocol::{Cause, Failure, Reply};
use crate::{
    analysis::{Query, Questions},
    event_log::EventLog,
    import::Imported,
    prepare::Scope,
    stage::Placement,
};

/// Owner of the open log, which answers questions `Q`.
#[derive(Debug)]
pub struct Host<Q = Query> {
    opened: Option<Imported>,
    /// The log of the scope asked for last: controls ask about the same events again and again.
    scoped: Option<(Scope, EventLog)>,
    questions: PhantomData<Q>,
}

impl<Q> Default for Host<Q> {
    fn default() -> Host<Q> {
        Host { opened: None, scoped: None, questions: PhantomData }
    }
}

impl<Q: Questions> Host<Q> {
    /// Takes a log that was read.
    pub fn open(&mut self, imported: Imported) -> Reply<Q::Answer> {
        let report = imported.report.clone();
        self.opened = Some(imported);
        self.scoped = None;
        Reply::Opened(Box::new(report))
    }

    /// Answers a question.
    ///
    /// # Errors
    ///
    /// When no log is open, or the question does not fit it.
    pub fn ask(&mut self, mut query: Q) -> Result<Reply<Q::Answer>, Failure> {
        let opened = self.opened.as_ref().ok_or(Cause::NoLog)?;
        let scope = query.take_scope();
        if scope == Scope::default() {
            return Ok(Reply::Answer(query.answer(&opened.log)?));
        }
        if let Some((last, log)) = &self.scoped
            && *last == scope
        {
            return Ok(Reply::Answer(query.answer(log)?));
        }
        // Given back before the next one is made: two at once may be too much for the memory.
        self.scoped = None;
        match scope.apply(&opened.log)? {
            Cow::Borrowed(log) => Ok(Reply::Answer(query.answer(log)?)),
            Cow::Owned(log) => {
                let answer = query.answer(&log);
                self.scoped = Some((scope, log));
                Ok(Reply::Answer(answer?))
            }
        }
    }

    /// Puts a model in force, and touchpoints under names, in its stages and on sides.
    ///
    /// # Errors
    ///
    /// When no log is open.
    pub fn set_stages(&mut self, placement: &Placement) -> Result<Reply<Q::Answer>, Failure> {
        let opened = self.opened.as_mut().ok_or(Cause::NoLog)?;
        opened.place(placement);
        self.scoped = None;
        Ok(Reply::Opened(Box::new(opened.report.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        analysis::{Answer, FunnelQuestion},
        import::{ImportOptions, import},
        prepare::Condition,
        stage::Preset,
    };

    const LOG: &str = "customer,event,timestamp,channel\n\
        a,see,2024-01-01 10:00:00,web\na,buy,2024-01-01 10:01:00,web\n\
        b,see,2024-01-02 10:00:00,app\nb,buy,2024-01-02 10:01:00,store\n";

    fn host() -> Host {
        let mut host = Host::default();
        host.open(import("test.csv", LOG.as_bytes(), &ImportOptions::default()).expect("a log"));
        host
    }

    /// Customers at each step of see > buy, for events through one of the channels.
    fn funnel(host: &mut Host, channels: &[&str]) -> Vec<u32> {
        let mut question = FunnelQuestion::of(["see", "buy"]);
        if !channels.is_empty() {
            let is = Some(channels.iter().map(|&channel| channel.to_owned()).collect());
            question.scope.conditions = vec![Condition { column: "channel".to_owned(), is, ..Condition::default() }];
        }
        match host.ask(question.into()) {
            Ok(Reply::Answer(Answer::Funnel(report))) => report.steps.iter().map(|step| step.customers).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn scopes_one_after_the_other_do_not_mix() {
        let mut host = host();
        for _ in 0..2 {
            assert_eq!(funnel(&mut host, &[]), [2, 2]);
            assert_eq!(funnel(&mut host, &["web"]), [1, 1]);
            assert_eq!(funnel(&mut host, &["web"]), [1, 1]);
            assert_eq!(funnel(&mut host, &["web", "app"]), [2, 1]);
        }
    }

    #[test]
    fn new_stages_hold_for_a_scope_asked_before() {
        let mut host = host();
        let mut by_stage = FunnelQuestion::of(["see", "buy"]);
        by_stage.breakdown = Some("stage".to_owned());
        by_stage.scope.to = Some("2024-01-02".to_owned());
        let value = |host: &mut Host| match host.ask(by_stage.clone().into()) {
            Ok(Reply::Answer(Answer::Funnel(report))) => report.groups[0].value.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(value(&mut host).as_deref(), Some("consideration"));
        let see = |model: Preset, stage: &str| {
            let stages = [("see".to_owned(), stage.to_owned())].into();
            Placement { model: model.into(), stages, ..Placement::default() }
        };
        host.set_stages(&see(Preset::FiveStage, "awareness")).expect("a log is open");
        assert_eq!(value(&mut host).as_deref(), Some("awareness"));
        host.set_stages(&see(Preset::Aida, "desire")).expect("a log is open");
        assert_eq!(value(&mut host).as_deref(), Some("desire"));
    }

    #[test]
    fn names_hold_for_a_scope_asked_before_and_can_be_taken_back() {
        let mut host = host();
        let named = |names: &[(&str, &str)]| Placement {
            names: names.iter().map(|(own, name)| ((*own).to_owned(), (*name).to_owned())).collect(),
            ..Placement::default()
        };
        assert_eq!(funnel(&mut host, &["web"]), [1, 1]);
        let mut touchpoints = |names: &[(&str, &str)]| match host.set_stages(&named(names)) {
            Ok(Reply::Opened(report)) => report.summary.touchpoints.len(),
            other => panic!("{other:?}"),
        };
        assert_eq!(touchpoints(&[("see", "meet"), ("buy", "meet")]), 1);
        assert_eq!(touchpoints(&[]), 2);
        assert_eq!(touchpoints(&[("buy", "see"), ("see", "buy")]), 2);
        // They have each other's name: nobody sees after they bought.
        assert_eq!(funnel(&mut host, &["web"]), [1, 0]);
        assert_eq!(funnel(&mut host, &[]), [2, 0]);
        host.set_stages(&named(&[])).expect("a log is open");
        assert_eq!(funnel(&mut host, &["web"]), [1, 1]);
    }

    #[test]
    fn without_a_log_there_is_no_answer() {
        assert!(Host::<Query>::default().ask(FunnelQuestion::of(["a", "b"]).into()).is_err());
    }
}
