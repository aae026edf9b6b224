/**
 * Sojourn: customer-journey analytics in the browser. Nothing is uploaded.
 *
 * The public JavaScript module, `sojourn.js`: what other pages embed and what the widget elements are made of.
 * This file is the contract: names and shapes below do not change without a note in the changelog; later analyses
 * are added in the same style (one method per question, plain data in, plain data out).
 *
 * Conventions: a `Rate` is 0..=1; durations are in seconds and say so in their name; instants are ISO 8601 strings;
 * `null` means "not known" or "does not apply", never 0. Arrays keep the order in which the engine ranked them.
 */

/** A file the user picked, or bytes with a file name (the name's ending is a hint, the content decides the format). */
export type Source = Blob | SourceOptions & { name: string; data: Blob | ArrayBuffer | Uint8Array | string };

/** How one source is to be read; everything left out is detected. */
export interface SourceOptions {
  /** Column name for each role; what is named here wins over `OpenOptions.columns`. */
  columns?: Partial<Record<ColumnRole, string>>;
  /** Columns that are not read, by name: they take no memory, and no question can ask for them. */
  leaveOut?: string[];
  dateOrder?: "dayFirst" | "monthFirst";
  /** Sheet of a workbook. Default: the first one that holds a table. */
  sheet?: string;
  /** Life-cycle transitions of a XES log that become events. Default: "complete", or all where none is. */
  lifecycle?: string[];
  /**
   * Data rows that are read, counted from 1, both ends included; left out: from the first, to the last. The others are
   * counted, and are neither events nor skipped.
   */
  rows?: { from?: number; to?: number };
}

/**
 * Reads one or more sources into one event log, in workers. The promise settles when the log can be asked.
 * @throws SojournError when no event log can be made of the sources, or the signal aborts.
 */
export function openLog(sources: Source | Source[], options?: OpenOptions): Promise<JourneyLog>;

export interface OpenOptions {
  /** Column name for each role, in every source that has it; a role left out is detected from names and content. */
  columns?: Partial<Record<ColumnRole, string>>;
  /** Whether customers are joined over their identifiers, where there are several sources or identifiers. Default "on". */
  joining?: "on" | "off";
  /** What becomes of events that are exact duplicates. Default "keep"; those dropped are among the skipped rows. */
  duplicates?: "keep" | "drop";
  /** IANA zone in which weekdays, hours and dates are read. Timestamps without an offset are taken as written. Default "UTC". */
  timeZone?: string;
  /** How to read dates like 03/04/2024 where no row of the column decides it. Left out: such a column is an error. */
  dateOrder?: "dayFirst" | "monthFirst";
  /**
   * The stages of the journey, in their order. Left out: those that the file's stage column tells of, else "fiveStage".
   * - fiveStage: awareness, consideration, purchase, use, loyalty
   * - fourStage: awareness, consideration, decision, loyalty
   * - aida: attention, interest, desire, action
   * - aarrr: acquisition, activation, revenue, retention, referral (nobody stays with what they have not bought)
   * - own stages, 1 to 20, each with another name
   */
  stageModel?: "fiveStage" | "fourStage" | "aida" | "aarrr" | StageOfModel[];
  /** Stages of touchpoints, by name, where the guess from the name is wrong; "" is no stage. */
  stages?: Record<string, string>;
  /**
   * Sides of touchpoints, by name, where the guess is wrong. An event is on the side chosen for its touchpoint; else on that
   * which its channel's name tells ("store", "call centre", "网站"); else on that of its touchpoint's name, online by default.
   */
  sides?: Record<string, "online" | "offline">;
  /** Channels of touchpoints, by name, whatever the file says of their events; a file without channels gets some by this. */
  channels?: Record<string, string>;
  /**
   * Names under which touchpoints are counted, by their names in the file; those under one name are one touchpoint, as in
   * { "/product/1": "product page", "/product/2": "product page" }. `stages`, `sides` and reports go by these; questions
   * may use either. As a column of its own the file's column keeps what the file says.
   */
  names?: Record<string, string>;
  /** How many workers to use. Results do not depend on it. Default: chosen from the machine and the file. */
  workers?: number;
  onProgress?(progress: Progress): void;
  signal?: AbortSignal;
}

