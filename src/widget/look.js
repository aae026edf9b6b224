/** How the elements look: the app's style sheets inside their shadow roots, and the language they speak. */

import { SojournError } from "../worker/line.js";

/** The style sheets in one, from beside this module: constructed sheets need no `style-src` of the page. */
const CHARTS = new URL("./sojourn-elements.css", import.meta.url);
/** What only the app needs. */
const APP = new URL("./sojourn-app.css", import.meta.url);
const N_SHADES = 32;

/** A function that gives a promise of sheets, the same for all elements; after a failure the next call tries again. */
function sheets(load) {
  let loading;
  return () => {
    loading ??= Promise.all(load()).catch((error) => {
      loading = undefined;
      throw notLoaded(error);
    });
    return loading;
  };
}

/** The sheets of a chart. */
export const loadChartSheets = sheets(() => [loadSheet(CHARTS), heatMix()]);

/** The sheets of the app. */
export const loadAppSheets = sheets(() => [loadSheet(CHARTS), loadSheet(APP), heatMix()]);

async function loadSheet(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new CSSStyleSheet().replace(await response.text());
}

/** The shades between `--sojourn-heat-low` and `--sojourn-heat-high`, and black or white for text on them. */
function heatMix() {
  const shades = Array.from({ length: N_SHADES }, (_, at) => {
    const share = ((at / (N_SHADES - 1)) * 100).toFixed(2);
    return `--heat-mix-${at}: color-mix(in oklab, var(--sojourn-heat-low), var(--sojourn-heat-high) ${share}%);
      --heat-mix-ink-${at}: oklch(from var(--heat-mix-${at}) clamp(0, (0.62 - l) * 1e6, 1) 0 0);`;
  });
  return new CSSStyleSheet().replace(`:host { ${shades.join("\n")} }`);
}

/** The language of an element: its own `lang`, that of what it stands in, or the browser's. */
export function languageOf(element) {
  for (let at = element; at; at = at.parentElement ?? at.getRootNode().host) {
    if (at.lang) return at.lang;
  }
  return navigator.language;
}

const ENGLISH = {
  loading: "Loading…",
  noFile: (address, status) =>
    `${address} could not be loaded: ${status ? `the server answers ${status}` : "the server or this page's policy refuses it"}.`,
  noProgram: "Sojourn could not be loaded. Its files belong beside sojourn.js, and the page's policy must allow them.",
};

const CHINESE = {
  loading: "正在载入…",
  noFile: (address, status) => `无法载入 ${address}：${status ? `服务器返回 ${status}` : "被服务器或本页面的安全策略拒绝"}。`,
  noProgram: "无法载入 Sojourn。其文件须与 sojourn.js 放在一起，且页面的安全策略须允许载入。",
};

/** The few words that are needed before the program is there; an error's message is English. */
export function words(language = "en") {
  return /^zh\b/i.test(language) ? CHINESE : ENGLISH;
}

/** Something of Sojourn's own could not be loaded: what, is for the console. */
export function notLoaded(error) {
  console.error(error);
  return new SojournError({ code: "workerLost", message: ENGLISH.noProgram, cause: { noProgram: true } });
}

/** A failure of loading in a language; nothing where it is another one. */
export function sentence({ cause }, language) {
  if (cause?.noFile) return words(language).noFile(...cause.noFile);
  return cause?.noProgram ? words(language).noProgram : null;
}
