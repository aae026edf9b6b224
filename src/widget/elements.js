/** Defines the elements. */

import { SojournFunnelElement } from "./funnel-element.js";
import { SojournHeatmapElement } from "./heatmap-element.js";

SojournFunnelElement.define("sojourn-funnel");
SojournHeatmapElement.define("sojourn-heatmap");

export { SojournFunnelElement, SojournHeatmapElement };
