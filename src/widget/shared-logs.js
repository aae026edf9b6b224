/**
 * Logs that several elements share: one for each source and way to read it. A log is closed when the last element
 * lets go of it; a log that the page itself opened is the page's to close.
 */

import { SojournError } from "../worker/line.js";
import { openLog, openLogForCharts } from "../worker/open-log.js";
import { words } from "./look.js";

/** Logs by the address they came from. */
const byAddress = new Map();
/** Logs by the object they were made of: a `File`, a buffer. */
const byObject = new WeakMap();

/** A log in use. `log` is a promise of it; `letGo` ends the use; `forget` lets the next one open the source again. */
class SharedLog {
  #users = new Set();
  #abort = new AbortController();
  #newest = null;
  #forget;

  constructor(open, forget) {
    this.#forget = forget;
    this.log = open((progress) => this.#tell(progress), this.#abort.signal);
    // What fails may be tried again; those who wait hear of it themselves.
    this.log.catch(() => forget());
  }

  #tell(progress) {
    this.#newest = progress;
    for (const user of this.#users) user(progress);
  }

  use(onProgress) {
    const user = (progress) => onProgress(progress);
    this.#users.add(user);
    if (this.#newest) onProgress(this.#newest);
    const letGo = () => {
      if (!this.#users.delete(user) || this.#users.size > 0) return;
      this.#forget();
      this.#abort.abort();
      this.log.then((log) => log.close(), () => {});
    };
    return { log: this.log, letGo, forget: this.#forget };
  }
}

/**
 * The log of a source, to be used until it is let go: of a log that is open, of an address (`URL`), or of what `openLog` takes.
 * Charts ask little: where no log is open that answers all, theirs need not. `onProgress` hears how far the reading is.
 */
export function useLog(source, options, isForChart, onProgress) {
  if (isLog(source)) return { log: Promise.resolve(source), letGo() {}, forget() {} };
  const [logs, whole] = place(source, options);
  const key = isForChart && !logs.has(whole) ? `charts ${whole}` : whole;
  const openIt = key === whole ? openLog : openLogForCharts;
  let shared = logs.get(key);
  if (!shared) {
    const open = async (tell, signal) => {
      const bytes = source instanceof URL ? await fetched(source, tell, signal) : named(source);
      return openIt(bytes, { ...options, onProgress: tell, signal });
    };
    shared = new SharedLog(open, () => logs.get(key) === shared && logs.delete(key));
    logs.set(key, shared);
  }
  return shared.use(onProgress);
}

/** Whether something answers questions. */
export function isLog(source) {
  return typeof source?.funnel === "function" && typeof source?.heatmap === "function";
}

/** Where the log of a source is kept, and under which key. */
function place(source, options) {
  const how = JSON.stringify(options);
  if (source instanceof URL) return [byAddress, `${source.href} ${how}`];
  // A text has no identity: equal texts are the same.
  if (typeof source === "string") return [byAddress, `${how} ${source}`];
  if (Object(source) !== source) {
    throw new SojournError({ code: "badQuestion", message: "data is a file, bytes, a text, or a log that is open." });
  }
  if (!byObject.has(source)) byObject.set(source, new Map());
  return [byObject.get(source), how];
}

/** A source as `openLog` takes it: bare bytes have no name. */
function named(source) {
  const isBare = typeof source === "string" || source instanceof ArrayBuffer || ArrayBuffer.isView(source);
  return isBare ? { name: "data", data: source } : source;
}

async function fetched(url, tell, signal) {
  tell({ phase: "loading", bytes: 0, totalBytes: 0, rows: 0 });
  const response = await fetch(url, { signal }).catch((error) => error);
  if (signal.aborted) throw new SojournError({ code: "cancelled", message: "Cancelled.", cause: "cancelled" });
  if (!response.ok) {
    const noFile = [url.href, response.status ?? 0];
    throw new SojournError({ code: "unreadable", message: words().noFile(...noFile), cause: { noFile } });
  }
  const name = decodeURIComponent(url.pathname.split("/").pop()) || "data";
  return { name, data: await response.blob() };
}