export interface StageOfModel {
  name: string;
  color?: string;   // "#rrggbb"
  /**
   * Other names that mean it: values of a stage column, and what is guessed of touchpoints ("awareness", "consideration",
   * "purchase", "use", "loyalty"; "intent" for signs of wanting to buy), which then land here.
   */
  also?: string[];
}

export type ColumnRole =
  | "customer" | "touchpoint" | "timestamp"
  | "channel" | "stage" | "session" | "value" | "score" | "comment" | "variant" | "cost";

export interface Progress { phase: "reading" | "sorting"; bytes: number; totalBytes: number; rows: number }

/** Every failure is one of these; `message` is a sentence for people, `code` is for programs. */
export interface SojournError extends Error {
  code: "notAnEventLog" | "missingColumn" | "unreadable" | "tooLarge" | "badQuestion" | "cancelled" | "outOfMemory" | "workerLost";
}

export interface JourneyLog {
  readonly summary: LogSummary;
  funnel(question: FunnelQuestion): Promise<FunnelReport>;
  heatmap(question: HeatmapQuestion): Promise<HeatmapReport>;
  journeyMap(question?: JourneyMapQuestion): Promise<JourneyMapReport>;
  feedback(question?: FeedbackQuestion): Promise<FeedbackReport>;
  /** What customers say: the themes of their comments, and a window of the list. */
  verbatims(question?: VerbatimsQuestion): Promise<VerbatimsReport>;
  /** What comes before complaints and enquiries. */
  complaints(question?: ComplaintsQuestion): Promise<ComplaintsReport>;
  /** The scores of each touchpoint, channel by channel: is it the same through all of them? */
  consistency(question?: ConsistencyQuestion): Promise<ConsistencyReport>;
  /** The scores before and after each touchpoint, customer by customer. */
  scoreChanges(question?: ScoreChangesQuestion): Promise<ScoreChangesReport>;
  /** The ways that customers take through a stage, and which of them lead on. */
  stagePaths(question: StagePathsQuestion): Promise<StagePathsReport>;
  overview(question?: OverviewQuestion): Promise<OverviewReport>;
  painPoints(question?: PainPointsQuestion): Promise<PainPointsReport>;
  /** What failures cost, touchpoint by touchpoint. */
  risks(question?: RisksQuestion): Promise<RisksReport>;
  /** A window of the list of customers. */
  customers(question?: CustomersQuestion): Promise<CustomersReport>;
  /** One customer's timeline. */
  customer(question: CustomerQuestion): Promise<CustomerReport>;
  /** Stops the workers and frees the memory. */
  close(): void;
}

export interface LogSummary {
  rows: number;                 // data rows read = events + skipped.count
  events: number;
  customers: number;
  first: string | null;         // instant of the first event
  last: string | null;
  columns: Partial<Record<ColumnRole, string>>;            // the mapping in force
  touchpoints: {                // most events first
    name: string;
    events: number;
    customers: number;
    stage: string | null;
    names?: string[];           // what the file calls it, where OpenOptions.names say otherwise
  }[];
  channels: { name: string; events: number }[];
  skipped: {
    count: number;
    reasons: { reason: string; count: number }[];
    examples: { source: string; line: number; column: string | null; value: string | null; reason: string }[];  // at most 100
  };
}

