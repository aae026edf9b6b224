// Not run, only type-checked: code as an embedding page would write it, against the published types.

import { openLog, type FunnelReport, type HeatmapQuestion, type JourneyLog, type SojournError } from "sojourn";

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
    scope: { from: "2025-01-01", where: [{ column: "revenue", atLeast: 10 }] },
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

export async function sources(): Promise<void> {
  await openLog({ name: "a.csv", data: "user,event,time" });
  await openLog([new Blob([]), { name: "b.csv", data: new Uint8Array() }, { name: "c.csv", data: new ArrayBuffer(0) }]);
  // @ts-expect-error a role that does not exist
  await openLog(new Blob([]), { columns: { client: "user" } });
}
