// The built module as a contestant.

import { openLog } from '/site/sojourn.js';
import { comments } from './comments.mjs';
import { canonical, FUNNEL, WINDOW_SECONDS } from './questions.mjs';

let log;

/** Loads the module's program, as the other contestant loads its own before anything is measured. */
export async function prepare() {
  log = await openLog(new Blob(['customer,event,timestamp\n1,a,2025-01-01 00:00:00\n']));
}

export async function open(file) {
  log.close();
  log = await openLog(file, { workers: 1 });
  return log.summary.events;
}

/** Opens a file with so many workers: `null` leaves it to the module. Resolves to what must not depend on them. */
export async function openWith(file, workers) {
  log.close();
  log = await openLog(file, workers === null ? {} : { workers });
  return JSON.stringify(log.summary);
}

/** What the page takes for the goal once a log is open, and asks by. */
const goal = { touchpoints: ['purchase'] };

/** The views that a marketer opens after the funnel; for these there is no contestant. */
export const views = {
  overview: () => log.overview({ goal }),
  'journey map': () => log.journeyMap({}),
  'pain points': () => log.painPoints({ goal }),
  feedback: () => log.feedback({ by: 'touchpoint' }),
};

/** Opens a log of so many comments. */
export async function openComments(n) {
  log.close();
  log = await openLog({ name: 'comments.csv', data: comments(n) });
}

/** What the comments speak of; their number. */
export async function themes() {
  return (await log.verbatims({ count: 0 })).comments;
}

/** Stage of each touchpoint, so that the other contestant can count by the same. */
export function stages() {
  return log.summary.touchpoints.map(({ name, stage }) => [name, stage ?? '']);
}

const heatmap = async (rows, columns) => {
  const report = await log.heatmap({ rows, columns });
  return report.cells.flatMap((cells, row) =>
    cells.map((cell, column) => [report.rows[row], report.columns[column], cell ?? 0]),
  );
};

async function funnel(nudgeSeconds) {
  const windowSeconds = WINDOW_SECONDS + nudgeSeconds;
  const { groups } = await log.funnel({ steps: FUNNEL, windowSeconds, breakdown: 'channel' });
  return canonical(
    groups.flatMap(({ value, steps }) => steps.map(({ customers }, step) => [value, step + 1, customers])),
  );
}

export const ask = {
  funnel,
  funnelByLists: funnel,
  async next() {
    return canonical(await heatmap('touchpoint', 'nextTouchpoint'));
  },
  async pivots() {
    const [one, two] = [await heatmap('stage', 'channel'), await heatmap('weekday', 'hour')];
    return canonical([...one, ...two]);
  },
};
