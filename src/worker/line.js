/**
 * The page's end of the line to a worker: sends requests, awaits replies, and starts the readers of formats that the
 * worker asks for. The messages are those of `protocol.rs`. The app and the JavaScript module speak through the same one.
 */

import { Readers } from "./readers.js";
import { HOST } from "./start-worker.js";

/** Every failure; `code` is for programs, `message` for people, `cause` is the same as data. */
export class SojournError extends Error {
  constructor({ code, message, cause }) {
    super(message, { cause });
    this.name = "SojournError";
    this.code = code;
  }
}

export const CANCELLED = { code: "cancelled", message: "Cancelled.", cause: "cancelled" };
export const CLOSED = { code: "cancelled", message: "The log was closed.", cause: "cancelled" };
const NOT_LOADED = {
  code: "workerLost",
  message: "Sojourn's worker could not be loaded. Its files belong beside sojourn.js.",
  cause: "workerLost",
};
const WORKER_LOST = {
  code: "workerLost",
  message: "The worker that held the data ended unexpectedly. Open the file again.",
  cause: "workerLost",
};

/** A worker and what is asked of it. */
export class Line {
  #worker = null;
  #waiting = new Map();
  #nextId = 1;
  /** Messages from before the worker was ready: sent earlier, they would be lost. */
  #queue = [];
  #readers;
  #ended = null;

  /** `startWorker` gives a promise of the worker of a program; `onProgress` hears how far the reading is. */
  constructor(startWorker, onProgress) {
    this.#readers = new Readers(startWorker, (message, moved) => this.#worker.postMessage(message, moved));
    startWorker(HOST).then(
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
      } else if (data.reader) {
        this.#readers.start(data.id, data.reader, data.source);
      } else if (data.stop) {
        this.#readers.stop(data.id, data.stop);
      } else {
        this.#readers.end(data.id);
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

  /** A promise of the reply to a request, which is plain data; `sources` are the Blobs to read, where there are any. */
  send(request, sources = []) {
    if (this.#ended) return Promise.reject(new SojournError(this.#ended));
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      this.#waiting.set(id, { resolve, reject });
      const message = { id, request, sources };
      if (this.#queue) this.#queue.push(message);
      else this.#worker.postMessage(message);
    });
  }

  /** Ends the worker and its readers; what is still waiting fails for the reason given. */
  close(reason = CLOSED) {
    if (this.#ended) return;
    this.#ended = reason;
    this.#worker?.terminate();
    this.#readers.endAll();
    for (const { reject } of this.#waiting.values()) reject(new SojournError(reason));
    this.#waiting.clear();
  }
}
