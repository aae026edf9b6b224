// Starts the page: the remembered theme and language before anything is drawn, then the program; and where the program
// cannot start, or stops, a sentence instead of a blank page. A file of its own, because the page allows no inline scripts.

import { Line } from "../worker/line.js";
import { HOST, READERS, workers } from "../worker/start-worker.js";
import { abilities, keep, program, workerParts } from "./files.js";

const remembered = key => {
    try {
        return JSON.parse(localStorage.getItem(key));
    } catch {
        return null;
    }
};
const root = document.documentElement;
const theme = remembered("sojourn.theme");
if (theme === "light" || theme === "dark") {
    root.dataset.theme = theme;
}
const ours = [remembered("sojourn.language"), ...navigator.languages].find(tag => /^(en|zh)\b/i.test(tag ?? ""));
root.lang = /^zh/i.test(ours ?? "") ? "zh-CN" : "en";

const say = (id, error) => {
    const show = () => {
        document.getElementById("loading")?.remove();
        for (const message of ["not-started", "stopped"]) {
            document.getElementById(message)?.toggleAttribute("hidden", message !== id);
        }
    };
    console.error(error);
    if (document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", show);
    } else {
        show();
    }
};
// Rust's panics reach the page as a trap: whatever is on screen no longer answers.
addEventListener("error", event => {
    if (event.error instanceof WebAssembly.RuntimeError) {
        say("stopped", event.error);
    }
});
addEventListener("unhandledrejection", event => {
    if (event.reason instanceof WebAssembly.RuntimeError) {
        say("stopped", event.reason);
    }
});
const { load, start } = workers(workerParts);
// The host comes with the page: so opening a file later starts at once.
load([HOST]).catch(() => {});

import("./sojourn-app.js")
    .then(async app => {
        await app.default({ module_or_path: await program() });
        app.mount(document.body, { newLine: onProgress => new Line(start, onProgress), ...abilities });
        document.getElementById("loading")?.remove();
        // Once the readers of formats are here, too, that is all the page will ever ask for, and it cannot ask for more.
        Promise.all([load([HOST, ...READERS]), keep()]).then(() => globalThis.sojournPrivacy?.seal(), () => {});
    })
    .catch(error => say("not-started", error));
