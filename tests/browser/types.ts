// Not run, only type-checked: code as an embedding page would write it, against the published types.

import {
  openLog, type Count, type CustomersQuestion, type FeedbackQuestion, type FunnelReport, type HeatmapQuestion, type JourneyLog, type JourneyMapReport, type SojournError,
} from "sojourn";

export async function funnelOf(file: File, signal: AbortSignal): Promise<FunnelReport | string> {
  let log: JourneyLog;
  try {
    log = await openLog(file, {
      columns: { customer: "user_id", value: "revenue" },
      timeZone: "Asia/Shanghai",
      dateOrder: "dayFirst",
      workers: 1,
      onProgress: ({ phase, bytes, totalBytes }) => console.log(phase, bytes / totalBytes),
      signal,
    });
  } catch (error) {
    const { code, message } = error as SojournError;
    return code === "cancelled" ? "" : message;
  }
  const report = await log.funnel({
    steps: ["landing", { touchpoints: ["add_to_cart"], where: [{ column: "device", is: ["mobile"] }] }],
    order: "anyOrder",
    windowSeconds: null,
    breakdown: "channel",
    scope: {
      from: "2025-01-01",
      where: [{ column: "revenue", atLeast: 10 }],
      customers: [{ did: [{ column: "stage", is: ["purchase"] }], then: [{ column: "event", is: ["complaint"] }], withinSeconds: 86400, not: true }],
      except: [{ where: [{ column: "channel", is: ["test"] }] }],
    },
  });
  log.close();
  return report;
}

export async function rates(log: JourneyLog): Promise<(number | null)[][]> {
  const question: HeatmapQuestion = {
    rows: "outcome",
    columns: { column: "device" },
    measure: "conversionRate",
    goal: "purchase",
  };
  const { cells } = await log.heatmap(question);
  return cells;
}

export async function stages(log: JourneyLog): Promise<[string, number | null][]> {
  const map: JourneyMapReport = await log.journeyMap({ rated: "before", scope: { from: "2026-01-01" } });
  // @ts-expect-error a score speaks of an event, or of the one before
  await log.journeyMap({ rated: "after" });
  return map.stages.map(({ stage, scores }) => [stage, scores && scores.mean]);
}

export function shareOnline(map: JourneyMapReport): [number, number, number][] {
  return map.stages.map(({ online, events, failures, failedCustomers }) => [online / events, failures, failedCustomers]);
}

export function slim(data: Blob): Promise<JourneyLog> {
  return openLog([{ name: "a.csv", data, leaveOut: ["device"], rows: { from: 1, to: 1000 } }]);
}

export async function promoters(log: JourneyLog): Promise<[string, number | null][]> {
  const question: FeedbackQuestion = { by: { column: "device" }, rated: "before", scale: "nps", keep: 20 };
  const { overall, groups } = await log.feedback(question);
  // @ts-expect-error no such scale
  await log.feedback({ scale: "stars" });
  const [change] = (await log.scoreChanges({ scale: "csat", least: 20 })).touchpoints;
  const across: number | undefined = (await log.consistency({ rated: "before" })).touchpoints[0]?.channels[0]?.scores.n;
  const [risk] = (await log.risks({ failures: ["timeout"] })).touchpoints;
  const { paths } = await log.stagePaths({ stage: "purchase", keep: 5 });
  console.log(change?.interval[0], across, risk?.lostInterval[1], paths[0]?.touchpoints.join(" → "));
  return [["all", overall.index], ...groups.map(({ name, scores }): [string, number | null] => [name, scores.index])];
}

export async function themes(log: JourneyLog): Promise<[string, number | null | undefined, boolean][]> {
  const { themes } = await log.verbatims({ rated: "before", scores: [0, 6], search: "late", scope: { from: "2026-01-01" } });
  // @ts-expect-error scores are two numbers
  await log.verbatims({ scores: 6 });
  return themes.map(({ term, scores, pValue }) => [term, scores?.index, (pValue ?? 1) < 0.05]);
}

