//! Event log → report: one file per question.
//!
//! A new analysis is a file here with its question, its report and [`Analysis::run`], arms in [`Query`], [`Answer`]
//! and their [`Questions`]; the compiler asks for the rest.

mod attempt;
mod axis;
pub mod complaints;
pub mod consistency;
mod contrast;
mod count;
mod cover;
pub mod customer;
pub mod customers;
pub mod feedback;
pub mod funnel;
pub mod funnel_customers;
pub mod heatmap;
pub mod journey_map;
pub mod overview;
pub mod pain_points;
mod proposal;
pub mod risks;
pub mod score_changes;
pub mod stage_paths;
pub mod statistics;
mod step_matcher;
pub mod verbatims;

pub use complaints::{BeforeComplaints, ComplaintsQuestion, ComplaintsReport};
pub use consistency::{ConsistencyQuestion, ConsistencyReport, TouchpointAcross};
pub use contrast::{Contrast, Estimate, corrected};
pub use count::Count;
pub use customer::{
    CustomerQuestion, CustomerReport, FunnelTrace, MatchedEvent, Missed, Property, Session, TimelineEvent, WhyMissed,
};
pub use customers::{CustomerOrder, CustomerRow, CustomersQuestion, CustomersReport};
pub use feedback::{FeedbackQuestion, FeedbackReport, Rated, ScoreGroup, Scores, band_ranges};
pub use funnel::{FunnelGroup, FunnelQuestion, FunnelReport, FunnelStep, FunnelStepReport, StepOrder};
pub use funnel_customers::{FunnelCustomersQuestion, FunnelCustomersReport, Group, NextTouchpoint, Who};
pub use heatmap::{Dimension, HeatmapDetail, HeatmapQuestion, HeatmapReport, Measure, Total};
pub use journey_map::{JourneyMapQuestion, JourneyMapReport, StageOfMap, StagePart, TouchpointOfMap};
pub use overview::{Figure, FigureKind, OverviewQuestion, OverviewReport};
pub use pain_points::{Observed, PainPoint, PainPointsQuestion, PainPointsReport};
pub use proposal::{Proposal, ProposalQuestion};
pub use risks::{Risk, RisksQuestion, RisksReport, Stake};
pub use score_changes::{ScoreChange, ScoreChangesQuestion, ScoreChangesReport};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
pub use stage_paths::{StagePath, StagePathsQuestion, StagePathsReport};
pub use verbatims::{Theme, Verbatim, VerbatimsQuestion, VerbatimsReport};

pub use crate::prepare::QuestionError;
use crate::{event_log::EventLog, prepare::Scope};

/// A question that an event log can answer.
pub trait Analysis: Into<Query> {
    /// What it answers with.
    type Report: TryFrom<Answer>;

    /// The answer.
    ///
    /// # Errors
    ///
    /// When the question does not fit the log: an unknown column, a number out of range.
    fn run(&self, log: &EventLog) -> Result<Self::Report, QuestionError>;
}

/// Any question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Query {
    /// After what do they complain or enquire?
    Complaints(ComplaintsQuestion),
    /// Is a touchpoint the same through every channel?
    Consistency(ConsistencyQuestion),
    /// What did one customer do, and why were they counted?
    Customer(CustomerQuestion),
    /// Who are they?
    Customers(CustomersQuestion),
    /// How do they feel, and where?
    Feedback(FeedbackQuestion),
    /// Where do they drop out?
    Funnel(FunnelQuestion),
    /// Who is behind a bar of the funnel, and what did they do next?
    FunnelCustomers(FunnelCustomersQuestion),
    /// Where is it hot, where is it cold?
    Heatmap(HeatmapQuestion),
    /// What is it like, stage by stage?
    JourneyMap(JourneyMapQuestion),
    /// How are we doing?
    Overview(OverviewQuestion),
    /// Where does it hurt?
    PainPoints(PainPointsQuestion),
    /// Which funnel and goal suit this log?
    Proposal(ProposalQuestion),
    /// What do failures cost, and where?
    Risks(RisksQuestion),
    /// How do they feel before and after a touchpoint?
    ScoreChanges(ScoreChangesQuestion),
    /// Which ways do they take through a stage?
    StagePaths(StagePathsQuestion),
    /// What do they say?
    Verbatims(VerbatimsQuestion),
}

