/** The page's own files, which stand in it: for the single file. Their program is in letters, one for each byte. */

const parsed = new Promise((resolve) => {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", resolve, { once: true });
  else resolve();
});

/** The page as it came, before anything was added to it. */
const original = parsed.then(() => new Blob(["<!doctype html>\n", document.documentElement.outerHTML], { type: "text/html" }));

async function text(id) {
  await original;
  return document.getElementById(id).textContent;
}

/** What stands for a zero, which in its turn stands for this. */
const ZERO = "[".charCodeAt(0);

/**
 * The number of each letter, modulo 256: those that HTML would have changed stand further on. In pieces: a long text
 * takes long in one go, and the page is to stay alive.
 */
async function bytes(letters) {
  const PIECE = 1 << 20;
  const numbers = new Uint8Array(letters.length);
  for (let start = 0; start < letters.length; start += PIECE) {
    const end = Math.min(start + PIECE, letters.length);
    for (let at = start; at < end; at++) {
      const number = letters.charCodeAt(at) & 255;
      numbers[at] = number === ZERO ? 0 : number === 0 ? ZERO : number;
    }
    await new Promise((resume) => setTimeout(resume));
  }
  return numbers;
}

/** Nothing is on its way here that a small program would have to bridge. */
export const first = null;

/** The one program of the page and all its workers. */
let compiling;
const program = () => (compiling ??= text("sojourn-program").then(bytes).then(WebAssembly.compile));

/** The app: its glue, and the program as the glue takes it. */
export const app = { glue: () => import("./sojourn-app.js"), program };

/** The parts of a worker: each runs a part of the same program. */
export const workerParts = () => ({ glue: text("sojourn-glue"), program: Promise.resolve(program) });

/** Address of the page as one file. */
let address;
const copy = () => (address ??= original.then((blob) => URL.createObjectURL(blob)));

/** What only some pages can do: this one can give itself. */
export const abilities = { copy };

/** It is on the device already. */
export const keep = () => {};
