/**
 * What all elements of Sojourn have in common: properties beside attributes, loading when near the window, a shared
 * log, the events, and leaving nothing behind.
 */

import { address, json } from "./attributes.js";
import { languageOf, loadChartSheets, sentence, words } from "./look.js";
import { useLog } from "./shared-logs.js";

/** So far from the window, an element begins to load. */
const NEAR = "400px";

/** Without a document (on a server) the module can be imported; it defines nothing. */
const Base = globalThis.HTMLElement ?? class {};

/** Calls an element that comes near the window. */
const whenNear = globalThis.IntersectionObserver && new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) {
      whenNear.unobserve(target);
      target.comeNear();
    }
  }
}, { rootMargin: NEAR });

/** Name of the property of an attribute: `timeZone` of `time-zone`. */
const property = (attribute) => attribute.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

/**
 * An element. A kind of element has `static attributes`, the names of its attributes that are properties too, and
 * `show(log, isCurrent)`, which draws and gives what there is to say of it when it is ready.
 */
export class SojournElement extends Base {
  static attributes = [];
  static common = ["src", "options", "time-zone"];
  /** The classes of its frame. */
  static frame = "widget";
  static loadSheets = loadChartSheets;
  /** Whether there is nothing to show without a log, as with charts, which ask little of it. */
  static needsLog = true;

  static get observedAttributes() {
    return [...this.common, ...this.attributes, "lang"];
  }

  /** The names of its properties. */
  static get properties() {
    return [...this.common, ...this.attributes, "data"].map(property);
  }

  /** Defines the element, with its properties. */
  static define(name) {
    if (!globalThis.customElements || customElements.get(name)) return;
    for (const name of this.properties) {
      Object.defineProperty(this.prototype, name, {
        enumerable: true,
        configurable: true,
        get() {
          return this.#values.get(name) ?? null;
        },
        set(value) {
          this.#set(name, value);
        },
      });
    }
    customElements.define(name, this);
  }

  #values = new Map();
  #isNear = false;
  #isDue = false;
  #turn = 0;
  /** The log in use: its source, how it is read, and the use itself. */
  #used = null;
  #leaving = 0;
  #base;
  #status;
  #bar = null;
  /** Where the drawing goes. */
  place;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const make = (name, part) => {
      const made = document.createElement("div");
      made.className = name;
      if (part) made.setAttribute("part", part);
      return made;
    };
    this.#base = make(this.constructor.frame, "base");
    this.#status = make("widget__status", "status");
    this.#status.setAttribute("role", "status");
    this.place = make("widget__place");
    this.#base.append(this.#status, this.place);
    root.append(this.#base);
  }

  /** `light`, `dark` or `system`; without it, as the page around. */
  get theme() {
    return this.getAttribute("theme");
  }

  set theme(theme) {
    if (theme === null || theme === undefined) this.removeAttribute("theme");
    else this.setAttribute("theme", theme);
  }

