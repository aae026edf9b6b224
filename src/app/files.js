/** The page's own files, which lie beside it. The single file has `files-inside.js` in place of this one. */

import { fetchParts, fetchPartsForLater, HOST } from "../worker/start-worker.js";
import { keepOffline, onNewVersion, useNewVersion } from "./offline.js";

const base = document.currentScript.src;

/** The small program of the first screen: its glue, and the program as the glue takes it. */
export const first = { glue: () => import("./sojourn-start.js"), program: () => new URL("sojourn-start_bg.wasm", base) };

/** The app. */
export const app = { glue: () => import("./sojourn-app.js"), program: () => new URL("sojourn-app_bg.wasm", base) };

/** The parts of a worker. The host is wanted at once, a reader perhaps never. */
export const workerParts = (name) => (name === HOST ? fetchParts(base, name) : fetchPartsForLater(base, name));

/** Address of the page as one file. The browser downloads it when somebody wants it; the page itself may not. */
const copy = async () => new URL("sojourn.html", base).href;

/** What only some pages can do. */
export const abilities = { copy, onNewVersion, useNewVersion };

/** Makes the page open without a network next time. */
export const keep = () => keepOffline(base);
