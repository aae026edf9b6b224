/** `<sojourn-heatmap>`: where is it hot, where is it cold? */

import { dimension, json, step, whole } from "./attributes.js";
import { ChartElement } from "./chart-element.js";
import { loadHeatmap } from "./program.js";

/** So many rows and columns are shown, then the rest is gathered. */
const KEPT = 200;

export class SojournHeatmapElement extends ChartElement {
  static kind = "heatmap";
  static load = loadHeatmap;
  static draw = "drawHeatmap";
  static attributes = ["rows", "columns", "measure", "goal", "max-steps", "scope"];

  async question(log, propose) {
    const [defaultRows, defaultColumns] =
      log.summary.channels.length > 1 ? ["stage", "channel"] : ["touchpoint", "nextTouchpoint"];
    const rows = dimension("rows", this.given("rows")) ?? defaultRows;
    const columns = dimension("columns", this.given("columns")) ?? defaultColumns;
    const measure = this.given("measure") || undefined;
    const needsGoal = measure === "conversionRate" || rows === "outcome" || columns === "outcome";
    return {
      rows,
      columns,
      measure,
      goal: needsGoal ? step(this.given("goal")) ?? (await propose()).goal ?? undefined : undefined,
      maxSteps: whole("max-steps", this.given("maxSteps")),
      scope: json("scope", this.given("scope")),
      keep: KEPT,
      detail: true,
    };
  }

  chosen({ rows, columns, cells, samples }, row, column) {
    // Journeys that have ended are a row of the chart, not of the report.
    if (row < 0) return null;
    return { row: rows[row], column: columns[column], value: cells[row][column], sample: samples[row][column] };
  }
}
