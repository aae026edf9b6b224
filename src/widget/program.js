/** The programs that draw, loaded when the first element needs them: from beside this module. */

import { notLoaded } from "./look.js";

/** A function that loads a program once; after a failure the next call tries again. */
function program(glue, wasm) {
  let loading;
  return () => {
    loading ??= import(glue)
      .then(async (module) => {
        await module.default({ module_or_path: wasm });
        return module;
      })
      .catch((error) => {
        loading = undefined;
        throw notLoaded(error);
      });
    return loading;
  };
}

/** What draws funnels. */
export const loadFunnel = program(
  new URL("./sojourn-funnel.js", import.meta.url).href,
  new URL("./sojourn-funnel_bg.wasm", import.meta.url),
);

/** What draws heatmaps. */
export const loadHeatmap = program(
  new URL("./sojourn-heatmap.js", import.meta.url).href,
  new URL("./sojourn-heatmap_bg.wasm", import.meta.url),
);

/** The whole app. */
export const loadApp = program(
  new URL("./sojourn-app.js", import.meta.url).href,
  new URL("./sojourn-app_bg.wasm", import.meta.url),
);
