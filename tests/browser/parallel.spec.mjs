// A large source is read by several workers beside each other: the same log whatever their number; and whatever is
// being done, it can be cancelled.

import { drop, goTo, openApp } from './app.mjs';
import { loadModule } from './module.mjs';
import { expect, here, test } from './site.mjs';

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

test('a large table is read by several while a reader works ahead on a small source', async ({ page }) => {
  const bytes = table();
  const more = Array.from({ length: 50 }, (_, i) => JSON.stringify({ user_id: `v${i % 9}`, timestamp: '2025-03-01T10:00:00Z', event: 'call' }));
  const sources = [{ name: 'large.csv', text: bytes }, { name: 'more.ndjson', text: more.join('\n') }];
  const summaries = [];
  for (const workers of [1, 3]) {
    const log = await sojourn.openTexts(sources, { workers });
    summaries.push(log.summary);
    await expect.poll(() => page.workers().length, 'they end when all is read').toBe(1);
    await log.close();
  }
  expect(summaries[0]).toMatchObject({ rows: 100_050, events: 99_949 });
  expect(summaries[1]).toEqual(summaries[0]);
});

/** Lets each reader of exports die of a message for which a function holds, that is written out. */
async function letReadersDie(page, isFatal) {
  await page.route('**/sojourn-exports.js', async (route) => {
    const response = await route.fetch();
    const body = `${await response.text()}
      const real = wasm_bindgen;
      wasm_bindgen = async (...given) => {
        const program = await real(...given);
        const [read, isFatal] = [self.onmessage, ${isFatal}];
        self.onmessage = (event) => { if (isFatal(event)) throw new Error('a fault'); read(event); };
        return program;
      };`;
    await route.fulfill({ response, body });
  });
}

/** About 4 MB of objects, one per line; some fields come late or in another order, and some lines are broken. */
function lines({ wide = 0 } = {}) {
  const lines = [];
  for (let i = 0; i < 40_000; i += 1) {
    const time = new Date(1735689600000 + Math.floor(i / 3) * 1000).toISOString();
    const event = { user_id: `u${(i * 7919) % 9973}`, time, event: `step ${i % 6}`, channel: ['web', 'app'][i % 2] };
    if (i > 20_000 && i % 700 === 0) event[`late_${i % 1100}`] = i;
    if (i > 30_000 && i % 990 === 0) lines.push(JSON.stringify({ late_0: 1, ...event }));
    else lines.push(i % 997 === 500 ? '{"user_id":' : JSON.stringify(event));
  }
  for (let i = 0; i < wide; i += 1) lines.push(`{"user_id":"u1","time":"2025-01-02T10:00:00Z","event":"step 0","n${i}":1}`);
  return lines.join('\n');
}

/** What a log answers, with the ranges at which readers began; nobody is left but the log's own worker. */
async function answers(page, file, options) {
  await page.evaluate(() => {
    window.begun = [];
    window.post ??= Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message, ...rest) {
      if (message.request?.turns) begun.push(message.request.turns.first);
      return post.call(this, message, ...rest);
    };
  });
  const log = await sojourn.open(file, options);
  await expect.poll(() => page.workers().length, 'readers end when all is read').toBe(1);
  const funnel = await log.funnel({ steps: ['step 1', 'step 2', 'step 3'], breakdown: 'channel' });
  const heatmap = await log.heatmap({ rows: 'touchpoint', columns: 'nextTouchpoint' });
  await log.close();
  return { begun: await page.evaluate(() => begun), seen: { summary: log.summary, funnel, heatmap } };
}

test('objects one per line are read by several readers by turns', async ({ page }) => {
  const file = { name: 'large.ndjson', bytes: lines() };
  const one = await answers(page, file, { workers: 1 });
  expect(one.begun, 'one reads all').toEqual([0]);
  expect(one.seen.summary).toMatchObject({ rows: 40_000, events: 39_960, skipped: { count: 40 } });
  for (const workers of [2, 3]) {
    const several = await answers(page, file, { workers });
    expect(several.begun).toHaveLength(workers);
    expect(several.seen).toEqual(one.seen);
  }
});

test('more columns than are kept are left to one reader', async ({ page }) => {
  const file = { name: 'wide.ndjson', bytes: lines({ wide: 2100 }) };
  const one = await answers(page, file, { workers: 1 });
  const two = await answers(page, file, { workers: 2 });
  expect(two.begun, 'two begin, and one begins again').toEqual([0, expect.any(Number), 0]);
  expect(two.seen).toEqual(one.seen);
});

test('groups of rows are read by several readers by turns', async ({ page }) => {
  const one = await answers(page, here('logs/groups.parquet'), { workers: 1 });
  expect(one.seen.summary).toMatchObject({ rows: 900, events: 890, customers: 61 });
  const two = await answers(page, here('logs/groups.parquet'), { workers: 2 });
  expect(two.begun).toEqual([0, 1]);
  expect(two.seen).toEqual(one.seen);
});

