// Sojourn against DuckDB-WASM, in Chromium, on a made-up log. `make bench` runs it.
// usage: node tests/bench/bench.mjs [ROWS] [ROUNDS]
//
// The two take turns within one run, each time in a new process, so that whatever else the machine does hits both.
// CPU time is that of the renderer processes, all threads. Short questions are asked many times over.

import { chromium } from '@playwright/test';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { generateLog } from './generate-log.mjs';
import { generateLines, generateParquet, generateXes, generateXlsx } from './generate-others.mjs';
import { QUESTIONS, TASKS } from './questions.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const ROWS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = Number(process.argv[3] ?? (ROWS > 2_000_000 ? 3 : 5));
const LARGE = ROWS > 2_000_000;
/** CPU nanoseconds per event of all views that a marketer opens after the funnel. */
const MOST_OF_VIEWS = 150;
/** So many comments are read for their themes, in at most so many milliseconds. */
const COMMENTS = 100_000;
const MOST_OF_THEMES = 2_000;
const CONTESTANTS = ['sojourn', 'duckdb'];

const folder = join(process.env.CARGO_TARGET_DIR ?? here('../../target'), 'bench');
const csv = join(folder, `log-${ROWS}.csv`);
if (!existsSync(csv)) {
  console.log(`Writing ${csv}`);
  mkdirSync(folder, { recursive: true });
  generateLog(ROWS, csv);
}
const bytes = statSync(csv).size;

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const server = await serve({ '/': here('.'), '/site/': here('../../dist'), '/packages/': here('node_modules') });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || known.find(existsSync),
  chromiumSandbox: false,
  args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-features=SpareRendererForSitePerProcess'],
});
const devTools = await browser.newBrowserCDPSession();

/** CPU seconds of all renderer processes so far, by process. */
async function renderers() {
  const { processInfo } = await devTools.send('SystemInfo.getProcessInfo');
  return new Map(processInfo.filter(({ type }) => type === 'renderer').map(({ id, cpuTime }) => [id, cpuTime]));
}

/** Runs something; resolves to its result with the milliseconds it took. */
async function measure(run) {
  const before = await renderers();
  const start = performance.now();
  const result = await run();
  const wall = performance.now() - start;
  let cpu = 0;
  for (const [id, seconds] of await renderers()) cpu += 1000 * (seconds - (before.get(id) ?? 0));
  return { result, wall, cpu };
}

/** The largest resident size that a renderer has had, in bytes; null where the system does not tell. */
async function peakOfProcess() {
  let peak = null;
  for (const id of (await renderers()).keys()) {
    const status = existsSync(`/proc/${id}/status`) ? readFileSync(`/proc/${id}/status`, 'utf8') : '';
    const kib = /VmHWM:\s+(\d+)/.exec(status)?.[1];
    if (kib) peak = Math.max(peak ?? 0, 1024 * kib);
  }
  return peak;
}

/** Size of the WASM memory of Sojourn's workers, in bytes. It never shrinks, so this is its peak. */
async function wasmMemory(page) {
  const sizes = page.workers().map((worker) =>
    worker.evaluate(async () => (await wasm_bindgen()).memory.buffer.byteLength).catch(() => null),
  );
  const known = (await Promise.all(sizes)).filter((size) => size !== null);
  return known.length ? known.reduce((sum, size) => sum + size, 0) : null;
}

let stages;
async function round(contestant) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('pageerror', (error) => console.error(`${contestant}: ${error}`));
  await page.goto(`${server.origin}/page.html`);
  await page.evaluate(
    async ([contestant, stages]) => {
      window.contestant = await import(`./${contestant}.mjs`);
      await window.contestant.prepare(stages);
    },
    [contestant, stages],
  );
  await page.setInputFiles('input', csv);
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: 'longtask' });
  });
  // What is left of loading is not part of opening.
  await page.waitForTimeout(500);

  const times = {};
  const opened = await measure(() => page.evaluate(() => contestant.open(document.querySelector('input').files[0])));
  if (opened.result !== ROWS) throw new Error(`${contestant} read ${opened.result} of ${ROWS} rows`);
  times.open = { cpu: opened.cpu, wall: opened.wall };
  if (contestant === 'sojourn') stages ??= await page.evaluate(() => contestant.stages());

  const answers = {};
  for (const { name } of QUESTIONS) {
    const first = await measure(() => page.evaluate((name) => contestant.ask[name](0), name));
    answers[name] = first.result;
    times[name] = first;
    if (first.wall > 1000) continue;
    // Processor clocks tick in hundredths of a second: ask for half a second. Each question differs a little from
    // the one before, so that none can be answered from memory.
    const repeats = Math.max(3, Math.min(200, Math.ceil(500 / first.wall)));
    const many = await measure(() =>
      page.evaluate(
        async ([name, repeats]) => {
          for (let i = 1; i <= repeats; i += 1) await contestant.ask[name](i / 1000);
        },
        [name, repeats],
      ),
    );
    times[name] = { cpu: many.cpu / repeats, wall: many.wall / repeats };
  }
  const memory = { wasm: contestant === 'sojourn' ? await wasmMemory(page) : null, process: await peakOfProcess() };
  const longestTask = await page.evaluate(() => window.longest);
  await context.close();
  return { times, answers, memory, longestTask };
}

