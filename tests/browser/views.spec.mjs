// Funnel and heatmap on screen.

import { choose, downloaded, expectFunnel, funnelChart, goTo, heatGrid, openApp, openSample, pickSteps } from './app.mjs';
import { dataFile, expect, test } from './site.mjs';

/** The funnel of the first question that other engines answered, by its address. */
const FOUR_STEPS = ['catalog', 'cart', 'payment_choice', 'payment_done'];

const PNG = Buffer.from('89504e47', 'hex');

/** The cells of a table, row by row, without its header. */
const cells = (table) =>
  table.getByRole('row').evaluateAll((rows) => rows.slice(1).map((row) => [...row.children].map((cell) => cell.textContent.trim())));

test.describe('funnel', () => {
  test('says in a sentence, bars and a table the same', async ({ page, site }) => {
    await openSample(page, site);
    const steps = Number((await funnelChart(page).getAttribute('aria-label')).match(/\d+/)[0]);
    expect(steps).toBeGreaterThanOrEqual(2);
    await expect(page.getByRole('main')).toContainText(/of [\d,]+ customers went from .+ to .+95% interval/);
    const table = page.getByRole('table').first();
    const rows = await cells(table);
    expect(rows.length).toBe(steps);
    const [reached, started] = (await page.getByRole('main').textContent()).match(/([\d,]+) of ([\d,]+) customers went/).slice(1);
    expect(rows[0].join(' ')).toContain(started);
    expect(rows.at(-1).join(' ')).toContain(reached);
  });

  test('gives the numbers that other engines give, with steps picked by hand', async ({ page, site }) => {
    await openApp(page, site);
    await choose(page, dataFile('simple_shop.csv'));
    await expectFunnel(page);
    await pickSteps(page, FOUR_STEPS);
    await page.getByLabel('No limit').check();
    const table = page.getByRole('table').first();
    for (const count of ['3,611', '1,924', '958', '653']) await expect(table).toContainText(count);
    await page.getByRole('button', { name: 'Exact' }).or(page.getByRole('radio', { name: 'Exact' })).click();
    await expect(table).toContainText('1,324');
  });

  test('opens a drop-off: who they are and what they did next', async ({ page, site }) => {
    await openSample(page, site);
    const lost = funnelChart(page).getByRole('button', { name: /customers did not reach step/ }).first();
    const count = (await lost.getAttribute('aria-label')).match(/[\d,]+/)[0];
    await lost.click();
    const people = page.getByRole('region', { name: /and not/ });
    await expect(people).toContainText(count);
    await expect(people).toContainText('What they did next');
    const ids = await downloaded(page, () => people.getByRole('button', { name: 'CSV' }).last().click());
    expect(ids.toString().trim().split(/\r?\n/).length - 1).toBe(Number(count.replaceAll(',', '')));
    await page.keyboard.press('Escape');
    await expect(people).toHaveCount(0);
  });

  test('of a log with one touchpoint asks who comes again', async ({ page, site }) => {
    const log = (days) => ({
      name: 'orders.csv',
      bytes: ['customer,event,time', ...days.map((day, at) => `c${at % 4},Purchase,2025-01-${day}`)].join('\n'),
    });
    await openApp(page, site);
    await choose(page, log(['01', '01', '01', '01', '03', '04', '05']));
    await expectFunnel(page);
    await expect(page.getByRole('group', { name: 'Funnel of 2 steps' })).toBeVisible();
    await expect(page.getByText('3 of 4 customers went from Purchase (1) to Purchase (2)')).toBeVisible();
    await openApp(page, site);
    await choose(page, log(['01', '02', '03', '04']));
    await expect(page.getByRole('status').filter({ hasText: 'no customer came to it twice' })).toBeVisible();
  });

  test('splits by a column and compares the groups', async ({ page, site }) => {
    await openSample(page, site);
    await page.getByLabel('Break down by').selectOption({ index: 1 });
    await expect(page.getByText('Groups compared')).toBeVisible();
    await expect(page.getByText('p (Holm)')).toBeVisible();
  });

  test('downloads the table as CSV and the picture as SVG and PNG', async ({ page, site }) => {
    await openSample(page, site);
    const main = page.getByRole('main');
    const csv = await downloaded(page, () => main.getByRole('button', { name: /^CSV/ }).first().click());
    expect(csv.toString()).toMatch(/^\ufeff?.*,.*\r?\n/);
    const svg = await downloaded(page, () => main.getByRole('button', { name: 'SVG' }).first().click());
    expect(svg.toString()).toMatch(/<svg[^]*<\/svg>/);
    expect(svg.toString()).not.toMatch(/var\(--|<foreignObject|class="undefined/);
    const png = await downloaded(page, () => main.getByRole('button', { name: 'PNG' }).first().click());
    expect(png.subarray(0, 4)).toEqual(PNG);
    expect(png.length).toBeGreaterThan(5_000);
  });

  test('keeps its question in the address: reload, back, another tab', async ({ page, context, site }) => {
    await openSample(page, site);
    await page.getByLabel('No limit').check();
    await expect.poll(() => page.url()).toContain('state=');
    const sentence = page.getByText(/customers went from/);
    const words = await sentence.textContent();
    await page.reload();
    await expect(sentence).toHaveText(words);
    await expect(page.getByLabel('No limit')).toBeChecked();
    const other = await context.newPage();
    await other.goto(page.url());
    await expect(other.getByText(/customers went from/)).toHaveText(words);
    await other.close();
    await page.getByLabel('Break down by').selectOption({ index: 1 });
    await expect(page.getByText('Groups compared')).toBeVisible();
    await page.goBack();
    await expect(page.getByText('Groups compared')).toHaveCount(0);
  });

  test('only the newest question counts while a control moves', async ({ page, site }) => {
    await openSample(page, site);
    const window = page.getByLabel('Length of the window');
    for (const days of ['1', '30', '2', '20', '3', '14']) await window.fill(days);
    const sentence = page.getByText(/customers went from/);
    await page.waitForTimeout(500);
    const words = await sentence.textContent();
    await page.reload();
    await expect(sentence).toHaveText(words);
  });
});

test.describe('heatmap', () => {
  test.beforeEach(async ({ page, site }) => {
    await openSample(page, site);
    await goTo(page, 'Heatmap');
    await expect(heatGrid(page)).toBeVisible();
  });

  for (const preset of ['Stage × channel', 'Touchpoint × next touchpoint', 'Step matrix', 'Weekday × hour', 'Touchpoint × outcome']) {
    test(`ready-made: ${preset}`, async ({ page }) => {
      await page.getByRole('button', { name: preset, exact: true }).or(page.getByRole('radio', { name: preset, exact: true })).click();
      await expect(heatGrid(page)).toBeVisible();
      await expect(page.getByRole('main')).not.toContainText('Nothing to show');
    });
  }

  test('is read by keyboard', async ({ page }) => {
    const grid = heatGrid(page);
    await grid.focus();
    const readout = page.locator('.heat__readout');
    await page.keyboard.press('ArrowRight');
    const first = await readout.textContent();
    expect(first.trim()).not.toBe('');
    await page.keyboard.press('ArrowDown');
    await expect(readout).not.toHaveText(first);
  });

  test('has a table twin, and downloads', async ({ page }) => {
    await page.getByText('As a table').or(page.getByText('Heatmap as a table')).first().click();
    await expect(page.getByRole('table').first()).toBeVisible();
    const main = page.getByRole('main');
    const csv = await downloaded(page, () => main.getByRole('button', { name: /^CSV/ }).first().click());
    expect(csv.toString().trim().split('\n').length).toBeGreaterThan(2);
    const svg = await downloaded(page, () => main.getByRole('button', { name: 'SVG' }).first().click());
    expect(svg.toString()).toMatch(/<svg[^]*<\/svg>/);
    const png = await downloaded(page, () => main.getByRole('button', { name: 'PNG' }).first().click());
    expect(png.subarray(0, 4)).toEqual(PNG);
  });

  test('keeps its question in the address', async ({ page }) => {
    await page.getByRole('combobox', { name: 'Rows', exact: true }).selectOption({ label: 'Weekday' });
    await page.getByRole('combobox', { name: 'Columns', exact: true }).selectOption({ label: 'Channel' });
    const name = await heatGrid(page).getAttribute('aria-label');
    expect(name).toContain('Weekday');
    await expect.poll(() => page.url()).toContain('state=');
    await page.reload();
    await expect(heatGrid(page)).toHaveAttribute('aria-label', name);
    await page.goBack();
    await expect(heatGrid(page)).not.toHaveAttribute('aria-label', name);
  });
});
