/** The page's own files, which lie beside it. The single file has `files-inside.js` in place of this one. */

import { fetchParts } from "../worker/start-worker.js";
import { keepOffline, onNewVersion, useNewVersion } from "./offline.js";

const base = document.currentScript.src;

/** The program of the page, as its glue takes it. */
export const program = () => new URL("sojourn-app_bg.wasm", base);

/** The parts of a worker. */
export const workerParts = () => fetchParts(base);

/** The page as one file, as bytes: asked of the site when somebody wants it. */
async function copy() {
  const response = await fetch(new URL("sojourn.html", base));
  if (!response.ok) throw new Error(`sojourn.html: ${response.status}`);
  return response.blob();
}

/** What only some pages can do. */
export const abilities = { copy, onNewVersion, useNewVersion };

/** Makes the page open without a network next time. */
export const keep = () => keepOffline(base);
