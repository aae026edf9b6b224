// Pinning, the report, and what is shared: one file that anyone can open and that tells on nobody.

import { mkdirSync, writeFileSync } from 'node:fs';
import { downloaded, drop, expectAccessible, expectFunnel, funnelChart, goTo, heatGrid, openApp, openSample } from './app.mjs';
import { expect, test } from './site.mjs';

/** Customers with telling names: many, and few who go another way. */
const SHOP = (() => {
  const lines = ['user_id,timestamp,event,channel'];
  const go = (n, name, channel, events) => {
    for (let i = 0; i < n; i++) {
      events.forEach((event, at) => lines.push(`${name}-${i},2025-01-01 10:0${at}:00,${event},${channel}`));
    }
  };
  go(120, 'secretid', 'web', ['visit', 'cart', 'pay']);
  go(80, 'otherid', 'app', ['visit', 'cart']);
  go(60, 'thirdid', 'web', ['visit']);
  go(4, 'fewid', 'branch office of Ms Li', ['visit', 'cart', 'complaint of Mr Wu']);
  go(3, 'earlyid', 'app', ['visit', 'cart', 'pay', 'return']);
  return { name: 'shop.csv', bytes: Buffer.from(`${lines.join('\n')}\n`) };
})();

const pin = (page) => page.getByRole('button', { name: 'Pin to report' }).click();
const views = (page) => page.getByRole('article');
const headings = (page) => views(page).evaluateAll((all) => all.map((view) => view.getAttribute('aria-label')));

/** Waits until all views of the report have their answers. */
const drawn = (page) => expect(page.getByRole('button', { name: 'Save as one HTML file' })).toBeEnabled();

/** The file that the button saves. */
const savedFile = async (page) => (await downloaded(page, () => page.getByRole('button', { name: 'Save as one HTML file' }).click())).toString();