  connectedCallback() {
    clearTimeout(this.#leaving);
    // Properties that were set before the element was defined hide those of the class.
    for (const name of [...this.constructor.properties, "theme"]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    if (!this.#isNear) whenNear.observe(this);
  }

  disconnectedCallback() {
    whenNear.unobserve(this);
    // An element that is moved comes back at once, and keeps all it has.
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => !this.isConnected && this.#leave());
  }

  /** A move that keeps the state (`moveBefore`) changes nothing. */
  connectedMoveCallback() {}

  attributeChangedCallback(name, before, value) {
    if (name === "lang") this.languageChanged();
    else if (before !== value) this.#set(property(name), value ?? undefined);
  }

  /** The element is near the window: from now on it loads what it needs. */
  comeNear() {
    this.#isNear = true;
    this.refresh();
  }

  /** What a property or its attribute was set to, `undefined` where it was not. */
  given(name) {
    return this.#values.get(name) ?? undefined;
  }

  /** The language it speaks. */
  get language() {
    return languageOf(this);
  }

  /** The language may be another one. */
  languageChanged() {}

  /** What was drawn is to go. */
  clear() {}

  /** Draws anew, once for all changes made in one go. */
  refresh() {
    if (this.#isDue || !this.#isNear) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      if (this.#isNear) this.#refresh();
    });
  }

  /** Tells the page. */
  tell(what, detail) {
    return this.dispatchEvent(new CustomEvent(`sojourn-${what}`, { detail, bubbles: true, composed: true }));
  }

  #set(name, value) {
    if (this.#values.get(name) === value) return;
    this.#values.set(name, value);
    this.refresh();
  }

  async #refresh(isSecondTry = false) {
    const turn = ++this.#turn;
    const isCurrent = () => this.#turn === turn && this.#isNear;
    try {
      const used = this.#use();
      if (!used && this.constructor.needsLog) {
        this.clear();
        this.#say(null);
        return;
      }
      this.#wait();
      // A source that could not be read is read anew the next time.
      const opened = used?.log.catch((error) => {
        if (isCurrent()) this.#letGo();
        throw error;
      });
      const [log] = await Promise.all([opened, this.#dress()]);
      if (!isCurrent()) return;
      const ready = await this.show(log, isCurrent);
      if (!isCurrent()) return;
      this.#say(null);
      this.place.classList.remove("widget__place--busy");
      if (ready) this.tell("ready", ready);
    } catch (error) {
      if (!isCurrent()) return;
      // A worker that was lost is started anew, with the same source.
      if (error.code === "workerLost" && !isSecondTry) {
        this.#used?.use.forget();
        this.#letGo();
        await this.#refresh(true);
        return;
      }
      await this.#fail(error, isCurrent);
    }
  }

  /** The log that the properties name; the same one as before while they name the same. */
  #use() {
    const data = this.given("data");
    const source = data ?? (this.given("src") ? address(this.given("src"), this.baseURI) : null);
    const { columns, dateOrder, timeZone, workers } = json("options", this.given("options")) ?? {};
    const options = { columns, dateOrder, timeZone: this.given("timeZone") ?? timeZone, workers };
    const key = [source instanceof URL ? source.href : source, JSON.stringify(options)];
    if (this.#used?.key.every((part, at) => part === key[at])) return this.#used.use;
    this.#letGo();
    if (source === null) return null;
    const use = useLog(source, options, this.constructor.needsLog, (progress) => {
      this.#wait(progress);
      this.tell("progress", progress);
    });
    this.#used = { key, use };
    return use;
  }

  #letGo() {
    this.#used?.use.letGo();
    this.#used = null;
  }

  #leave() {
    this.#turn++;
    this.#isNear = false;
    this.clear();
    this.#say(null);
    this.#letGo();
  }

  /** Shows that it is working: over a drawing quietly, else in words and with a bar. */
  #wait(progress) {
    if (this.place.hasChildNodes()) {
      this.place.classList.add("widget__place--busy");
      return;
    }
    if (!this.#bar) {
      this.#say(words(this.language).loading, "quiet");
      this.#bar = document.createElement("progress");
      this.#bar.className = "progress__bar";
      this.#bar.setAttribute("aria-label", words(this.language).loading);
      this.#status.append(this.#bar);
    }
    if (progress?.totalBytes > 0) this.#bar.value = progress.bytes / progress.totalBytes;
  }

  #say(sentence, kind, part) {
    this.#bar = null;
    this.#status.replaceChildren();
    if (sentence === null) return;
    const said = document.createElement("p");
    said.className = kind;
    if (part) said.setAttribute("part", part);
    said.textContent = sentence;
    this.#status.append(said);
  }

  /** Puts the style sheets into the shadow root. */
  async #dress() {
    const sheets = await this.constructor.loadSheets();
    if (this.shadowRoot.adoptedStyleSheets.length === 0) this.shadowRoot.adoptedStyleSheets = sheets;
  }

  async #fail(error, isCurrent) {
    const said = sentence(error, this.language) ?? (await this.sentence(error).catch(() => null));
    await this.#dress().catch(() => {});
    if (!isCurrent()) return;
    this.clear();
    this.#say(said ?? error.message, "note", "error");
    this.tell("error", error);
  }

  /** A failure in the language of the element, where there are words for it. */
  async sentence() {
    return null;
  }
}
