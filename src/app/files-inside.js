/** The page's own files, which stand in it: for the single file. Programs are compressed and in letters. */

import { HOST } from "../worker/start-worker.js";

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

async function compiled(id) {
  const packed = (await fromBase64(await text(id))).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(packed).arrayBuffer());
}

/** In pieces: a long text takes long in one go, and the page is to stay alive. */
async function fromBase64(letters) {
  const PIECE = 1 << 18;
  const pieces = [];
  for (let at = 0; at < letters.length; at += PIECE) {
    const binary = atob(letters.slice(at, at + PIECE));
    pieces.push(Uint8Array.from(binary, (letter) => letter.charCodeAt(0)));
    await new Promise((resume) => setTimeout(resume));
  }
  return new Blob(pieces);
}

/** Nothing is on its way here that a small program would have to bridge. */
export const first = null;

/** The app: its glue, and the program as the glue takes it. */
export const app = { glue: () => import("./sojourn-app.js"), program: () => compiled("sojourn-app-program") };

/** The parts of a worker. The host is wanted at once, a reader perhaps never: it is unpacked when it is. */
export const workerParts = (name) => {
  const unpack = () => compiled(`${name}-program`);
  return { glue: text(`${name}-glue`), program: name === HOST ? unpack() : Promise.resolve(unpack) };
};

/** Address of the page as one file. */
let address;
const copy = () => (address ??= original.then((blob) => URL.createObjectURL(blob)));

/** What only some pages can do: this one can give itself. */
export const abilities = { copy };

/** It is on the device already. */
export const keep = () => {};
