// Starts the page: the remembered theme and language before anything is drawn, then a small program with the first
// screen, then the app; and where that cannot start, or stops, a sentence instead of a blank page. A file of its own,
// because the page allows no inline scripts.

import { Line } from "../worker/line.js";
import { HOST, READERS, workers } from "../worker/start-worker.js";
import { abilities, app, first, keep, workerParts } from "./files.js";
import { handOver, released } from "./hand-over.js";

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
const page = { newLine: onProgress => new Line(start, onProgress), ...abilities };

/** Draws with one of the page's programs in its body; gives the elements that are new there. */
const drawn = draw => {
    const before = new Set(document.body.children);
    draw();
    document.getElementById("loading")?.remove();
    return [...document.body.children].filter(element => !before.has(element));
};
const loaded = async ({ glue, program }) => {
    const module = await glue();
    await module.default({ module_or_path: await program() });
    return module;
};

/** The first screen from a small program, while the whole app is on its way; `null` where it is not to be seen. */
const firstScreen = async () => {
    if (!first || !/^(#\/?)?$/.test(location.hash)) {
        return null;
    }
    try {
        const { FirstScreen } = await loaded(first);
        let screen;
        const elements = drawn(() => {
            screen = new FirstScreen(document.body, page);
        });
        return { screen, elements };
    } catch (error) {
        // The app shows it as well, a moment later.
        console.warn(error);
        return null;
    }
};

firstScreen()
    .then(async begun => {
        // The host comes with the page: so opening a file later starts at once.
        load([HOST]).catch(() => {});
        const { mount } = await loaded(app);
        await released();
        // In one go, so that the browser draws nothing in between.
        const elements = drawn(() => mount(document.body, page, begun?.screen.given()));
        if (begun) {
            handOver(begun.elements, elements);
            begun.screen.free();
        }
        root.dataset.app = "ready";
        // Once the readers of formats are here, too, that is all the page will ever ask for, and it cannot ask for more.
        Promise.all([load([HOST, ...READERS]), keep()]).then(() => globalThis.sojournPrivacy?.seal(), () => {});
    })
    .catch(error => say("not-started", error));
