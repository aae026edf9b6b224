/**
 * Readers of formats, each in a worker that is thrown away afterwards: a file that is too much for one takes nothing
 * else with it. The host asks for them, and hears all that they say; the messages are those of `protocol.rs`.
 *
 * Archives hold hundreds of small files. A worker that has read one of them may read the next one for the same request.
 */

/** A worker that has read more than so many bytes is not kept: its memory does not become smaller. */
const MOST_BYTES_KEPT = 16 << 20;

/** A reader, if there is one, is of no use any more. */
const discard = (reader) => reader?.worker?.terminate();

export class Readers {
  #startWorker;
  #tellHost;
  /** For the id of each request that is being answered: its readers by their number, and idle workers by program. */
  #running = new Map();

  /** `startWorker` gives a promise of the worker of a program; `tellHost` sends a message, and moves buffers with it. */
  constructor(startWorker, tellHost) {
    this.#startWorker = startWorker;
    this.#tellHost = tellHost;
  }

  /** Starts a reader for the request `id`; `source` is the Blob that it reads. */
  async start(id, { number, program, request }, source) {
    if (!this.#running.has(id)) this.#running.set(id, { readers: new Map(), idle: new Map() });
    const { readers, idle } = this.#running.get(id);
    const reader = { worker: null };
    readers.set(number, reader);
    const isWanted = () => readers.get(number) === reader;
    const tell = (message, moved = []) => this.#tellHost({ id, from: number, ...message }, moved);
    const lose = (lost) => {
      readers.delete(number);
      discard(reader);
      tell({ lost });
    };
    if (!idle.has(program)) idle.set(program, []);
    const known = idle.get(program).pop();
    try {
      reader.worker = known ?? (await this.#startWorker(program));
    } catch {
      if (isWanted()) lose("notLoaded");
      return;
    }
    if (!isWanted()) return discard(reader);
    reader.worker.onmessage = ({ data }) => {
      if (!isWanted()) return;
      if (data === "ready") return reader.worker.postMessage({ request, source });
      if (data.outcome) {
        readers.delete(number);
        if (source.size > MOST_BYTES_KEPT) discard(reader);
        else idle.get(program).push(reader.worker);
      }
      tell(data, [data.chunk, data.outcome].filter((part) => part instanceof ArrayBuffer));
    };
    reader.worker.onerror = (event) => {
      event.preventDefault?.();
      if (isWanted()) lose("died");
    };
    if (known) known.postMessage({ request, source });
  }

  /** Readers with these numbers are not wanted any more. */
  stop(id, numbers) {
    const { readers } = this.#running.get(id) ?? {};
    for (const number of numbers) {
      discard(readers?.get(number));
      readers?.delete(number);
    }
  }

  /** The request was answered: what still runs for it is not wanted any more. */
  end(id) {
    const { readers, idle } = this.#running.get(id) ?? {};
    this.#running.delete(id);
    readers?.forEach(discard);
    readers?.clear();
    for (const worker of [...(idle?.values() ?? [])].flat()) worker.terminate();
  }

  /** Nothing is wanted any more. */
  endAll() {
    for (const id of this.#running.keys()) this.end(id);
  }
}