/** Opens a file by the module, in a new process: times, what it gave, the longest task of the page, memory at its peak. */
async function openedWith(file, workers) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.origin}/page.html`);
  await page.evaluate(async () => {
    window.contestant = await import('./sojourn.mjs');
    await window.contestant.prepare();
    window.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
    }).observe({ type: 'longtask' });
  });
  await page.setInputFiles('input', file);
  await page.waitForTimeout(500);
  const { result, wall, cpu } = await measure(() =>
    page.evaluate((workers) => contestant.openWith(document.querySelector('input').files[0], workers), workers),
  );
  await page.waitForTimeout(300);
  const longest = await page.evaluate(() => window.longest);
  const peak = await peakOfProcess();
  await context.close();
  return { summary: result, wall, cpu, longest, peak };
}

/** Two ways to open the log, in turns; medians. */
async function inTurns(ways) {
  const runs = ways.map(() => []);
  for (let i = 0; i < 3; i += 1) {
    for (const [at, [file, workers]] of ways.entries()) runs[at].push(await openedWith(file, workers));
  }
  return runs.map((runs) => ({
    wall: median(runs.map(({ wall }) => wall)),
    cpu: median(runs.map(({ cpu }) => cpu)),
    peak: median(runs.map(({ peak }) => peak)),
    summaries: runs.map(({ summary }) => summary),
  }));
}

/** A file by one and by two workers. */
async function byWorkers(file) {
  const [one, two] = await inTurns([[file, 1], [file, 2]]);
  const isEqual = [...one.summaries, ...two.summaries].every((summary) => summary === one.summaries[0]);
  return { one, two, isEqual };
}

/** The same log in Parquet and as CSV. */
async function asParquet() {
  const file = join(folder, `log-${ROWS}.parquet`);
  if (!existsSync(file)) await generateParquet(csv, file);
  const [parquet, text] = await inTurns([[file, null], [csv, 1]]);
  const events = [parquet, text].map(({ summaries }) => JSON.parse(summaries[0]).events);
  if (events[0] !== events[1]) throw new Error(`${file} has ${events[0]} events, and the CSV ${events[1]}`);
  return { bytes: statSync(file).size, parquet, text };
}

/** CPU nanoseconds per event of each view, one after the other, on the log as it was opened by one worker. */
async function views() {
  const REPEATS = 3;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.origin}/page.html`);
  const names = await page.evaluate(async () => {
    window.contestant = await import('./sojourn.mjs');
    await window.contestant.prepare();
    return Object.keys(window.contestant.views);
  });
  await page.setInputFiles('input', csv);
  await page.evaluate(() => contestant.openWith(document.querySelector('input').files[0], 1));
  const ns = {};
  for (const name of names) {
    const ask = async ([name, repeats]) => {
      for (let i = 0; i < repeats; i += 1) await contestant.views[name]();
    };
    await page.evaluate(ask, [name, 1]);
    const { cpu } = await measure(() => page.evaluate(ask, [name, REPEATS]));
    ns[name] = (cpu * 1e6) / REPEATS / ROWS;
  }
  await context.close();
  return ns;
}

