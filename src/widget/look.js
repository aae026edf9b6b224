/** How the elements look: the app's style sheets inside their shadow roots, and the language they speak. */

/** The app's style sheets in one, from beside this module: constructed sheets need no `style-src` of the page. */
const SHEET = new URL("./sojourn-elements.css", import.meta.url);
const N_SHADES = 32;

let sheets;

/** A promise of the sheets, the same for all elements. */
export function loadSheets() {
  sheets ??= Promise.all([loadSheet(SHEET), heatMix()]).catch((error) => {
    sheets = undefined;
    throw error;
  });
  return sheets;
}

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

/** The few words that are needed before the program is there. */
export function words(language) {
  return /^zh\b/i.test(language) ? { loading: "正在载入…" } : { loading: "Loading…" };
}