/** Which customers and events a question is about. Left out: all. */
export interface Scope {
  from?: string;                // first instant, inclusive
  to?: string;                  // end, exclusive
  where?: Condition[];          // events that meet all of these
  customers?: CustomerCondition[];      // of customers who meet all of these
  except?: Scope[];             // events that are in none of these: { except: [scope] } is the rest
}
export interface Condition { column: string; is?: string[]; isNot?: string[]; atLeast?: number; atMost?: number }
/**
 * They have an event that meets all of `did`, followed, where `then` is given, by another one that meets all of that.
 * Asked of all events of a customer, also of those outside of `from`, `to` and `where`.
 */
export interface CustomerCondition {
  did: Condition[];
  then?: Condition[];
  withinSeconds?: number;       // at most so much later, inclusive; left out: however much later
  not?: boolean;                // it is the others who meet it; default false
}

export interface FunnelQuestion {
  steps: (string | FunnelStep)[];                          // 2..=20
  order?: "inOrder" | "exact" | "anyOrder";                // default inOrder
  /** From step 1 to the last matched step, inclusive; null = no limit. Default 14 days. */
  windowSeconds?: number | null;
  /** Column (or "channel", "touchpoint", "stage") whose value on the matched step 1 splits the funnel. */
  breakdown?: string;
  scope?: Scope;
}
export interface FunnelStep { touchpoints: string[]; where?: Condition[] }

export interface FunnelReport {
  customers: number;            // in scope
  steps: FunnelStepReport[];
  groups: { value: string | null; steps: FunnelStepReport[] }[];   // empty without a breakdown
}
export interface FunnelStepReport {
  label: string;
  customers: number;            // reached this step
  conversionRate: number | null;        // of step 1
  stepConversionRate: number | null;    // of the previous step; null for step 1
  interval: [number, number] | null;    // Wilson 95 % of conversionRate
  dropOff: number;              // reached the previous step and not this one; 0 for step 1
  medianSecondsFromPrevious: number | null;
  medianSecondsFromStart: number | null;
}

export type Dimension =
  | "stage" | "touchpoint" | "channel" | "nextTouchpoint" | "step" | "weekday" | "hour" | "date"
  /** "converted": events before the customer's first `goal`; "dropped": events of customers without one. Needs `goal`. */
  | "outcome"
  | { column: string };
export interface HeatmapQuestion {
  rows: Dimension;
  columns: Dimension;
  /** Default "events". `conversionRate` needs `goal`: share of the cell's customers who reach the goal after the event (same instant, later row counts). */
  measure?: "events" | "customers" | "conversionRate" | "meanScore" | "totalValue" | "medianSecondsToNext";
  goal?: string | FunnelStep;
  /** For dimension "step": how many positions from the start of the journey. Default 10. */
  maxSteps?: number;
  scope?: Scope;
}
export interface HeatmapReport {
  rows: string[];               // weekday: "1" (Monday) to "7"; hour: "0" to "23"; step: "1"…
  columns: string[];
  cells: (number | null)[][];   // [row][column]; null where nothing was counted
  samples: number[][];          // how many events (customers, for customer measures) stand behind each cell
}

