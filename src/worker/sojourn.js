/**
 * Sojourn's JavaScript module: opens a log in a worker and asks it, and defines the elements. The contract is
 * `sojourn.d.ts` beside this file.
 */

export { openLog } from "./open-log.js";
export * from "../widget/elements.js";