/// Any report.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Answer {
    /// To [`Query::Complaints`].
    Complaints(ComplaintsReport),
    /// To [`Query::Consistency`].
    Consistency(ConsistencyReport),
    /// To [`Query::Customer`].
    Customer(CustomerReport),
    /// To [`Query::Customers`].
    Customers(CustomersReport),
    /// To [`Query::Feedback`].
    Feedback(FeedbackReport),
    /// To [`Query::Funnel`].
    Funnel(FunnelReport),
    /// To [`Query::FunnelCustomers`].
    FunnelCustomers(FunnelCustomersReport),
    /// To [`Query::Heatmap`].
    Heatmap(HeatmapReport),
    /// To [`Query::JourneyMap`].
    JourneyMap(JourneyMapReport),
    /// To [`Query::Overview`].
    Overview(OverviewReport),
    /// To [`Query::PainPoints`].
    PainPoints(PainPointsReport),
    /// To [`Query::Proposal`].
    Proposal(Proposal),
    /// To [`Query::Risks`].
    Risks(RisksReport),
    /// To [`Query::ScoreChanges`].
    ScoreChanges(ScoreChangesReport),
    /// To [`Query::StagePaths`].
    StagePaths(StagePathsReport),
    /// To [`Query::Verbatims`].
    Verbatims(VerbatimsReport),
}

/// Questions that a host answers: any, or some.
pub trait Questions: DeserializeOwned {
    /// Their reports.
    type Answer: Serialize;

    /// Takes the scope out of the question, which is then about all events.
    fn take_scope(&mut self) -> Scope;

    /// The answer.
    ///
    /// # Errors
    ///
    /// When the question does not fit the log.
    fn answer(&self, log: &EventLog) -> Result<Self::Answer, QuestionError>;
}

impl Questions for Query {
    type Answer = Answer;

    fn take_scope(&mut self) -> Scope {
        match self {
            Query::Complaints(question) => std::mem::take(&mut question.scope),
            Query::Consistency(question) => std::mem::take(&mut question.scope),
            // It tells the events outside its scope too.
            Query::Customer(_) => Scope::default(),
            Query::Customers(question) => std::mem::take(&mut question.scope),
            Query::Feedback(question) => std::mem::take(&mut question.scope),
            Query::Funnel(question) => std::mem::take(&mut question.scope),
            Query::FunnelCustomers(question) => std::mem::take(&mut question.funnel.scope),
            Query::Heatmap(question) => std::mem::take(&mut question.scope),
            Query::JourneyMap(question) => std::mem::take(&mut question.scope),
            // Its time is the period, which is more than what events are in scope.
            Query::Overview(_) => Scope::default(),
            Query::PainPoints(question) => std::mem::take(&mut question.scope),
            Query::Proposal(_) => Scope::default(),
            Query::Risks(question) => std::mem::take(&mut question.scope),
            Query::ScoreChanges(question) => std::mem::take(&mut question.scope),
            Query::StagePaths(question) => std::mem::take(&mut question.scope),
            // A row tells its place among all events of its customer.
            Query::Verbatims(_) => Scope::default(),
        }
    }