export interface JourneyMapQuestion {
  /** A journey has ended when its last event is longer than this before the end of the data. Default 30 days. */
  idleSeconds?: number;
  /** Which event a score speaks of: the one that has it, or the customer's event before it. Default: "before" where all scores stand at one touchpoint of several (a survey), else "event". */
  rated?: "event" | "before";
  scope?: Scope;
}
export interface JourneyMapReport {
  customers: number;            // in scope
  stages: StageOfMap[];         // those with events, in the order of the model
  withoutStage: number;         // events whose stage is not known
  scale: ScoreScale | null;          // of the scores; null where there are none
  rated: "event" | "before" | null;   // which event a score speaks of; null where there are none
}
/** Each customer of a stage goes on (later, to a later stage), goes back (to an earlier one), is still here, or has left. */
export interface StageOfMap {
  stage: string;
  events: number;
  online: number;               // events on the online side; the others are offline
  failures: number;             // events at touchpoints that are failures or complaints by their names
  failedCustomers: number;      // customers with such an event
  customers: number;            // goingOn + goingBack + staying + leaving
  goingOn: number;
  goingBack: number;
  staying: number;
  leaving: number;
  starting: number;             // their journey begins here
  comingBack: number;           // they visit it more than once
  onwardRate: number | null;    // goingOn of customers; null for the last stage
  onwardInterval: [number, number] | null;              // Wilson 95 %
  secondsInStage: [number, number, number] | null;      // quartiles, over all visits
  secondsToNext: [number, number, number] | null;       // from the end of a visit to the next one
  scores: Scores | null;
  touchpoints: { touchpoint: string; events: number; customers: number }[];   // most events first
}
export interface StagePathsQuestion {
  stage: string;
  keep?: number;                // so many paths, those of most customers. Default 20
  scope?: Scope;
}
/** A customer's path is what they do on their first visit to the stage; one touchpoint after itself counts once. */
export interface StagePathsReport {
  stage: string;
  customers: number;            // of the stage, as on the journey map
  goingOn: number;              // of them, those who go on, as on the journey map
  nPaths: number;               // different ones
  paths: {                      // most customers first
    touchpoints: string[];      // the first 8
    isCut: boolean;             // more follow
    customers: number;
    goingOn: number;
    onwardRate: number | null;  // null where no later stage has events
    onwardInterval: [number, number] | null;   // Wilson 95 %
    medianSeconds: number;      // from the first event of the visit to its last one
  }[];
}
/** 0 to 10, 1 to 5, 1 to 7. */
export type ScoreScale = "nps" | "csat" | "ces";
export interface FeedbackQuestion {
  /** Left out, there are no groups. "outcome" needs `goal`. */
  by?: Dimension;
  /** Which event a score speaks of: the one that has it, or the customer's event before it, in scope. Default: "before" where all scores stand at one touchpoint of several (a survey), else "event". */
  rated?: "event" | "before";
  goal?: string | FunnelStep;
  /** Default: as told from the name and the values of the score's column. */
  scale?: ScoreScale;
  /** Only scores that speak of an event that meets all of these. */
  about?: Condition[];
  /** For dimension "step": how many positions from the start of the journey. Default 10. */
  maxSteps?: number;
  /** Keep this many groups, those with the most scores, and gather the rest in one more. Default: keep all. */
  keep?: number;
  scope?: Scope;
}
export interface FeedbackReport {
  scale: ScoreScale;
  rated: "event" | "before";  // which event a score speaks of
  overall: Scores;
  groups: { name: string; scores: Scores }[];   // in the order of the dimension; texts by scores, most first
  gathered: number;             // how many values the last group gathers; 0: none does
  offScale: number;             // events whose number is not on the scale: they count nowhere
  unplaced: number;             // scores in no group: what they speak of is not there
}
export interface ConsistencyQuestion {
  rated?: "event" | "before";
  scale?: ScoreScale;
  scope?: Scope;
}
export interface ConsistencyReport {
  scale: ScoreScale;
  rated: "event" | "before";
  touchpoints: {                // those with 5 scores or more through at least two channels, the surest difference first
    touchpoint: string;
    channels: { name: string; scores: Scores }[];  // the lowest mean first
    spread: number;             // the highest mean less the lowest
    pValue: number;             // Kruskal-Wallis, adjusted for the number of touchpoints (Holm)
  }[];
}
export interface ScoreChangesQuestion {
  scale?: ScoreScale;
  /** Touchpoints with fewer customers, who have a score before and after it, are left out. Default 10. */
  least?: number;
  scope?: Scope;
}
export interface ScoreChangesReport {
  scale: ScoreScale;
  touchpoints: {                // the surest change first
    touchpoint: string;
    customers: number;          // with a score before their first event at it, and one from it on
    before: number;             // means, in points of the scale
    after: number;
    interval: [number, number]; // 95 % of after - before
    pValue: number;             // adjusted for the number of touchpoints (Holm)
  }[];
}
export interface Scores {
  n: number;
  counts: number[];             // of each score, from the lowest of the scale to the highest
  index: number | null;         // NPS -1..=1 (promoters - detractors), CSAT 0..=1 (share of 4 and 5), CES 1..=7 (mean)
  interval: [number, number] | null;    // 95 % of index
  mean: number | null;
  meanInterval: [number, number] | null;
}

