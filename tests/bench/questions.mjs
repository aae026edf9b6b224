// What both contestants are asked, and how their answers are compared.

export const FUNNEL = ['landing', 'product_view', 'add_to_cart', 'checkout_start', 'purchase'];
export const WINDOW_SECONDS = 7 * 86_400;

/**
 * Answers are sorted lists of `[name, …, count]` rows without zero counts, so that they can be compared as text.
 * `atMostNs` is CPU time per event, at a million events and at ten million; `timesFaster` is against DuckDB-WASM.
 */
export const TASKS = [
  { name: 'open', title: 'open the CSV to ready', atMostNs: [350, 450], timesFaster: [5, 4] },
  { name: 'funnel', title: '5-step funnel, 7 days, by channel', atMostNs: [15, 15], timesFaster: [100, 100] },
  { name: 'funnelByLists', title: '… against the quickest SQL we found', atMostNs: null, timesFaster: null },
  { name: 'next', title: 'touchpoint × next touchpoint', atMostNs: [7, 7], timesFaster: [120, 120] },
  { name: 'pivots', title: 'stage × channel and weekday × hour', atMostNs: [15, 15], timesFaster: [10, 10] },
];

export const QUESTIONS = TASKS.filter(({ name }) => name !== 'open');

/** Rows in a fixed order, counts of zero left out. */
export function canonical(rows) {
  return rows
    .filter((row) => row.at(-1) !== 0)
    .map((row) => row.join('\t'))
    .sort();
}