    fn answer(&self, log: &EventLog) -> Result<Answer, QuestionError> {
        Ok(match self {
            Query::Complaints(question) => Answer::Complaints(question.run(log)?),
            Query::Consistency(question) => Answer::Consistency(question.run(log)?),
            Query::Customer(question) => Answer::Customer(question.run(log)?),
            Query::Customers(question) => Answer::Customers(question.run(log)?),
            Query::Feedback(question) => Answer::Feedback(question.run(log)?),
            Query::Funnel(question) => Answer::Funnel(question.run(log)?),
            Query::FunnelCustomers(question) => Answer::FunnelCustomers(question.run(log)?),
            Query::Heatmap(question) => Answer::Heatmap(question.run(log)?),
            Query::JourneyMap(question) => Answer::JourneyMap(question.run(log)?),
            Query::Overview(question) => Answer::Overview(question.run(log)?),
            Query::PainPoints(question) => Answer::PainPoints(question.run(log)?),
            Query::Proposal(question) => Answer::Proposal(question.run(log)?),
            Query::Risks(question) => Answer::Risks(question.run(log)?),
            Query::ScoreChanges(question) => Answer::ScoreChanges(question.run(log)?),
            Query::StagePaths(question) => Answer::StagePaths(question.run(log)?),
            Query::Verbatims(question) => Answer::Verbatims(question.run(log)?),
        })
    }
}

/// The questions of the charts in other people's pages.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ChartQuery {
    /// [`Query::Funnel`].
    Funnel(FunnelQuestion),
    /// [`Query::Heatmap`].
    Heatmap(HeatmapQuestion),
    /// [`Query::Proposal`].
    Proposal(ProposalQuestion),
}

/// Their reports.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ChartAnswer {
    /// To [`ChartQuery::Funnel`].
    Funnel(FunnelReport),
    /// To [`ChartQuery::Heatmap`].
    Heatmap(HeatmapReport),
    /// To [`ChartQuery::Proposal`].
    Proposal(Proposal),
}

impl Questions for ChartQuery {
    type Answer = ChartAnswer;

    fn take_scope(&mut self) -> Scope {
        match self {
            ChartQuery::Funnel(question) => std::mem::take(&mut question.scope),
            ChartQuery::Heatmap(question) => std::mem::take(&mut question.scope),
            ChartQuery::Proposal(_) => Scope::default(),
        }
    }

    fn answer(&self, log: &EventLog) -> Result<ChartAnswer, QuestionError> {
        Ok(match self {
            ChartQuery::Funnel(question) => ChartAnswer::Funnel(question.run(log)?),
            ChartQuery::Heatmap(question) => ChartAnswer::Heatmap(question.run(log)?),
            ChartQuery::Proposal(question) => ChartAnswer::Proposal(question.run(log)?),
        })
    }
}

/// Ties a question to its variants of [`Query`] and [`Answer`].
macro_rules! tie {
    ($question:ty, $report:ty, $variant:ident) => {
        impl From<$question> for Query {
            fn from(question: $question) -> Query {
                Query::$variant(question)
            }
        }
        impl TryFrom<Answer> for $report {
            type Error = Answer;
            fn try_from(answer: Answer) -> Result<$report, Answer> {
                match answer {
                    Answer::$variant(report) => Ok(report),
                    other => Err(other),
                }
            }
        }
    };
}
tie!(ComplaintsQuestion, ComplaintsReport, Complaints);
tie!(ConsistencyQuestion, ConsistencyReport, Consistency);
tie!(CustomerQuestion, CustomerReport, Customer);
tie!(CustomersQuestion, CustomersReport, Customers);
tie!(FeedbackQuestion, FeedbackReport, Feedback);
tie!(FunnelQuestion, FunnelReport, Funnel);
tie!(FunnelCustomersQuestion, FunnelCustomersReport, FunnelCustomers);
tie!(HeatmapQuestion, HeatmapReport, Heatmap);
tie!(JourneyMapQuestion, JourneyMapReport, JourneyMap);
tie!(OverviewQuestion, OverviewReport, Overview);
tie!(PainPointsQuestion, PainPointsReport, PainPoints);
tie!(ProposalQuestion, Proposal, Proposal);
tie!(RisksQuestion, RisksReport, Risks);
tie!(ScoreChangesQuestion, ScoreChangesReport, ScoreChanges);
tie!(StagePathsQuestion, StagePathsReport, StagePaths);
tie!(VerbatimsQuestion, VerbatimsReport, Verbatims);