export interface VerbatimsQuestion {
  /** Default: as told from the name and the values of the score's column. */
  scale?: ScoreScale;
  /** Which event a comment speaks of, as in `FeedbackQuestion`. */
  rated?: "event" | "before";
  /** List the comments with this text in them, in capitals or not; empty: all. */
  search?: string;
  /** List the comments that have this term; its theme has as many. */
  theme?: string;
  /** List the comments beside a score from the first number to the second, both included. */
  scores?: [number, number];
  /** At most 30, which is the default. 0 looks for none, and is quick. */
  themes?: number;
  scope?: Scope;
  from?: number;                // the first comment wanted, from 0
  count?: number;               // at most 10,000; default 100
}
export interface VerbatimsReport {
  scale: ScoreScale | null;     // null where there are no scores
  rated: "event" | "before";    // which event a comment speaks of
  comments: number;             // in scope
  scores: Scores | null;        // beside them
  halves: [number, number];     // comments in the first half of the period (the span of the events in scope) and in the second
  middle: string;               // the instant at which the second half begins
  themes: Theme[];              // of all comments in scope, most comments first
  matching: number;             // as long is the list
  from: number;
  rows: Verbatim[];             // latest first
}
/** A term that many comments share: a word, two words in a row, or two to six Han characters in a row. */
export interface Theme {
  term: string;
  comments: number;             // each counts once
  scores: Scores | null;        // beside them
  halves: [number, number];     // how many of them are of each half of the period
  change: number | null;        // share of the second half's comments less share of the first's
  changeInterval: [number, number] | null;      // 95 %, Newcombe's method 10
  pValue: number | null;        // two-sided, adjusted for the number of themes (Holm)
}
export interface Verbatim {
  customer: string;
  event: number;                // position among all of the customer's events, from 0, as in `CustomerReport`
  timestamp: string;
  touchpoint: string | null;    // what it speaks of
  score: number | null;
  text: string;
}

export interface ComplaintsQuestion {
  /** Touchpoints that are complaints. Default: those whose name says so, such as "Complaint" or "投诉". */
  complaints?: string[];
  /** Touchpoints that are enquiries. Default: those whose name says so, such as "Support chat" or "咨询". */
  enquiries?: string[];
  scope?: Scope;
}
export interface ComplaintsReport {
  complaints: string[];         // by name
  enquiries: string[];
  events: number;               // at either
  unplaced: number;             // of them, those that are the customer's first event or come after another one
  touchpoints: BeforeComplaints[];      // the others, those with the most above all others first
}
export interface BeforeComplaints {
  touchpoint: string;
  events: number;
  complaints: number;           // events with a complaint as the customer's next one
  enquiries: number;
  rate: number;                 // share of those with either
  interval: [number, number];   // Wilson 95 %
  rest: number | null;          // the share at all other touchpoints
  differenceInterval: [number, number] | null;  // 95 %, Newcombe's method 10
  excess: number;               // events × (rate - rest)
  pValue: number | null;        // two-sided, adjusted for the number of touchpoints (Holm)
}

