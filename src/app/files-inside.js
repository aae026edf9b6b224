/** The page's own files, which stand in it: for the single file. */

import { fileOf, inBytes } from "./letters.js";
import { together } from "./streams.js";

const parsed = new Promise((resolve) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve, { once: true });
  else resolve();
});

/** The page as it came, before anything was added to it. */
const original = parsed.then(() => new Blob([fileOf(`<!doctype html>\n${document.documentElement.outerHTML}`)], { type: "text/html" }));

async function text(id) {
  await original;
  return document.getElementById(id).textContent;
}

/** Nothing is on its way here that a small program would have to bridge. */
export const first = null;

/** The one program of the page and all its workers. */
let compiling;
const program = () => (compiling ??= text("sojourn-program").then(inBytes).then(together).then(WebAssembly.compile));

/** The app: its glue, which is that of the workers, and the program as the glue takes it. */
export const app = { glue: () => original.then(() => globalThis.wasm_bindgen), program };

/** The parts of a worker: each runs a part of the same program. */
export const workerParts = () => ({ glue: text("sojourn-glue"), program: Promise.resolve(program) });

/** Address of the page as one file. */
let address;
const copy = () => (address ??= original.then((blob) => URL.createObjectURL(blob)));

/** What only some pages can do: this one can give itself. */
export const abilities = { copy };

/** It is on the device already. */
export const keep = () => {};
