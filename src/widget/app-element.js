/** `<sojourn-app>`: the whole app in an element. */

import { Line, SojournError } from "../worker/line.js";
import { inside, startWorker } from "../worker/open-log.js";
import { SojournElement } from "./element.js";
import { loadAppSheets } from "./look.js";
import { loadApp } from "./program.js";

/** Logs that an app is about to open, by the handle on their bytes that it is given. */
const lent = new WeakMap();

/** A line of the app: to the worker that has the log already, where a lent one is opened; else to one of its own. */
class AppLine {
  #onProgress;
  #line = null;
  #isOwn = true;

  constructor(onProgress) {
    this.#onProgress = onProgress;
  }

  send(request, sources = []) {
    const log = request.open && lent.get(sources[0]);
    if (log) {
      // Read again, in another way, it is another log.
      lent.delete(sources[0]);
      this.#line = log.line;
      this.#isOwn = false;
      return Promise.resolve({ opened: log.opened });
    }
    this.#line ??= new Line(startWorker, this.#onProgress);
    return this.#line.send(request, sources);
  }

  close() {
    if (this.#isOwn) this.#line?.close();
  }
}

/** What the page can do for the app. Not made in the element: the program keeps it, and so would keep the element. */
const PAGE = { newLine: (onProgress) => new AppLine(onProgress) };

export class SojournAppElement extends SojournElement {
  static frame = "widget widget--app";
  static loadSheets = loadAppSheets;
  static needsLog = false;
  #app = null;
  /** The log it was given last: the next one may be the person's own. */
  #given = null;

  async show(log, isCurrent) {
    const { App } = await loadApp();
    if (!isCurrent()) return;
    this.#app ??= this.#start(App);
    if (!log || log === this.#given) return;
    const opened = inside(log);
    if (!opened) throw new SojournError({ code: "badQuestion", message: "The app shows logs that openLog has opened." });
    const blobs = opened.blobs.map((blob) => blob.slice());
    lent.set(blobs[0], opened);
    this.#given = log;
    this.#app.open(opened.sources, blobs, opened.options);
  }

  #start(App) {
    const target = document.createElement("section");
    target.className = "widget__app";
    target.setAttribute("aria-label", "Sojourn");
    this.place.append(target);
    return new App(target, PAGE, this.language, (what, detail) => {
      this.tell(what, what === "error" ? new SojournError(detail) : detail);
    });
  }

  clear() {
    this.#app?.free();
    this.#app = null;
    this.#given = null;
    this.place.replaceChildren();
  }

  languageChanged() {
    this.#app?.speak(this.language);
  }
}