export interface OverviewQuestion {
  /** Default: the touchpoint whose name says that something was bought. With no touchpoints at all there is no goal. */
  goal?: string | FunnelStep;
  /** Its time is the period. Default: the longest of 84, 28, 14, 7 days and 1 day that goes twice into the data, counted back from the last event; else half of the data. */
  scope?: Scope;
}
export interface OverviewReport {
  from: string;                 // first instant of the period
  to: string;                   // end, exclusive
  previousFrom: string;         // the period before is as long, and ends at `from`
  goal: FunnelStep | null;
  scale: ScoreScale | null;
  figures: Figure[];            // those that the data has
}
export interface Figure {
  kind: "customers" | "events" | "sessions" | "conversionRate" | "secondsToConvert" | "repeatRate" | "value" | "score";
  now: number | null;
  interval: [number, number] | null;        // 95 %, of rates and scores
  before: number | null;
  change: number | null;        // relative for counts, values and times; the difference of rates and scores
  changeInterval: [number, number] | null;  // 95 %
  isSure: boolean;              // more than chance, among as many figures
  trend: (number | null)[];     // 14 stretches of the period before, then 14 of the period; empty for times and returns
}

export interface RisksQuestion {
  /** Default: the touchpoint whose name says that something was bought. It counts where the data has no values. */
  goal?: string | FunnelStep;
  /** Touchpoints that are failures. Default: those whose name says so, such as "Payment failed" or "投诉". */
  failures?: string[];
  /** Touchpoints with fewer customers on either side are left out. Default 5. */
  least?: number;
  scope?: Scope;
}
export interface RisksReport {
  stake: "value" | "conversions" | null;        // null where there are neither values nor a goal
  failures: string[];           // by name
  touchpoints: {                // the highest risk first
    touchpoint: string;
    customers: number;          // with an event at it
    failed: number;             // of them, those with a failure as their next event after one at it
    rate: number;               // their share
    interval: [number, number]; // Wilson 95 %
    lost: number;               // with each: what the others bring from their first event at it on, on average, less what they bring
    lostInterval: [number, number];
    risk: number;               // failed × lost
    pValue: number;             // that nothing is lost, adjusted for the number of touchpoints (Holm)
  }[];
}

export interface PainPointsQuestion {
  /** Default: the touchpoint whose name says that something was bought. With no touchpoints at all there is no goal. */
  goal?: string | FunnelStep;
  /** Touchpoints that are failures. Default: those whose name says so, such as "Payment failed" or "投诉". */
  failures?: string[];
  /** Customers go on who are at another touchpoint after at most this long. Default: within what 95 % of the times between two events of a customer lie; a day at least, at most 30 days and a quarter of the data's span. */
  withinSeconds?: number;
  /** Which event a score speaks of, as in `FeedbackQuestion`. */
  rated?: "event" | "before";
  scope?: Scope;
}
export interface PainPointsReport {
  customers: number;            // in scope
  goal: FunnelStep | null;      // what counted as the conversion
  failures: string[];           // by name
  withinSeconds: number;
  comparisons: number;          // made; p-values are adjusted for them
  points: PainPoint[];          // most customers lost or unhappy first; empty where nothing exceeds what is predicted
}
export interface PainPoint {
  touchpoint: string;
  customers: number;            // of whom a visit was looked at, drawn by lot (always the same)
  lost: number;                 // the most of any evidence; an estimate, not whole
  unhappy: number;
  evidence: PainEvidence[];     // the surest first
}
/** A rate that is higher than the rest of the journey predicts. */
export interface PainEvidence {
  /** No other touchpoint follows; a failure follows; back after having been elsewhere; slow to go on; the goal is not reached after this failure; a low score. */
  kind: "dropOff" | "failure" | "repeats" | "longStay" | "afterFailure" | "lowScore";
  group: { column: string; value: string } | null;      // null: all visits to the touchpoint
  /** The day since which it is so; without a group it is what is compared. */
  since: { date: string; before: number; after: number } | null;
  n: number;                    // visits, one a customer (scores, for "lowScore")
  observed: number;             // a rate
  expected: number;
  excessInterval: [number, number];     // 95 % of observed - expected
  concerned: number;            // n * (observed - expected)
  lost: number;                 // of them, who would have reached the goal
  unhappy: number;
  pValue: number;               // one-sided, adjusted for the comparisons made
}

