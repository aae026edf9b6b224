/** What `<sojourn-funnel>` and `<sojourn-heatmap>` have in common: a question, its report, a drawing of it. */

import { inside } from "../worker/open-log.js";
import { SojournElement } from "./element.js";
import { loadApp } from "./program.js";

/** A pause in which the page does what is its own. */
const breath = () => new Promise((resume) => setTimeout(resume));

/** What a method note says of how a log was read. */
const howRead = ({ columns, timeZone, quality }) => ({ columns, timeZone, tiedEvents: quality.tiedEvents });

/**
 * An element that asks one question. A kind has `static kind`, the name of its question; `question(log, propose)`,
 * which puts it together; `static load`, which loads the program that draws it, by its function `static draw`; and `chosen(…)`, which says what was chosen.
 */
export class ChartElement extends SojournElement {
  #drawing = null;
  #report = null;

  /** The report that is shown, plain data; `null` before there is one. */
  get report() {
    return this.#report;
  }

  async show(log, isCurrent) {
    const { kind, load, draw } = this.constructor;
    // Only `openLog`'s own logs can propose, and tell how they were read.
    const { opened, ask = (kind, question) => log[kind](question) } = inside(log) ?? {};
    const propose = async () => (opened ? ask("proposal", {}) : {});
    const [program, asked] = await Promise.all([load(), this.question(log, propose)]);
    // Without the fields that are not given.
    const question = JSON.parse(JSON.stringify(asked));
    const report = await ask(kind, question);
    await breath();
    if (!isCurrent()) return null;
    this.#drawing ??= program[draw](this.place, this.language, (...where) => {
      const detail = this.chosen(this.#report, ...where);
      if (detail) this.tell("select", detail);
    });
    // The page around is to answer in between: no task of ours is long.
    await breath();
    if (!isCurrent()) return null;
    this.#drawing.show({ question, report, source: opened && howRead(opened) });
    this.#report = report;
    return { question, report, summary: log.summary };
  }

  clear() {
    this.#drawing?.free();
    this.#drawing = null;
    this.#report = null;
    this.place.replaceChildren();
  }

  languageChanged() {
    this.#drawing?.speak(this.language);
  }

  /** The message is English; the app has the words in Chinese, and is loaded for them alone. */
  async sentence({ code, message, cause }) {
    if (!cause || !/^zh\b/i.test(this.language)) return null;
    return (await loadApp()).sentence({ code, message, cause }, this.language);
  }
}
