/**
 * Readers of formats, each in a worker that is thrown away afterwards: a file that is too much for one takes nothing
 * else with it. The host asks for them, and hears all that they say; the messages are those of `protocol.rs`.
 */

export class Readers {
  #startWorker;
  #tellHost;
  /** For the id of each request that is being answered, its readers by their number. */
  #running = new Map();

  /** `startWorker` gives a promise of the worker of a program; `tellHost` sends a message, and moves buffers with it. */
  constructor(startWorker, tellHost) {
    this.#startWorker = startWorker;
    this.#tellHost = tellHost;
  }

  /** Starts a reader for the request `id`; `source` is the Blob that it reads. */
  async start(id, { number, program, request }, source) {
    const reader = { worker: null };
    if (!this.#running.has(id)) this.#running.set(id, new Map());
    const siblings = this.#running.get(id);
    siblings.set(number, reader);
    const isWanted = () => siblings.get(number) === reader;
    const tell = (message, moved = []) => this.#tellHost({ id, from: number, ...message }, moved);
    const lose = (lost) => {
      this.#end(siblings, number);
      tell({ lost });
    };
    try {
      reader.worker = await this.#startWorker(program);
    } catch {
      if (isWanted()) lose("notLoaded");
      return;
    }
    if (!isWanted()) {
      reader.worker.terminate();
      return;
    }
    reader.worker.onmessage = ({ data }) => {
      if (!isWanted()) return;
      if (data === "ready") {
        reader.worker.postMessage({ request, source });
        return;
      }
      if (data.outcome) this.#end(siblings, number);
      tell(data, [data.chunk, data.outcome].filter((part) => part instanceof ArrayBuffer));
    };
    reader.worker.onerror = (event) => {
      event.preventDefault?.();
      if (isWanted()) lose("died");
    };
  }

  /** The request was answered: what still runs for it is not wanted any more. */
  end(id) {
    const readers = this.#running.get(id);
    this.#running.delete(id);
    for (const number of readers?.keys() ?? []) this.#end(readers, number);
  }

  /** Nothing is wanted any more. */
  endAll() {
    for (const id of this.#running.keys()) this.end(id);
  }

  #end(readers, number) {
    readers.get(number)?.worker?.terminate();
    readers.delete(number);
  }
}
