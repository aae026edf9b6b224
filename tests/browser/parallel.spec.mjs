// A large table is read by several workers beside each other: the same log whatever their number; and whatever is
// being done, it can be cancelled.

import { loadModule } from './module.mjs';
import { expect, test } from './site.mjs';

let sojourn;
test.beforeEach(async ({ page, site }) => {
  sojourn = await loadModule(page, site);
});

/** About 6 MB, with quoted line breaks, ties, duplicates and rows that are skipped. */
function table() {
  const lines = ['user_id,timestamp,event,channel,note'];
  for (let i = 0; i < 100_000; i += 1) {
    const time = new Date(1735689600000 + Math.floor(i / 3) * 1000).toISOString();
    const note = i % 50 === 0 ? `"first line\nsecond ""line"", ${i}"` : `note ${i % 700}`;
    lines.push(`u${(i * 7919) % 9973},${i % 997 === 0 ? 'not a time' : time},step ${i % 6},${['web', 'app', ''][i % 3]},${note}`);
  }
  return lines.join('\n');
}

test('one, two or three workers give the same log', async ({ page }) => {
  let started = 0;
  page.on('worker', () => (started += 1));
  const bytes = table();
  const seen = [];
  for (const workers of [1, 2, 3]) {
    started = 0;
    const log = await sojourn.open({ name: 'large.csv', bytes }, { workers });
    expect(started, 'the host, and those who read with it').toBe(workers);
    await expect.poll(() => page.workers().length, 'they end when all is read').toBe(1);
    const funnel = await log.funnel({ steps: ['step 1', 'step 2', 'step 3'], breakdown: 'channel' });
    const heatmap = await log.heatmap({ rows: 'touchpoint', columns: 'nextTouchpoint' });
    seen.push({ summary: log.summary, funnel, heatmap });
    await log.close();
  }
  expect(seen[0].summary).toMatchObject({ rows: 100_000, events: 99_899, skipped: { count: 101 } });
  expect(seen[0].summary.skipped.examples[50].line).toBeGreaterThan(50_000);
  expect(seen[1]).toEqual(seen[0]);
  expect(seen[2]).toEqual(seen[0]);
});

test('without a wish, a small file is read by one', async ({ page }) => {
  let started = 0;
  page.on('worker', () => (started += 1));
  await sojourn.open({ name: 'large.csv', bytes: table() });
  expect(started).toBe(1);
});

const PHASES = [
  { title: 'while one worker reads', workers: 1, phase: 'reading' },
  { title: 'while several read', workers: 2, phase: 'reading' },
  { title: 'while a reader unpacks', workers: 1, phase: 'reading', gzip: true },
  { title: 'while events are sorted', workers: 2, phase: 'sorting' },
];
for (const { title, workers, phase, gzip } of PHASES) {
  test(`cancelling is immediate ${title}`, async ({ page }) => {
    const { error, late } = await page.evaluate(
      async ({ workers, phase, gzip }) => {
        const row = (i) => `u${(i * 7919) % 9973},${new Date(1735689600000 + i * 1000).toISOString()},view ${i % 7}\n`;
        const csv = new Blob(['user_id,timestamp,event\n', ...Array.from({ length: 600_000 }, (_, i) => row(i))]);
        const packed = () => new Response(csv.stream().pipeThrough(new CompressionStream('gzip'))).blob();
        const blob = gzip ? await packed() : csv;
        const controller = new AbortController();
        let late = 0;
        const onProgress = (progress) => {
          late += Number(controller.signal.aborted);
          if (progress.phase === phase) controller.abort();
        };
        const { error } = await outcome(openLog(blob, { workers, onProgress, signal: controller.signal }));
        return { error, late };
      },
      { workers, phase, gzip },
    );
    expect(error).toMatchObject({ code: 'cancelled', isError: true });
    expect(late, 'steps that were heard of afterwards').toBe(0);
    await expect.poll(() => page.workers().length).toBe(0);
  });
}