export async function beforeComplaints(log: JourneyLog): Promise<Record<string, number>> {
  const { touchpoints } = await log.complaints({ complaints: ["complaint"] });
  // @ts-expect-error complaints are touchpoints
  await log.complaints({ complaints: "complaint" });
  return Object.fromEntries(touchpoints.map(({ touchpoint, excess }) => [touchpoint, excess]));
}

export async function figures(log: JourneyLog): Promise<Record<string, boolean>> {
  const { figures } = await log.overview({ goal: "order", scope: { from: "2026-01-01" } });
  // @ts-expect-error the period is the scope's
  await log.overview({ from: "2026-01-01" });
  return Object.fromEntries(figures.map(({ kind, isSure }) => [kind, isSure]));
}

export async function pains(log: JourneyLog): Promise<[string, number, string | undefined][]> {
  const { points } = await log.painPoints({ goal: "order", failures: ["error"], withinSeconds: 86400 });
  // @ts-expect-error failures are touchpoints
  await log.painPoints({ failures: "error" });
  return points.map(({ touchpoint, lost, evidence }) => [touchpoint, lost, evidence[0]?.since?.date]);
}

export async function biggest(log: JourneyLog): Promise<[string, number][]> {
  const question: CustomersQuestion = { order: "value", descending: true, count: 10, scope: { from: "2026-01-01" } };
  const { rows } = await log.customers(question);
  const { timeline, trace } = await log.customer({ customer: rows[0].customer, funnel: { steps: ["landing", "purchase"] } });
  const cart: Count = { followed: { touchpoint: "cart", by: ["payment failed"] } };
  await log.customers({ behind: cart });
  await log.customer({ customer: "ann", behind: { stage: { stage: "purchase", part: "leaving" } } });
  // @ts-expect-error a part that a stage does not have
  await log.customers({ behind: { stage: { stage: "purchase", part: "lost" } } });
  console.log(trace?.missed?.why, timeline[0].events[0].properties[0]?.value);
  // @ts-expect-error a timeline needs a name
  await log.customer({});
  return rows.map(({ customer, value }): [string, number] => [customer, value ?? 0]);
}

export async function stageModels(): Promise<void> {
  await openLog([], { stageModel: "aarrr", stages: { cart: "revenue", error: "" } });
  await openLog([], { stageModel: [{ name: "Look", also: ["awareness"] }, { name: "Buy", color: "#336699" }] });
  // @ts-expect-error no such preset
  await openLog([], { stageModel: "threeStage" });
}

export async function sources(): Promise<void> {
  await openLog({ name: "a.csv", data: "user,event,time" });
  await openLog([new Blob([]), { name: "b.csv", data: new Uint8Array() }, { name: "c.csv", data: new ArrayBuffer(0) }]);
  // @ts-expect-error a role that does not exist
  await openLog(new Blob([]), { columns: { client: "user" } });
}

export function elements(log: JourneyLog): void {
  const funnel = document.createElement("sojourn-funnel");
  funnel.data = log;
  funnel.steps = ["landing", { touchpoints: ["search", "browse"] }];
  funnel.window = "7d";
  funnel.order = "exact";
  funnel.addEventListener("sojourn-select", ({ detail }) => console.log(detail.customers.toFixed(), detail.group?.value));
  funnel.addEventListener("sojourn-error", ({ detail }) => console.log(detail.code));
  funnel.addEventListener("click", () => funnel.report?.steps.length);
  // @ts-expect-error a report is not to be set
  funnel.report = null;

  const heatmap = document.querySelector("sojourn-heatmap");
  if (heatmap) {
    heatmap.rows = { column: "device" };
    heatmap.measure = "conversionRate";
    heatmap.goal = { touchpoints: ["order", "pay"] };
    heatmap.addEventListener("sojourn-ready", ({ detail: { report, summary } }) => console.log(report.cells, summary.events));
    // @ts-expect-error no such measure
    heatmap.measure = "revenue";
  }

  const app = document.createElement("sojourn-app");
  app.src = "journeys.csv";
  app.addEventListener("sojourn-ready", ({ detail }) => console.log(detail.customers));
}
