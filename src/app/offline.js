/** Keeps the hosted page on the device, where the browser can, and hears of new versions. */

import { trusted } from "../worker/start-worker.js";

let waiting = null;
let hears = () => {};

/** Stores this version; the next visit needs no network. `base` is the address of the page's script. */
export async function keepOffline(base) {
  if (!("serviceWorker" in navigator) || !isSecureContext) return;
  try {
    const script = trusted(new URL("service-worker.js", base).href);
    // Only the visit of a page looks for a new version: nothing is asked of the network later.
    const registration = await navigator.serviceWorker.register(script, { updateViaCache: "none" });
    follow(registration);
  } catch {
    // A browser that keeps nothing (a private window, a full disk) works all the same, with the network.
  }
}

function follow(registration) {
  const offer = (worker) => {
    // The first version that is stored here replaces none.
    if (worker?.state !== "installed" || !navigator.serviceWorker.controller) return;
    waiting = worker;
    hears();
  };
  const expect = (worker) => worker?.addEventListener("statechange", () => offer(worker));
  offer(registration.waiting);
  expect(registration.installing);
  registration.addEventListener("updatefound", () => expect(registration.installing));
}

/** Calls `on` when a new version is there, now or later. */
export function onNewVersion(on) {
  hears = on;
  if (waiting) on();
}

/** Loads the page anew with the new version. */
export function useNewVersion() {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage("use this version");
}
