// Sojourn as one HTML file: the whole job from disk, with the network off.

import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { fileOf, inBytes, inLetters } from '../../src/app/letters.js';
import { apart, together } from '../../src/app/streams.js';
import { serve } from '../../tools/serve.mjs';
import { choose, downloaded, expectAccessible, expectFunnel, funnelChart, goTo, heatGrid } from './app.mjs';
import { hostHeaders } from './hosts.mjs';
import { DIST, dataFile, expect, test } from './site.mjs';
import { tour, withoutQuestion } from './tour.mjs';

const FILE = `${DIST}sojourn.html`;
const ADDRESS = pathToFileURL(FILE).href;

/** Everything that is asked for from now on, but what the page itself made. */
function requestsOf(context) {
  const requests = [];
  context.on('request', (request) => /^(blob|data):/.test(request.url()) || requests.push(request.url()));
  return requests;
}

async function openFile(page, address = ADDRESS) {
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

test('does the whole job from disk without a network', async ({ page, context, complaints }) => {
  await context.setOffline(true);
  const requests = requestsOf(context);
  await openFile(page);
  await tour(page);
  withoutQuestion(complaints);
  expect(requests).toEqual([ADDRESS]);
});

for (const [name, events] of [['simple_shop.csv', '32,283'], ['taobao_cn_gbk.csv', '40,000'], ['receipt.csv', '8,577']]) {
  test(`opens ${name} from disk`, async ({ page, context }) => {
    const file = dataFile(name);
    await context.setOffline(true);
    await openFile(page);
    await choose(page, file);
    await expectFunnel(page);
    await expect(page.getByRole('banner')).toContainText(events);
    await goTo(page, 'Heatmap');
    await expect(heatGrid(page)).toBeVisible();
  });
}

test('keeps view and language over a reload, and is accessible', async ({ page }) => {
  await openFile(page);
  await page.getByLabel('Language').selectOption('zh-CN');
  await page.getByRole('button', { name: '用示例数据试试' }).click();
  await expect(page.getByRole('link', { name: '漏斗', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect.poll(() => page.url()).toContain('#/funnel?sample');
  await page.reload();
  await expect(page.getByRole('link', { name: '漏斗', exact: true })).toHaveAttribute('aria-current', 'page');
  await expectAccessible(page, 'the funnel of the single file');
});

test('gives itself, and the copy is as good', async ({ page }, info) => {
  await openFile(page);
  const copy = info.outputPath('copy.html');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save Sojourn as one file' }).click();
  expect((await download).suggestedFilename()).toBe('sojourn.html');
  await (await download).saveAs(copy);
  await openFile(page, pathToFileURL(copy).href);
  await page.getByRole('button', { name: 'Try it with sample data' }).click();
  await expectFunnel(page);
});

test('the hosted page gives the same file', async ({ page, site }) => {
  await page.goto(site.app);
  const file = await downloaded(page, () => page.getByRole('button', { name: 'Save Sojourn as one file' }).click());
  expect(file.equals(readFileSync(FILE))).toBe(true);
});

test('works from a web server, with the headers that we recommend and without', async ({ page }) => {
  for (const headers of [{}, hostHeaders('sojourn.html')]) {
    const server = await serve({ '/deep/down/': DIST }, 0, { headers });
    await openFile(page, `${server.origin}/deep/down/sojourn.html`);
    await page.getByRole('button', { name: 'Try it with sample data' }).click();
    await expectFunnel(page);
    await expect(funnelChart(page)).toBeVisible();
    server.close();
  }
});

test('its policy allows its own scripts, workers from blobs, and no connection', async ({ page, complaints }) => {
  await openFile(page);
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').first().getAttribute('content');
  const directives = Object.fromEntries(policy.split('; ').map((directive) => directive.split(/ (.*)/)));
  expect(directives).toMatchObject({ 'default-src': "'none'", 'connect-src': "'none'", 'worker-src': 'blob:' });
  expect(directives['script-src']).toMatch(/^'wasm-unsafe-eval'( 'sha256-[^']{44}')+$/);
  expect(directives['style-src']).toMatch(/^'sha256-[^']{44}'$/);
  const outcomes = await page.evaluate(async () => {
    const attempt = (url) => fetch(url).then(() => 'sent', () => 'refused');
    let inline;
    try {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      document.body.append(script);
      inline = globalThis.ran ? 'ran' : 'refused';
    } catch {
      inline = 'refused';
    }
    return [await attempt('https://example.com/'), await attempt(location.href), await attempt('data:,x'), inline];
  });
  expect(outcomes).toEqual(['refused', 'refused', 'refused', 'refused']);
  complaints.length = 0;
});

test('a program comes out of its letters as it went in, whatever its bytes', async () => {
  const pairs = new Uint8Array(4096).map((_, at) => (at % 3 ? at >> 4 : 0));
  for (const bytes of [new Uint8Array(), Uint8Array.of(0), Uint8Array.of(0x3c, 0, 0xd8), pairs]) {
    const letters = inLetters(bytes);
    expect(letters).not.toMatch(/[\0\r<\ud800-\udfff]/);
    const page = new TextDecoder('utf-16le').decode(fileOf(letters));
    expect(Buffer.compare(await inBytes(page), bytes)).toBe(0);
  }
  const all = new Uint8Array(new Uint16Array(65_536).map((_, pair) => pair).buffer);
  expect(() => inLetters(all)).toThrow(/letters free/);
});

test('a program comes out of its streams as it went in', async () => {
  for (const name of ['start', 'app', 'worker', 'parquet']) {
    const program = readFileSync(`${DIST}sojourn-${name}_bg.wasm`);
    const bytes = apart(program);
    // Side by side are first of all the opcodes, of which a third of each program is made.
    expect(bytes.readUInt32LE(0)).toBeGreaterThan(program.length / 5);
    expect(Buffer.compare(await together(new Uint8Array(bytes)), program)).toBe(0);
  }
});
