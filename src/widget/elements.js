/** Defines the elements. */

import { SojournAppElement } from "./app-element.js";
import { SojournFunnelElement } from "./funnel-element.js";
import { SojournHeatmapElement } from "./heatmap-element.js";

SojournFunnelElement.define("sojourn-funnel");
SojournHeatmapElement.define("sojourn-heatmap");
SojournAppElement.define("sojourn-app");

export { SojournAppElement, SojournFunnelElement, SojournHeatmapElement };
