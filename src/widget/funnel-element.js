/** `<sojourn-funnel>`: where do they drop out? */

import { json, seconds, steps } from "./attributes.js";
import { ChartElement } from "./chart-element.js";
import { loadFunnel } from "./program.js";

export class SojournFunnelElement extends ChartElement {
  static kind = "funnel";
  static load = loadFunnel;
  static draw = "drawFunnel";
  static attributes = ["steps", "window", "order", "breakdown", "scope"];

  async question(log, propose) {
    const given = steps(this.given("steps"));
    return {
      steps: given?.length ? given : (await propose()).steps ?? [],
      order: this.given("order") || undefined,
      windowSeconds: seconds(this.given("window")),
      breakdown: this.given("breakdown") || undefined,
      scope: json("scope", this.given("scope")),
    };
  }

  chosen({ steps, groups }, at, series, isLost) {
    const group = groups[series];
    const step = (group?.steps ?? steps)[at];
    return {
      step: at + 1,
      label: step.label,
      part: isLost ? "droppedOff" : "reached",
      customers: isLost ? step.dropOff : step.customers,
      group: group ? { value: group.value } : null,
    };
  }
}