test('a reader that dies while others read ends in a sentence, and the next file opens', async ({ page }) => {
  await letReadersDie(page, '({ data }) => data.request.turns.first > 0');
  const file = { name: 'large.ndjson', bytes: lines() };
  const { error } = await sojourn.tryOpen(file, { workers: 2 });
  expect(error).toMatchObject({ isError: true });
  expect(error.message).toContain('large.ndjson');
  await expect.poll(() => page.workers().length).toBe(0);
  expect((await sojourn.open(file, { workers: 1 })).summary.rows).toBe(40_000);
});

test('many small sources are read by few workers, and stay in order', async ({ page }) => {
  let started = 0;
  page.on('worker', () => (started += 1));
  const hour = (at) => ({
    name: `hour-${at}.json`,
    text: Array.from({ length: 5 }, (_, i) => JSON.stringify({ user_id: `u${(at + i) % 7}`, event: `step ${i}`, time: `2025-03-01T0${at % 10}:0${i}:00Z`, source: `s${at}` })).join('\n'),
  });
  const sources = Array.from({ length: 40 }, (_, at) => hour(at));
  sources.splice(20, 0, { name: 'between.csv', text: 'user_id,event,time,source\nu1,step 0,2025-03-01 23:00:00Z,csv\n' });
  const log = await sojourn.openTexts(sources, { workers: 3 });
  expect(started, 'the host, who reads, and who reads ahead').toBeLessThanOrEqual(1 + 1 + 3);
  expect(log.summary).toMatchObject({ rows: 201, events: 201, customers: 7, skipped: { count: 0 } });
  // All begin at once: the order of sources decides which of equal times is first.
  const { groups } = await log.funnel({ steps: ['step 0', 'step 1'], breakdown: 'source', windowSeconds: null });
  const one = await sojourn.openTexts(sources, { workers: 1 });
  expect(groups).toEqual((await one.funnel({ steps: ['step 0', 'step 1'], breakdown: 'source', windowSeconds: null })).groups);
  expect(one.summary).toEqual(log.summary);
  await expect.poll(() => page.workers().length).toBe(2);
});

test('a reader that dies among many takes only its own source with it', async ({ page, site }) => {
  // The third source that a worker gets is one too many.
  await letReadersDie(page, '((count) => () => ++count === 3)(0)');
  const files = Array.from({ length: 5 }, (_, at) => ({ name: `part-${at}.json`, bytes: `{"user_id":"u${at}","event":"see","time":"2025-03-01T10:00:00Z"}` }));
  await openApp(page, site);
  await drop(page, ...files);
  await expect(page.getByRole('banner')).toContainText('4 events');
  await goTo(page, 'Data');
  await expect(page.getByRole('region', { name: 'Sources', exact: true })).toContainText('Not read');
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
  { title: 'while a reader unpacks', workers: 1, phase: 'reading', as: 'gzip' },
  { title: 'while readers take turns', workers: 2, phase: 'reading', as: 'lines' },
  { title: 'while events are sorted', workers: 2, phase: 'sorting' },
];
for (const { title, workers, phase, as } of PHASES) {
  test(`cancelling is immediate ${title}`, async ({ page }) => {
    const { error, late } = await page.evaluate(
      async ({ workers, phase, as }) => {
        const row = (i) => `u${(i * 7919) % 9973},${new Date(1735689600000 + i * 1000).toISOString()},view ${i % 7}\n`;
        const csv = new Blob(['user_id,timestamp,event\n', ...Array.from({ length: 600_000 }, (_, i) => row(i))]);
        const packed = () => new Response(csv.stream().pipeThrough(new CompressionStream('gzip'))).blob();
        const object = (i) => `{"user_id":"u${(i * 7919) % 9973}","time":${1735689600000 + i * 1000},"event":"view ${i % 7}"}\n`;
        const lines = () => new Blob(Array.from({ length: 600_000 }, (_, i) => object(i)));
        const blob = as === 'gzip' ? await packed() : as === 'lines' ? lines() : csv;
        const controller = new AbortController();
        let late = 0;
        const onProgress = (progress) => {
          late += Number(controller.signal.aborted);
          if (progress.phase === phase) controller.abort();
        };
        const { error } = await outcome(openLog(blob, { workers, onProgress, signal: controller.signal }));
        return { error, late };
      },
      { workers, phase, as },
    );
    expect(error).toMatchObject({ code: 'cancelled', isError: true });
    expect(late, 'steps that were heard of afterwards').toBe(0);
    await expect.poll(() => page.workers().length).toBe(0);
  });
}
