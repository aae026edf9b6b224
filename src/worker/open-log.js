/** Opens a log in a worker and asks it. */

import { CANCELLED, Line, SojournError } from "./line.js";
import { CHART_HOST, fetchParts, HOST, workers as startersOf } from "./start-worker.js";

/** How workers start where this program holds the log. */
const startersWith = (host) => startersOf((name) => fetchParts(import.meta.url, name === HOST ? host : name)).start;

/** Starts the worker of a program. */
export const startWorker = startersWith(HOST);
const startChartWorker = startersWith(CHART_HOST);

/** Reads a source into an event log. */
export const openLog = (sources, options) => open(startWorker, sources, options);

/** The same for charts: the log answers what they ask, and nothing else. */
export const openLogForCharts = (sources, options) => open(startChartWorker, sources, options);

async function open(startWorker, sources, options = {}) {
  const { workers, columns, timeZone = "UTC", dateOrder, joining, duplicates, stageModel, stages, sides, channels, names, onProgress, signal } = options;
  if (signal?.aborted) throw new SojournError(CANCELLED);
  const given = (Array.isArray(sources) ? sources : [sources]).map(readable);
  if (given.length === 0) throw new SojournError({ code: "badQuestion", message: "No source was given: give one or more." });
  const line = new Line(startWorker, onProgress);
  const cancel = () => line.close(CANCELLED);
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    const how = plain({ columns: columns ?? {}, timeZone, dateOrder, joining, duplicates, stageModel, stages, sides, channels, names, now: Date.now() });
    const named = given.map(({ name, options }) => ({ name, options }));
    const blobs = given.map(({ blob }) => blob);
    const { opened } = await line.send(plain({ open: { sources: named, options: how, strict: true, workers } }), blobs);
    return journeyLog({ line, opened, sources: named, blobs, options: how });
  } catch (error) {
    line.close();
    throw error;
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

/** What the elements need of a log beside what its users see. */
const insides = new WeakMap();

/** The line to a log, what was read and how, and a way to ask it anything; `undefined` of a log that is not `openLog`'s. */
export const inside = (log) => insides.get(log);

/** The log as its users see it. */
function journeyLog(parts) {
  const { line, opened } = parts;
  const ask = async (kind, question) => (await line.send(plain({ ask: { [kind]: question } }))).answer[kind];
  const log = {
    summary: opened.summary,
    funnel: (question) => ask("funnel", question),
    heatmap: (question) => ask("heatmap", question),
    journeyMap: (question = {}) => ask("journeyMap", question),
    feedback: (question = {}) => ask("feedback", question),
    verbatims: (question = {}) => ask("verbatims", question),
    complaints: (question = {}) => ask("complaints", question),
    consistency: (question = {}) => ask("consistency", question),
    scoreChanges: (question = {}) => ask("scoreChanges", question),
    stagePaths: (question) => ask("stagePaths", question),
    overview: (question = {}) => ask("overview", question),
    risks: (question = {}) => ask("risks", question),
    painPoints: (question = {}) => ask("painPoints", question),
    customers: (question = {}) => ask("customers", question),
    customer: (question) => ask("customer", question),
    close: () => line.close(),
  };
  insides.set(log, { ...parts, ask });
  return log;
}

/** Name and bytes of a source, and how it is to be read; the bytes as a Blob, which a worker reads without a copy. */
function readable(source) {
  if (source instanceof Blob) return { name: source.name ?? "data", blob: source, options: {} };
  if (source?.data === undefined || source.data === null) {
    throw new SojournError({ code: "badQuestion", message: "A source is a Blob, or an object with a name and data." });
  }
  const { name, data, columns, leaveOut, dateOrder, sheet, lifecycle, rows } = source;
  const blob = data instanceof Blob ? data : new Blob([data]);
  const options = { columns: columns ?? {}, dateOrder, read: { sheet, lifecycle, ...(leaveOut && { leaveOut }) }, ...(rows && { rows }) };
  return { name: name ?? data.name ?? "data", blob, options };
}

/** By way of JSON: what is undefined is left out, and what is no plain data never leaves the page. */
function plain(request) {
  return JSON.parse(JSON.stringify(request));
}
