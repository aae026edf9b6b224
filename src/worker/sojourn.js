/**
 * Sojourn's JavaScript module: opens a log in a worker and asks it. The contract is `sojourn.d.ts` beside this file;
 * the messages are those of `protocol.rs`.
 */

const GLUE = new URL("./sojourn-worker.js", import.meta.url);
const PROGRAM = new URL("./sojourn-worker_bg.wasm", import.meta.url);

/** What a worker does before it has a program: it waits for it. */
const WAIT_FOR_PROGRAM = `
self.onmessage = ({ data }) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: data });
};`;

/** Every failure; `code` is for programs, `message` for people. */
class SojournError extends Error {
  constructor({ code, message }) {
    super(message);
    this.name = "SojournError";
    this.code = code;
  }
}

const CANCELLED = { code: "cancelled", message: "Cancelled." };
const CLOSED = { code: "cancelled", message: "The log was closed." };
const NOT_LOADED = {
  code: "workerLost",
  message: "Sojourn's worker could not be loaded. Its files belong beside sojourn.js.",
};
const WORKER_LOST = {
  code: "workerLost",
  message: "The worker that held the data ended unexpectedly. Open the file again.",
};

/** Reads a source into an event log. */
export async function openLog(sources, options = {}) {
  const { columns, timeZone, dateOrder, onProgress, signal } = options;
  if (signal?.aborted) throw new SojournError(CANCELLED);
  const { name, blob } = oneSource(sources);
  const line = new Line(onProgress);
  const cancel = () => line.close(CANCELLED);
  signal?.addEventListener("abort", cancel, { once: true });
  try {
    const { opened } = await line.send({ open: { name, options: { columns: columns ?? {}, timeZone, dateOrder } } }, blob);
    return journeyLog(line, opened.summary);
  } catch (error) {
    line.close(CLOSED);
    throw error;
  } finally {
    signal?.removeEventListener("abort", cancel);
  }
}

/** The log as its users see it. */
function journeyLog(line, summary) {
  const ask = async (kind, question) => (await line.send({ ask: { [kind]: question } })).answer[kind];
  return {
    summary,
    funnel: (question) => ask("funnel", question),
    heatmap: (question) => ask("heatmap", question),
    close: () => line.close(CLOSED),
  };
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

/** Address of the worker's glue as a blob, and its compiled program: loaded once, for all workers. */
let parts;

async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

/** Compiled while it comes, browsers keep the fast code for the next visit. That takes a server that names the type. */
async function compile() {
  try {
    return await WebAssembly.compileStreaming(fetch(PROGRAM));
  } catch {
    return WebAssembly.compile(await (await fetched(PROGRAM)).arrayBuffer());
  }
}

async function loadParts() {
  const [glue, program] = await Promise.all([fetched(GLUE).then((response) => response.text()), compile()]);
  return { script: URL.createObjectURL(new Blob([glue, WAIT_FOR_PROGRAM], { type: "text/javascript" })), program };
}

async function startWorker() {
  // After a failure the next one tries again.
  parts ??= loadParts().catch((error) => {
    parts = undefined;
    throw error;
  });
  const { script, program } = await parts;
  const worker = new Worker(script);
  worker.postMessage(program);
  return worker;
}

/** A worker and what is asked of it. */
class Line {
  #worker = null;
  #waiting = new Map();
  #nextId = 1;
  /** Messages from before the worker was ready: sent earlier, they would be lost. */
  #queue = [];
  #ended = null;

  constructor(onProgress) {
    startWorker().then(
      (worker) => (this.#ended ? worker.terminate() : this.#listen(worker, onProgress)),
      () => this.close(NOT_LOADED),
    );
  }

  #listen(worker, onProgress) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => {
      if (data === "ready") {
        for (const message of this.#queue) worker.postMessage(message);
        this.#queue = null;
      } else if (data.progress) {
        onProgress?.(data.progress);
      } else {
        const { resolve, reject } = this.#waiting.get(data.id);
        this.#waiting.delete(data.id);
        if (data.failure) reject(new SojournError(data.failure));
        else resolve(data.reply);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.close(WORKER_LOST);
    };
  }

  send(request, source) {
    if (this.#ended) return Promise.reject(new SojournError(this.#ended));
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      this.#waiting.set(id, { resolve, reject });
      // By way of JSON: what is undefined is left out, and what is no plain data never leaves the page.
      const message = { id, request: JSON.parse(JSON.stringify(request)), source };
      if (this.#queue) this.#queue.push(message);
      else this.#worker.postMessage(message);
    });
  }

  /** Ends the worker; what is still waiting fails for the reason given. */
  close(reason) {
    if (this.#ended) return;
    this.#ended = reason;
    this.#worker?.terminate();
    for (const { reject } of this.#waiting.values()) reject(new SojournError(reason));
    this.#waiting.clear();
  }
}