/** Milliseconds for the themes of comments, of the processor and on the clock. */
async function themes() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.origin}/page.html`);
  await page.evaluate(async (n) => {
    window.contestant = await import('./sojourn.mjs');
    await window.contestant.prepare();
    await window.contestant.openComments(n);
  }, COMMENTS);
  const { cpu, wall } = await measure(() => page.evaluate(() => contestant.themes()));
  await context.close();
  return { cpu, wall };
}

/** A file of another format, made when it is first wanted. */
async function otherFormat(name, generate, events) {
  const file = join(folder, name);
  if (!existsSync(file)) await generate(events, file);
  return { name, bytes: statSync(file).size, ...(await openedWith(file, null)) };
}

/** In the app: milliseconds from choosing a file to its funnel on screen, and the longest task on the page's thread. */
async function inTheApp(file) {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  await page.goto(`${server.origin}/site/`, { waitUntil: 'networkidle' });
  const result = page.evaluate(
    () =>
      new Promise((resolve) => {
        let longest = 0;
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
        }).observe({ type: 'longtask' });
        let start;
        addEventListener('change', () => (start = performance.now()), { capture: true, once: true });
        const look = () => {
          if (!document.querySelector('.bars__picture')) return requestAnimationFrame(look);
          const toFunnel = performance.now() - start;
          // A task is reported after its end.
          setTimeout(() => resolve({ toFunnel, longest }), 300);
        };
        look();
      }),
  );
  await page.setInputFiles('input[type=file]', file);
  const { toFunnel, longest } = await result;
  await context.close();
  return { toFunnel, longest };
}

const median = (numbers) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)] + sorted[Math.ceil((sorted.length - 1) / 2)]) / 2;
};

const megabytes = (bytes) => (bytes === null ? 'unknown' : `${(bytes / 1e6).toFixed(0)} MB`);
console.log(`${ROWS.toLocaleString('en')} events, ${megabytes(bytes)}; ${ROUNDS} rounds; ${cpus()[0]?.model}, Chromium ${browser.version()}`);

const results = Object.fromEntries(CONTESTANTS.map((name) => [name, []]));
let differences = 0;
for (let i = 1; i <= ROUNDS; i += 1) {
  for (const contestant of CONTESTANTS) {
    const result = await round(contestant);
    results[contestant].push(result);
    const list = TASKS.map(({ name }) => `${name} ${result.times[name].cpu.toFixed(1)}`).join(', ');
    console.log(`  round ${i}, ${contestant}: CPU ms ${list}`);
  }
  for (const { name } of QUESTIONS) {
    const [mine, theirs] = CONTESTANTS.map((contestant) => results[contestant].at(-1).answers[name]);
    const extra = (a, b) => a.filter((row) => !b.includes(row)).slice(0, 3);
    if (mine.join('\n') === theirs.join('\n')) continue;
    differences += 1;
    console.error(`Answers to "${name}" differ: Sojourn ${JSON.stringify(extra(mine, theirs))}, DuckDB ${JSON.stringify(extra(theirs, mine))}`);
  }
}
const tenMegabytes = join(folder, 'log-10MB.csv');
generateLog(139_000, tenMegabytes);
const small = [];
for (let i = 0; i < 3; i += 1) small.push(await inTheApp(tenMegabytes));
const whole = await inTheApp(csv);
const workers = await byWorkers(csv);
const ndjson = join(folder, `log-${ROWS}.ndjson`);
if (!existsSync(ndjson)) await generateLines(csv, ndjson);
const lines = await byWorkers(ndjson);
const columnar = await asParquet();
const viewsNs = await views();
const ofThemes = await themes();
const xes = await otherFormat('log.xes.gz', generateXes, 262_200);
const xlsx = await otherFormat('log.xlsx', generateXlsx, 1_040_000);
await browser.close();
server.close();

// --- The table ------------------------------------------------------------------------------------------------------

const of = (contestant, pick) => median(results[contestant].map(pick));
const perEvent = (milliseconds) => (milliseconds * 1e6) / ROWS;
const table = TASKS.map(({ name, title, atMostNs, timesFaster }) => {
  const [cpu, otherCpu] = CONTESTANTS.map((contestant) => of(contestant, ({ times }) => times[name].cpu));
  const [wall, otherWall] = CONTESTANTS.map((contestant) => of(contestant, ({ times }) => times[name].wall));
  const target = { ns: atMostNs?.[Number(LARGE)], ratio: timesFaster?.[Number(LARGE)] };
  return { title, ns: perEvent(cpu), otherNs: perEvent(otherCpu), wall, otherWall, ratio: otherCpu / cpu, target };
});

const rows = [
  ['CPU per event', 'Sojourn', 'at most', 'DuckDB-WASM', 'times faster', 'at least', 'wall', 'DuckDB-WASM'],
  ...table.map(({ title, ns, otherNs, wall, otherWall, ratio, target }) => [
    title,
    `${ns.toFixed(1)} ns${ns > target.ns ? ' !' : ''}`,
    target.ns ? `${target.ns} ns` : '',
    `${otherNs.toFixed(1)} ns`,
    `${ratio.toFixed(1)}${ratio < target.ratio ? ' !' : ''}`,
    String(target.ratio ?? ''),
    `${wall.toFixed(1)} ms`,
    `${otherWall.toFixed(0)} ms`,
  ]),
];
const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
console.log('');
for (const row of rows) {
  console.log(row.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join('   '));
}

const wasm = results.sojourn[0].memory.wasm === null ? null : of('sojourn', ({ memory }) => memory.wasm);
const perRow = wasm === null ? '' : `, ${(wasm / ROWS).toFixed(1)} bytes per event${LARGE ? ' (at most 640 MB)' : ''}`;
const [peak, otherPeak] = CONTESTANTS.map((contestant) => {
  const peaks = results[contestant].map(({ memory }) => memory.process);
  return peaks.includes(null) ? null : median(peaks);
});
console.log(`\nWASM memory at its peak: ${megabytes(wasm)}${perRow}`);
console.log(`Renderer process at its peak: ${megabytes(peak)}; DuckDB-WASM ${megabytes(otherPeak)}`);
const toFunnel = median(small.map((it) => it.toFunnel));
console.log(`In the app, a file of 10 MB is a funnel after ${toFunnel.toFixed(0)} ms (at most 1000 ms), this one after ${whole.toFunnel.toFixed(0)} ms`);
for (const [name, { one, two, isEqual }] of [['CSV', workers], ['JSON, an object per line', lines]]) {
  console.log(
    `${name}: two workers open it ${(one.wall / two.wall).toFixed(2)} times as fast as one (at least 1.6): ${two.wall.toFixed(0)} ms ` +
      `against ${one.wall.toFixed(0)} ms; CPU ${two.cpu.toFixed(0)} ms against ${one.cpu.toFixed(0)} ms; the process at its peak ` +
      `${megabytes(two.peak)} against ${megabytes(one.peak)}; the logs are ${isEqual ? 'equal' : 'DIFFERENT'}`,
  );
}
const { parquet, text } = columnar;
console.log(
  `In Parquet, ${megabytes(columnar.bytes)}, it opens ${(text.wall / parquet.wall).toFixed(2)} times as fast (at least 3): ` +
    `${parquet.wall.toFixed(0)} ms against ${text.wall.toFixed(0)} ms; CPU ${parquet.cpu.toFixed(0)} ms against ` +
    `${text.cpu.toFixed(0)} ms; the process at its peak ${megabytes(parquet.peak)} against ${megabytes(text.peak)}`,
);
for (const { name, bytes, wall, cpu, longest, peak } of [xes, xlsx]) {
  console.log(
    `${name}, ${megabytes(bytes)}: ${wall.toFixed(0)} ms, CPU ${cpu.toFixed(0)} ms, the process at its peak ${megabytes(peak)}, ` +
      `longest task on the page's thread ${longest ? `${longest.toFixed(0)} ms` : 'under 50 ms'}`,
  );
}
const together = Object.values(viewsNs).reduce((sum, ns) => sum + ns, 0);
const each = Object.entries(viewsNs).map(([name, ns]) => `${name} ${ns.toFixed(1)}`);
console.log(`CPU per event of ${each.join(', ')}: together ${together.toFixed(0)} ns${together > MOST_OF_VIEWS ? ' !' : ''} (at most ${MOST_OF_VIEWS} ns)`);
console.log(`Themes of ${COMMENTS.toLocaleString('en')} comments: ${ofThemes.wall.toFixed(0)} ms${ofThemes.wall > MOST_OF_THEMES ? ' !' : ''} (at most ${MOST_OF_THEMES} ms)`);
const longest = Math.max(whole.longest, ...results.sojourn.map(({ longestTask }) => longestTask));
console.log(`Longest task on the page's thread: ${longest ? `${longest.toFixed(0)} ms` : 'under 50 ms'} (at most 50 ms)`);
console.log(differences ? 'Answers DIFFER.' : 'All answers are equal.');

const output = join(folder, `result-${ROWS}.json`);
writeFileSync(output, JSON.stringify({ rows: ROWS, bytes, table, memory: { wasm, peak, otherPeak }, toFunnel, longest, workers, lines, columnar, views: viewsNs, themes: ofThemes, xes, xlsx }, null, 2));
process.exitCode = differences || !workers.isEqual || !lines.isEqual ? 1 : 0;
