// `sojourn.js` in a bare page, at hand in a test: every call runs in the page.

import { expect } from './site.mjs';

/** Opens the bare page and loads the module there. */
export async function loadModule(page, site) {
  await page.goto(`${site.pages}bare.html`);
  await page.evaluate(async (url) => {
    window.openLog = (await import(url)).openLog;
    window.logs = [];
    /** What a call came to: its value, or the error as data. */
    window.outcome = async (promise) => {
      try {
        return { value: await promise };
      } catch (error) {
        return { error: { code: error.code, message: error.message, isError: error instanceof Error } };
      }
    };
  }, site.module);
  return new Module(page);
}

class Module {
  constructor(page) {
    this.page = page;
  }

  /** Opens a file from disk (a path), or made in the test (`{ name, bytes }`); resolves to a `Log`, or throws. */
  async open(file, options = {}) {
    const outcome = await this.tryOpen(file, options);
    expect(outcome.error, 'opening it').toBeUndefined();
    return outcome.log;
  }

  /** Opens a file; resolves to `{ log }` or `{ error }`. */
  async tryOpen(file, options = {}) {
    const payload =
      typeof file === 'string' ? file : { name: file.name, mimeType: '', buffer: Buffer.from(file.bytes) };
    await this.page.setInputFiles('input', payload);
    return this.#opened(() => document.querySelector('input').files[0], null, options);
  }

  /** Opens several texts at once, `{ name, text, … }` with options of their own; resolves to a `Log`, or throws. */
  async openTexts(texts, options = {}) {
    const outcome = await this.tryOpenTexts(texts, options);
    expect(outcome.error, 'opening them').toBeUndefined();
    return outcome.log;
  }

  /** Opens several texts at once; resolves to `{ log }` or `{ error }`. */
  tryOpenTexts(texts, options = {}) {
    return this.#opened((texts) => texts.map(({ text, ...rest }) => ({ ...rest, data: text })), texts, options);
  }

  /** Opens what `sources` gives in the page. */
  async #opened(sources, argument, options) {
    const made = await this.page.evaluateHandle(sources, argument);
    const { value, error } = await this.page.evaluate(
      ([made, options]) =>
        outcome(openLog(made, options).then((log) => ({ index: logs.push(log) - 1, summary: log.summary }))),
      [made, options],
    );
    return error ? { error } : { log: new Log(this.page, value.index, value.summary) };
  }
}

class Log {
  constructor(page, index, summary) {
    Object.assign(this, { page, index, summary });
  }

  funnel(question) {
    return this.#ask('funnel', question);
  }

  heatmap(question) {
    return this.#ask('heatmap', question);
  }

  journeyMap(question) {
    return this.#ask('journeyMap', question);
  }

  feedback(question) {
    return this.#ask('feedback', question);
  }

  verbatims(question) {
    return this.#ask('verbatims', question);
  }

  complaints(question) {
    return this.#ask('complaints', question);
  }

  consistency(question) {
    return this.#ask('consistency', question);
  }

  scoreChanges(question) {
    return this.#ask('scoreChanges', question);
  }

  stagePaths(question) {
    return this.#ask('stagePaths', question);
  }

  overview(question) {
    return this.#ask('overview', question);
  }

  risks(question) {
    return this.#ask('risks', question);
  }

  painPoints(question) {
    return this.#ask('painPoints', question);
  }

  customers(question) {
    return this.#ask('customers', question);
  }

  customer(question) {
    return this.#ask('customer', question);
  }

  close() {
    return this.page.evaluate((index) => logs[index].close(), this.index);
  }

  async #ask(kind, question) {
    const { value, error } = await this.page.evaluate(
      ([index, kind, question]) => outcome(logs[index][kind](question)),
      [this.index, kind, question],
    );
    if (error) throw Object.assign(new Error(error.message), error);
    return value;
  }
}

/** Customers at each step of a funnel. */
export const customers = (report) => report.steps.map((step) => step.customers);

/** A heatmap's cell by the names of its row and column. */
export const cell = (report, row, column) => report.cells[report.rows.indexOf(row)][report.columns.indexOf(column)];
