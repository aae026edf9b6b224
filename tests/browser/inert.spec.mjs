// Names from the data are text, whatever they say: in the page, in its downloads, in what is shared.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { downloaded, drop, expectFunnel, funnelChart, goTo, heatGrid, openApp } from './app.mjs';
import { expect, test } from './site.mjs';

const CORPUS = fileURLToPath(new URL('../../../shared/corpora/xss_payloads.json', import.meta.url));

/** Payloads that are always at hand: one of each kind. */
const OWN = [
  '<img src=x onerror="window.ran=1">', '"><svg onload=window.ran=1>', "'-(window.ran=1)-'", '</title><script>window.ran=1</script>',
  '</style><script>window.ran=1</script>', '<iframe srcdoc="<script>parent.ran=1</script>">', 'javascript:window.ran=1',
  '<a href="javascript:window.ran=1">x</a>', '{{constructor.constructor("window.ran=1")()}}', '<math><mtext></p><style><img src onerror=window.ran=1>',
  '&lt;img src=x onerror=window.ran=1&gt;', ']]><script>window.ran=1</script>', '<!--><script>window.ran=1</script>', '\u2028<script>window.ran=1</script>',
];

const quoted = (text) => `"${text.replaceAll('"', '""')}"`;

/** A log in which payloads are touchpoints, channels, a column and the file's name. */
function log(payloads) {
  const column = payloads[0];
  const lines = [`user_id,timestamp,event,channel,${quoted(column)}`];
  for (let customer = 0; customer < 24; customer++) {
    payloads.forEach((payload, at) => {
      const time = new Date(Date.UTC(2025, 0, 1, 8, 0, at)).toISOString();
      lines.push([`c${customer}`, time, quoted(payload), quoted(payloads[(at + customer) % 3]), quoted(payloads[at % 2])].join(','));
    });
  }
  return { name: `${column.replaceAll('/', '')}.csv`, bytes: Buffer.from(`${lines.join('\n')}\n`) };
}

/** Notes every script that runs though nobody wrote it: payloads call one of these, or set `ran`. */
async function watch(page) {
  const ran = [];
  page.on('dialog', (dialog) => { ran.push(dialog.message()); void dialog.dismiss(); });
  await page.exposeFunction('noteThatAScriptRan', (what) => { ran.push(what); });
  await page.addInitScript(() => {
    for (const name of ['alert', 'prompt', 'confirm']) window[name] = () => window.noteThatAScriptRan(name);
    Object.defineProperty(window, 'ran', { set: () => window.noteThatAScriptRan('ran') });
  });
  return ran;
}

/** Opens what was downloaded as a page of its own, with scripts allowed. */
async function open(context, name, bytes, info) {
  const path = info.outputPath(name);
  mkdirSync(info.outputDir, { recursive: true });
  writeFileSync(path, bytes);
  const page = await context.newPage();
  const ran = await watch(page);
  await page.goto(`file://${path}`);
  await page.waitForTimeout(200);
  const scripts = await page.evaluate(() => document.querySelectorAll('script').length);
  const handlers = await page.evaluate(() => [...document.querySelectorAll('*')].flatMap((element) => [...element.attributes]).filter(({ name }) => /^on/i.test(name)).length);
  await page.close();
  expect({ ran, scripts, handlers }, name).toEqual({ ran: [], scripts: 0, handlers: 0 });
}

/** Takes a log through all views and downloads; no script runs. */
async function tour(page, site, payloads, info) {
  const ran = await watch(page);
  await openApp(page, site);
  await drop(page, log(payloads));
  await expectFunnel(page);
  await page.getByLabel('Break down by').selectOption({ index: 1 });
  await expect(page.getByText('Groups compared')).toBeVisible();
  await funnelChart(page).getByRole('button').first().hover();
  const files = [];
  const save = async (name, button) => files.push([name, await downloaded(page, () => button.click())]);
  const main = page.getByRole('main');
  await save('funnel.svg', main.getByRole('button', { name: 'SVG', exact: true }));
  await page.getByRole('button', { name: 'Pin to report', exact: true }).click();
  await goTo(page, 'Heatmap');
  await expect(heatGrid(page)).toBeVisible();
  await page.getByRole('button', { name: 'Touchpoint × next touchpoint', exact: true }).click();
  await heatGrid(page).focus();
  await page.keyboard.press('ArrowRight');
  await save('heatmap.svg', main.getByRole('button', { name: 'SVG', exact: true }));
  await page.getByRole('button', { name: 'Pin to report', exact: true }).click();
  await goTo(page, 'Data');
  await goTo(page, 'Report');
  await page.getByLabel('Title', { exact: true }).fill(payloads[0]);
  await page.getByLabel(/^Note on/).first().fill(payloads[1]);
  await expect(page.getByRole('button', { name: 'Save as one HTML file', exact: true })).toBeEnabled();
  await save('report.html', page.getByRole('button', { name: 'Save as one HTML file', exact: true }));
  await page.waitForTimeout(200);
  expect(ran, 'in the page').toEqual([]);
  for (const [name, bytes] of files) await open(page.context(), name, bytes, info);
  // Without its policy the shared file is just as quiet: it is the escaping that holds.
  const bare = files.at(-1)[1].toString().replace(/<meta http-equiv[^>]*>/, '');
  await open(page.context(), 'bare.html', bare, info);
}

test('payloads of each kind are text in the page, the pictures and the shared file', async ({ page, site }, info) => {
  await tour(page, site, OWN, info);
});

test("strangers' payloads are text too", async ({ page, site }, info) => {
  test.skip(!existsSync(CORPUS), 'the folder with corpora is not part of the project');
  test.setTimeout(180_000);
  const known = JSON.parse(readFileSync(CORPUS, 'utf8')).map(({ payload }) => payload);
  const fits = [...new Set(known)].filter((payload) => payload.trim() !== '' && payload.length < 300 && !/[\0\r\n]/.test(payload));
  // A few of each stretch of the corpus: a log has room for some dozen names on each axis.
  const some = Array.from({ length: 60 }, (_, at) => fits[Math.floor((at * fits.length) / 60)]);
  await tour(page, site, [...OWN.slice(0, 2), ...some], info);
});
