/** Opens a log in a worker and asks it. */

import { CANCELLED, Line, SojournError } from "./line.js";
import { fetchParts, workers } from "./start-worker.js";

/** Starts the worker of a program. */
export const { start: startWorker } = workers((name) => fetchParts(import.meta.url, name));

/** Reads a source into an event log. */
export async function openLog(sources, options = {}) {
  const { columns, timeZone, dateOrder, onProgress, signal } = options;
  if (signal?.aborted) throw new SojournError(CANCELLED);
  const { name, blob } = oneSource(sources);
  const line = new Line(startWorker, onProgress);
  const cancel = () => line.close(CANCELLED);
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    const how = plain({ columns: columns ?? {}, timeZone, dateOrder });
    const { opened } = await line.send({ open: { name, options: how } }, blob);
    return journeyLog({ line, opened, name, blob, options: how });
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
    close: () => line.close(),
  };
  insides.set(log, { ...parts, ask });
  return log;
}

/** Name and bytes of the one source; the bytes as a Blob, which a worker reads without a copy. */
function oneSource(sources) {
  const list = Array.isArray(sources) ? sources : [sources];
  if (list.length !== 1) {
    throw new SojournError({ code: "badQuestion", message: `One source at a time is read, ${list.length} were given.` });
  }
  const [source] = list;
  if (source instanceof Blob) return { name: source.name ?? "data", blob: source };
  if (source?.data === undefined || source.data === null) {
    throw new SojournError({ code: "badQuestion", message: "A source is a Blob, or an object with a name and data." });
  }
  const blob = source.data instanceof Blob ? source.data : new Blob([source.data]);
  return { name: source.name ?? source.data.name ?? "data", blob };
}

/** By way of JSON: what is undefined is left out, and what is no plain data never leaves the page. */
function plain(request) {
  return JSON.parse(JSON.stringify(request));
}