/** Opens a saved file where no script runs; what it asks for is noted. */
async function openFile(browser, html, info, options = {}) {
  const path = info.outputPath('shared.html');
  mkdirSync(info.outputDir, { recursive: true });
  writeFileSync(path, html);
  const context = await browser.newContext({ javaScriptEnabled: false, ...options });
  const page = await context.newPage();
  const requests = [];
  const refused = [];
  page.on('request', (request) => requests.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  await page.goto(`file://${path}`);
  return { context, page, requests, refused };
}

test.describe('report', () => {
  test('says how to begin', async ({ page, site }) => {
    await openSample(page, site);
    await goTo(page, 'Report');
    await expect(page.getByText('Nothing is pinned yet')).toBeVisible();
    await expectAccessible(page, 'empty report');
  });

  test('pinned views are written about, moved, removed and brought back, and are there after a reload', async ({ page, site }) => {
    await openSample(page, site);
    await pin(page);
    await expect(page.getByText('Pinned: the report has 1 view.')).toBeVisible();
    await goTo(page, 'Heatmap');
    await expect(heatGrid(page)).toBeVisible();
    await pin(page);
    await page.getByRole('link', { name: 'See the report' }).click();
    await expect(views(page)).toHaveCount(2);
    await drawn(page);
    await page.getByLabel('Title', { exact: true }).fill('Spring review');
    await page.getByLabel('Introduction').fill('For the board.');
    await page.getByLabel('Heading of view 1').fill('Where they are lost');
    await page.getByLabel('Note on Where they are lost').fill('The cart loses most.');
    expect(await headings(page)).toEqual(['Where they are lost', expect.stringContaining('Channel')]);

    await page.getByRole('button', { name: 'Move Where they are lost down' }).click();
    expect((await headings(page))[1]).toBe('Where they are lost');
    await page.getByRole('button', { name: 'Remove Where they are lost' }).click();
    await expect(views(page)).toHaveCount(1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(views(page)).toHaveCount(2);
    expect((await headings(page))[1]).toBe('Where they are lost');
    await drawn(page);
    await expectAccessible(page, 'report');

    await page.reload();
    await expect(views(page)).toHaveCount(2);
    await drawn(page);
    await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Spring review');
    await expect(page.getByLabel('Note on Where they are lost')).toHaveValue('The cart loses most.');
    await page.getByRole('button', { name: 'Open Where they are lost in its view' }).click();
    await expectFunnel(page);
  });

  test('a pinned view shows what its own view shows', async ({ page, site }) => {
    await openSample(page, site);
    const sentence = await page.getByText(/customers went from/).textContent();
    await pin(page);
    await goTo(page, 'Report');
    await expect(views(page).getByText(/customers went from/)).toHaveText(sentence);
  });
});

test.describe('the shared file', () => {
  test('opens anywhere: no script, no request, readable, accessible, in the words of its author', async ({ page, site, browser }, info) => {
    await openSample(page, site);
    await pin(page);
    await goTo(page, 'Heatmap');
    await expect(heatGrid(page)).toBeVisible();
    await pin(page);
    await page.getByRole('button', { name: 'Weekday × hour', exact: true }).click();
    await expect(heatGrid(page)).toHaveAttribute('aria-label', /Weekday/);
    await pin(page);
    await goTo(page, 'Report');
    await drawn(page);
    await page.getByLabel('Title', { exact: true }).fill('Spring <b>review</b>');
    await page.getByLabel(/^Note on/).first().fill('First line.\nSecond line.');
    const sentence = await views(page).getByText(/customers went from/).textContent();
    const html = await savedFile(page);

    expect(html).not.toMatch(/<script|javascript:|\son\w+=|https?:\/\/(?!www\.w3\.org)/i);
    expect(html).toMatch(/Content-Security-Policy" content="default-src 'none'; style-src 'sha256-[^']+'; /);
    for (const colorScheme of ['light', 'dark']) {
      const file = await openFile(browser, html, info, { colorScheme });
      expect(file.requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
      expect(file.requests.length).toBe(1);
      expect(file.refused, 'the policy refused something of the file itself').toEqual([]);
      await expect(file.page.getByRole('heading', { level: 1 })).toHaveText('Spring <b>review</b>');
      await expect(file.page.getByText('Second line.')).toBeVisible();
      await expect(file.page.getByText(sentence)).toBeVisible();
      await expect(file.page.getByRole('img', { name: /^Funnel of \d+ steps$/ })).toBeVisible();
      await expect(file.page.getByRole('table')).toHaveCount(3);
      // The style is in force: the policy knows its hash.
      const shade = file.page.locator('td[class*="heat-"]').first();
      await expect(shade).not.toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
      await file.context.close();
    }
    // The checker is a script: it gets a copy that allows one.
    const checked = await openFile(browser, html.replace(/<meta http-equiv[^>]*>/, ''), info, { javaScriptEnabled: true });
    await expectAccessible(checked.page, 'shared file');
    await checked.context.close();
  });

  test('one view is shared from where it is', async ({ page, site }) => {
    await openSample(page, site);
    await page.getByRole('button', { name: 'Share as HTML…' }).click();
    await expect(page.getByText(/of \d+ numbers (is|are) hidden/)).toBeVisible();
    await expectAccessible(page, 'sharing one view');
    const html = await savedFile(page);
    expect(html.match(/<section/g)).toHaveLength(1);
    expect(html).toContain('customers went from');
    await goTo(page, 'Heatmap');
    await expect(heatGrid(page)).toBeVisible();
    await page.getByRole('button', { name: 'Share as HTML…' }).click();
    expect(await savedFile(page)).toMatch(/<table>.*<th scope="row">/s);
  });

  test('names nobody, and hides small groups and what would give them away', async ({ page, site }) => {
    await openApp(page, site);
    await drop(page, SHOP);
    await expectFunnel(page);
    await page.getByLabel('Break down by').selectOption({ label: 'Channel' });
    await expect(page.getByText('Groups compared')).toBeVisible();
    await pin(page);
    await goTo(page, 'Heatmap');
    await expect(heatGrid(page)).toBeVisible();
    for (const preset of ['Touchpoint × next touchpoint', 'Step matrix']) {
      await page.getByRole('button', { name: preset, exact: true }).click();
      await pin(page);
    }
    await goTo(page, 'Report');
    await drawn(page);
    await expect(page.getByText(/^[1-9]\d* of \d+ numbers are hidden\.$/)).toBeVisible();
    const html = await savedFile(page);
    for (const told of ['secretid', 'otherid', 'thirdid', 'fewid', 'earlyid', 'Ms Li', 'Mr Wu']) {
      expect(html, told).not.toContain(told);
    }
    expect(html).toContain('<td class="document__number document__number--hidden">');
    expect(html).toContain('• hidden: a group of fewer than 10 customers');
    // Of 267 customers, no count of 1 to 9 stands in any table.
    const counts = [...html.matchAll(/<td class="document__number[^"]*">([\d,]+)</g)].map(([, text]) => Number(text.replaceAll(',', '')));
    expect(counts.length).toBeGreaterThan(5);
    expect(counts.filter((count) => count > 0 && count < 10)).toEqual([]);
  });

  test('k is chosen: more is hidden with a larger one, and too few customers show nothing', async ({ page, site }) => {
    await openApp(page, site);
    await drop(page, SHOP);
    await expectFunnel(page);
    await goTo(page, 'Heatmap');
    await expect(heatGrid(page)).toBeVisible();
    await page.getByRole('button', { name: 'Step matrix', exact: true }).click();
    await pin(page);
    await goTo(page, 'Report');
    await drawn(page);
    const k = page.getByLabel('Hide groups with fewer customers than');
    const hidden = async () => Number((await page.getByText(/numbers (is|are) hidden/).textContent()).match(/^\d+|^None/)[0].replace('None', '0'));
    const hiddenWith = [];
    for (const value of ['2', '10', '70']) {
      await k.fill(value);
      await k.press('Enter');
      await page.waitForTimeout(200);
      await drawn(page);
      hiddenWith.push(await hidden());
    }
    expect(hiddenWith[1]).toBeGreaterThan(hiddenWith[0]);
    const html = await savedFile(page);
    expect(html).toContain('fewer than 70 customers');
    await k.fill('1');
    await k.press('Enter');
    await expect(k).toHaveValue('2');
    await k.fill('900');
    await k.press('Enter');
    await expect(views(page).getByText('Fewer than 900 customers are behind this view')).toBeVisible();
    expect(await savedFile(page)).not.toMatch(/<td|267/);
  });

  test('customers chosen by a filter are not named', async ({ page, site }) => {
    await openApp(page, site);
    await drop(page, SHOP);
    await expectFunnel(page);
    const state = { question: { steps: ['visit', 'cart'], scope: { where: [{ column: 'customer', isNot: ['secretid-7'] }] } } };
    const of = new URLSearchParams(page.url().split('?')[1]).get('of');
    const swapped = JSON.stringify(state).replace(/["']/g, (quote) => (quote === '"' ? "'" : '"'));
    await page.evaluate((hash) => { location.hash = hash; }, `#/funnel?of=${of}&state=${encodeURIComponent(swapped)}`);
    await expect(page.getByText('of 266 customers in scope')).toBeVisible();
    await page.getByRole('button', { name: 'Share as HTML…' }).click();
    await drawn(page);
    const html = await savedFile(page);
    expect(html).toContain('Only events of chosen customers.');
    expect(html).not.toContain('secretid');
  });

  test('is in Chinese where the page is', async ({ page, site }) => {
    await openSample(page, site);
    await pin(page);
    await page.getByLabel('Language').selectOption('zh-CN');
    await page.getByRole('link', { name: '报告', exact: true }).click();
    const save = page.getByRole('button', { name: '存为单个 HTML 文件' });
    await expect(save).toBeEnabled();
    const html = (await downloaded(page, () => save.click())).toString();
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('补充隐藏');
  });
});

test('views and report print without controls', async ({ page, site }) => {
  await openSample(page, site);
  await pin(page);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Pin to report' })).toBeHidden();
  await expect(funnelChart(page)).toBeVisible();
  await page.emulateMedia({ media: 'screen' });
  await goTo(page, 'Report');
  await drawn(page);
  await page.getByLabel(/^Note on/).fill('Printed too.');
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('navigation')).toBeHidden();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByText('Printed too.').last()).toBeVisible();
  const called = await page.evaluate(() => new Promise((resolve) => {
    window.print = () => resolve(true);
    [...document.querySelectorAll('button')].find((button) => button.textContent === 'Print').click();
  }));
  expect(called).toBe(true);
});