/** A count in another report. Its question is that of the report, whose own scope is not used: that of who asks is. */
export type Count =
  /** A cell of the heatmap, by the names of its row and its column. */
  | { cell: { question: HeatmapQuestion; row: string; column: string } }
  /** Events at a touchpoint with one of these as the customer's very next event: complaints and enquiries after it, failures in the risk register. */
  | { followed: { touchpoint: string; by: string[] } }
  /** What a piece of evidence of a pain point observes. */
  | { evidence: { question?: PainPointsQuestion; observed: { touchpoint: string; kind: PainEvidence["kind"]; group?: { column: string; value: string }; since?: string } } }
  /** Scores of the feedback: those of a group (default: all) from the lowest to the highest of the range (default: all). */
  | { scores: { question: FeedbackQuestion; group?: string; range?: [number, number] } }
  /** Events at a touchpoint. */
  | { touchpoint: { touchpoint: string } }
  /** Customers with a score before and after a touchpoint. */
  | { scoreChange: { touchpoint: string; question?: ScoreChangesQuestion } }
  /** A part of a stage's customers on the journey map. */
  | { stage: { stage: string; part: "all" | "goingOn" | "goingBack" | "staying" | "leaving" | "starting" | "comingBack" | "failed"; idleSeconds?: number } }
  /** A way through a stage. */
  | { path: { stage: string; touchpoints: string[]; isCut?: boolean } };
export interface CustomersQuestion {
  /** Part of the name, in capitals or not. */
  search?: string;
  /** Default "name". Who is equal in it, or has none, stands by name, the latter last. */
  order?: "name" | "events" | "first" | "last" | "value";
  descending?: boolean;
  /** Those with at least one event in it; rows are of these events. */
  scope?: Scope;
  /** Of them, those behind this count of another report about the same scope. */
  behind?: Count;
  from?: number;                // first row wanted, from 0
  count?: number;               // rows, at most 10,000; default 100
}
export interface CustomersReport {
  customers: number;            // in scope; behind the count, where one was asked for
  matching: number;             // whose name matches: length of the list
  from: number;
  rows: CustomerRow[];
}
export interface CustomerRow {
  customer: string;
  events: number;
  first: string;                // instant
  last: string;
  value: number | null;         // sum; null without any
  score: number | null;         // mean
  furthestStage: string | null; // last one of the model, whenever it came
  lastTouchpoint: string;
}

export interface CustomerQuestion {
  customer: string;
  /** A longer gap ends a session. Default 30 minutes. */
  sessionSeconds?: number;
  /** Tell which of the events this funnel counted, and why no more. */
  funnel?: FunnelQuestion;
  /** Tell which of the events lie in it; all are told. */
  scope?: Scope;
  /** Tell which of the events make this count. */
  behind?: Count;
  from?: number;                // first event wanted, from 0
  count?: number;               // events, at most 1,000, the default
}
/** Counts and sums are over all events, whatever part of them was asked for. */
export interface CustomerReport {
  customer: string;
  events: number;
  eventsInScope: number;
  sessions: number;
  first: string;
  last: string;
  value: number | null;
  score: number | null;
  stages: string[];             // that the customer came to, in the order of the model
  trace: FunnelTrace | null;    // null without a funnel
  from: number;
  timeline: Session[];          // those of the events asked for
}
export interface Session {
  number: number;               // from 1
  start: string;
  seconds: number;
  secondsSincePrevious: number | null;
  nEvents: number;
  events: TimelineEvent[];
}
export interface TimelineEvent {
  position: number;             // among the customer's events, from 0
  timestamp: string;
  touchpoint: string;
  stage: string | null;
  channel: string | null;
  value: number | null;
  score: number | null;
  comment: string | null;
  properties: { column: string; value: string }[];         // what else the data says, in the order of its columns
  secondsSincePrevious: number | null;
  inScope: boolean;
  step: number | null;          // of the funnel, from 1, that it counted as
  counted: boolean;             // makes the count
}
/** The attempt that the funnel counts. */
export interface FunnelTrace {
  matched: { event: number; secondsFromStart: number }[];  // by position, step 1 first
  /** The first step not reached; null where all were. `event`: the one that would fit it, where there is one. */
  missed: {
    step: number;
    why: "neverCame" | "tooLate" | "notNext" | "tooEarly" | "countedOtherwise";
    event: number | null;
    secondsFromStart: number | null;
  } | null;
}

