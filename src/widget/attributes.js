/** What stands in an element's attributes → the fields of a question. Properties may also hold the field itself. */

import { SojournError } from "../worker/line.js";

const SECONDS = { s: 1, m: 60, h: 3600, d: 86400, w: 604800 };

const DIMENSIONS = new Set(
  ["stage", "touchpoint", "channel", "nextTouchpoint", "step", "weekday", "hour", "date", "outcome"],
);

const wrong = (message) => new SojournError({ code: "badQuestion", message, cause: { request: message } });

/** JSON where the text is meant as JSON, else `plain` of the text; what is no text is taken as it is. */
function read(name, value, plain) {
  if (typeof value !== "string") return value;
  const text = value.trim();
  if (!/^[[{]/.test(text)) return plain(text);
  try {
    return JSON.parse(text);
  } catch {
    throw wrong(`The attribute ${name} does not read as JSON: ${text}`);
  }
}

/** `landing, search | browse, purchase`: commas between steps, bars between touchpoints of one step; or JSON. */
export function steps(value) {
  return read("steps", value, (text) => text.split(/[,，]/).map((part) => step(part)).filter(Boolean));
}

/** `search | browse` → a step of a funnel, or a goal; nothing of nothing. */
export function step(value, name = "goal") {
  return read(name, value ?? undefined, (text) => {
    const touchpoints = text.split("|").map((each) => each.trim()).filter(Boolean);
    return touchpoints.length > 0 ? { touchpoints } : undefined;
  });
}

/** `14d`, `36 h`, `90m`, `45s`, `2w`, or a number of seconds → seconds; `none` or `Infinity` → no limit. */
export function seconds(value) {
  if (value === Infinity) return null;
  if (typeof value !== "string") return value;
  const text = value.trim();
  if (text === "") return undefined;
  if (text === "none") return null;
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*([smhdw]?)$/.exec(text) ?? [];
  if (number === undefined) throw wrong(`The attribute window is “14d”, “36h”, “90m”, “45s”, “2w” or “none”, not “${text}”.`);
  return Number(number) * SECONDS[unit || "s"];
}

/** One of the known dimensions, else a column of the log; or JSON. */
export function dimension(name, value) {
  const known = (text) => (DIMENSIONS.has(text) ? text : { column: text });
  return read(name, value, (text) => (text === "" ? undefined : known(text)));
}

/** Where a log is. */
export function address(text, base) {
  if (URL.canParse(text, base)) return new URL(text, base);
  throw wrong(`The attribute src is an address, not “${text}”.`);
}

/** A field that is written as JSON. */
export function json(name, value) {
  return read(name, value, (text) => {
    if (text === "") return undefined;
    throw wrong(`The attribute ${name} is written as JSON, not as “${text}”.`);
  });
}

/** A whole number. */
export function whole(name, value) {
  if (value === undefined || value === null || value === "") return undefined;
  const number = Number(value);
  if (!Number.isInteger(number)) throw wrong(`The attribute ${name} is a whole number, not “${value}”.`);
  return number;
}
