// The first screen is there before the app is; what is done on it meanwhile is not lost, and nothing moves.

import { drop, expectFunnel, question } from './app.mjs';
import { GOOD } from './bad-input.mjs';
import { expect, test } from './site.mjs';
import { withoutQuestion } from './tour.mjs';

/** Opens the first screen with the app held back; `arrive` lets it come, and ends when it has taken over. */
async function withoutTheApp(page, site, fragment = '', { shows = true } = {}) {
  let letCome;
  const held = new Promise((resolve) => (letCome = resolve));
  await page.route('**/sojourn-app_bg.wasm', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(site.app + fragment);
  if (shows) await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const arrive = async () => {
    letCome();
    await expect(page.locator('html')).toHaveAttribute('data-app', 'ready');
  };
  return { letCome, arrive };
}

const field = (page) => page.getByLabel('Table, with a header line');

test('looks the same before and after the app has come', async ({ page, site }) => {
  for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
    await page.setViewportSize(viewport);
    const { arrive } = await withoutTheApp(page, site);
    const before = await page.screenshot();
    await arrive();
    expect((await page.screenshot()).equals(before), `at ${viewport.width} pixels`).toBe(true);
    await page.unrouteAll();
  }
});

test('what is written, unfolded and focused stays', async ({ page, site }) => {
  const { arrive } = await withoutTheApp(page, site);
  await page.getByText('Paste a table').click();
  await field(page).fill('user,event,time\nu1,visit,2026-01-01');
  await field(page).evaluate((element) => element.setSelectionRange(2, 4));
  await arrive();
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('X');
  await expect(field(page)).toHaveValue('usX,event,time\nu1,visit,2026-01-01');
});

test('a file dropped before the app is there is opened', async ({ page, site }) => {
  const { arrive } = await withoutTheApp(page, site);
  await drop(page, GOOD);
  await expect(page.getByRole('heading', { name: 'Opening good.csv' })).toBeVisible();
  await arrive();
  await expectFunnel(page);
  await expect(page.getByRole('banner')).toContainText('30 events');
});

test('of two dropped one after the other before the app is there, neither is lost', async ({ page, site }) => {
  const { arrive } = await withoutTheApp(page, site);
  await drop(page, GOOD);
  await drop(page, { ...GOOD, name: 'more.csv' });
  await expect(page.getByRole('heading', { name: 'Opening good.csv' })).toBeVisible();
  await arrive();
  await expect(question(page)).toHaveAccessibleName('Add more.csv to good.csv?');
  await page.keyboard.press('Enter');
  await expectFunnel(page);
  await expect(page.getByRole('banner')).toContainText('60 events');
});

test('so is a pasted table, and the sample', async ({ page, site }) => {
  let { arrive } = await withoutTheApp(page, site);
  await page.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, GOOD.bytes.toString());
  await expect(page.getByRole('heading', { name: 'Opening Pasted table' })).toBeVisible();
  await arrive();
  await expectFunnel(page);
  await expect(page.getByRole('banner')).toContainText('Pasted table');

  await page.unrouteAll();
  ({ arrive } = await withoutTheApp(page, site));
  await page.getByRole('button', { name: 'Try it with sample data' }).click();
  await arrive();
  await expectFunnel(page);
});

test('cancelled before the app is there, nothing is opened', async ({ page, site }) => {
  const { arrive } = await withoutTheApp(page, site);
  await drop(page, GOOD);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Try it with sample data' })).toBeVisible();
  await arrive();
  await expect(page.getByRole('button', { name: 'Try it with sample data' })).toBeVisible();
});

test('a chooser that was opened before the app is there still opens its file', async ({ page, site }) => {
  const { arrive } = await withoutTheApp(page, site);
  const input = await page.getByLabel('Choose files').elementHandle();
  await arrive();
  // As the browser does when somebody has chosen: the element is no longer on the page.
  await input.evaluate((element, text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'good.csv'));
    element.files = transfer.files;
    element.dispatchEvent(new Event('change'));
  }, GOOD.bytes.toString());
  await expectFunnel(page);
});

test('a button that is held down while the app comes is still clicked', async ({ page, site }) => {
  const { letCome } = await withoutTheApp(page, site);
  await page.getByRole('button', { name: 'Try it with sample data' }).hover();
  const loaded = page.waitForResponse('**/sojourn-app_bg.wasm');
  await page.mouse.down();
  letCome();
  await (await loaded).finished();
  await page.mouse.up();
  await expectFunnel(page);
});

test('language and theme chosen before the app is there stay', async ({ page, site }) => {
  const { arrive } = await withoutTheApp(page, site);
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByLabel('Language').selectOption('zh-CN');
  await arrive();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('button', { name: '用示例数据试试' })).toBeVisible();
});

test('a link followed before the app is there leads where it says', async ({ page, site, complaints }) => {
  const { arrive } = await withoutTheApp(page, site);
  await page.getByRole('banner').getByRole('link', { name: 'Privacy' }).click();
  await arrive();
  await expect(page.getByRole('heading', { level: 1, name: 'Privacy' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('policies are in force');
  withoutQuestion(complaints);
});

test('another view starts with the app, without the first screen', async ({ page, site }) => {
  const { arrive } = await withoutTheApp(page, site, '#/funnel?sample', { shows: false });
  await expect(page.getByText('Loading…')).toBeVisible();
  await arrive();
  await expectFunnel(page);
});

test('the app comes even where the first screen does not', async ({ page, site, complaints }) => {
  await page.route('**/sojourn-start*', (route) => route.abort());
  await page.goto(site.app);
  await expect(page.getByRole('button', { name: 'Try it with sample data' })).toBeVisible();
  complaints.length = 0; // the browser itself says that a file could not be loaded
});