// The elements. Importing the module defines `<sojourn-funnel>`, `<sojourn-heatmap>` and `<sojourn-app>`;
// docs/embedding.md says what their attributes mean.

/** What an element's `data` takes. Elements with the same object share one log. */
export type ElementData = Source | ArrayBuffer | Uint8Array | string | JourneyLog;

/** How far an element is; `loading`: its `src` is on the way. */
export interface ElementProgress extends Omit<Progress, "phase"> { phase: "loading" | Progress["phase"] }

export interface FunnelReady { question: FunnelQuestion; report: FunnelReport; summary: LogSummary }
export interface HeatmapReady { question: HeatmapQuestion; report: HeatmapReport; summary: LogSummary }

/** A part of a funnel that was chosen. */
export interface FunnelSelection {
  step: number;                 // from 1
  label: string;
  part: "reached" | "droppedOff";
  customers: number;            // who reached the step, or were lost before it
  group: { value: string | null } | null;   // null without a breakdown
}
/** A cell of a heatmap that was chosen. */
export interface HeatmapSelection { row: string; column: string; value: number | null; sample: number }

interface SharedEvents {
  "sojourn-progress": CustomEvent<ElementProgress>;
  "sojourn-error": CustomEvent<SojournError>;
}
export interface FunnelEvents extends SharedEvents {
  "sojourn-ready": CustomEvent<FunnelReady>;
  "sojourn-select": CustomEvent<FunnelSelection>;
}
export interface HeatmapEvents extends SharedEvents {
  "sojourn-ready": CustomEvent<HeatmapReady>;
  "sojourn-select": CustomEvent<HeatmapSelection>;
}
export interface AppEvents extends SharedEvents {
  "sojourn-ready": CustomEvent<LogSummary>;
}

declare class SojournElement<Events> extends HTMLElement {
  src: string | null;
  data: ElementData | null;
  options: Pick<OpenOptions, "columns" | "dateOrder" | "timeZone" | "workers"> | string | null;
  timeZone: string | null;
  theme: string | null;         // "light", "dark", "system"; null: as the page around
  addEventListener<K extends keyof Events & string>(
    type: K, listener: (event: Events[K]) => void, options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions,
  ): void;
}

export class SojournFunnelElement extends SojournElement<FunnelEvents> {
  steps: FunnelQuestion["steps"] | string | null;
  window: number | string | null;           // seconds, "14d", "none"
  order: FunnelQuestion["order"] | null;
  breakdown: string | null;
  scope: Scope | string | null;
  readonly report: FunnelReport | null;
}

export class SojournHeatmapElement extends SojournElement<HeatmapEvents> {
  rows: Dimension | string | null;
  columns: Dimension | string | null;
  measure: HeatmapQuestion["measure"] | null;
  goal: HeatmapQuestion["goal"] | null;
  maxSteps: number | string | null;
  scope: Scope | string | null;
  readonly report: HeatmapReport | null;
}

export class SojournAppElement extends SojournElement<AppEvents> {}

declare global {
  interface HTMLElementTagNameMap {
    "sojourn-funnel": SojournFunnelElement;
    "sojourn-heatmap": SojournHeatmapElement;
    "sojourn-app": SojournAppElement;
  }
}
