/** Where the page's program and its worker come from: files beside the page. The single file has `files-inside.js`. */

import { fetchParts } from "../worker/start-worker.js";

const base = document.currentScript.src;

/** The program of the page, as its glue takes it. */
export const program = () => new URL("sojourn-app_bg.wasm", base);

/** The parts of a worker. */
export const workerParts = () => fetchParts(base);
