// The whole app as an element of somebody else's page.

import { drop, expectAccessible } from './app.mjs';
import { add, bars, expect, openHost, settled, takeOff, test, told } from './embedding.mjs';

const host = (page, { origin }) => openHost(page, `${origin}/pages/host.html#mine`, `${origin}/sojourn/sojourn.js`);

const goTo = (app, view) => app.getByRole('navigation').getByRole('link', { name: view, exact: true }).click();

test('opens its source, and leaves the page’s address, title and theme alone', async ({ page, examples }) => {
  await host(page, examples);
  const { title, address } = await page.evaluate(() => ({ title: document.title, address: location.href }));
  const app = await add(page, 'sojourn-app', { src: `${examples.examples}journeys.csv` });
  await expect(bars(app)).toBeVisible();
  expect((await told(page, 'ready'))[0].detail.customers).toBe(180);

  await goTo(app, 'Heatmap');
  await expect(app.getByRole('grid')).toBeVisible();
  await app.getByLabel('Theme').selectOption('dark');
  await app.getByLabel('Language').selectOption('zh-CN');
  await expect(app.getByRole('navigation')).toContainText('漏斗');
  await app.getByRole('navigation').getByRole('link', { name: '漏斗' }).click();
  await expect(bars(app)).toBeVisible();
  await expectAccessible(page, 'the app in a page');

  expect(await page.evaluate(() => [document.title, location.href, document.documentElement.lang, document.documentElement.dataset.theme, localStorage.length]))
    .toEqual([title, address, 'en', undefined, 0]);
});

test('works inside the shadow root: steps are dragged, bars opened, pictures made', async ({ page, examples }) => {
  await host(page, examples);
  const app = await add(page, 'sojourn-app', { src: `${examples.examples}journeys.csv` });
  await expect(bars(app)).toBeVisible();

  const numbered = () => app.locator('[data-step]').evaluateAll((cards) => cards.map((card) => card.textContent.replace(/\W*\d\W*/, '')));
  const before = await numbered();
  const handle = app.locator('.step__handle').first();
  const target = await app.locator('[data-step]').nth(1).boundingBox();
  await handle.hover();
  await page.mouse.down();
  await page.mouse.move(target.x + 40, target.y + target.height / 2, { steps: 4 });
  await page.mouse.move(target.x + 40, target.y + target.height - 4, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await numbered())[1]).toBe(before[0]);

  const bar = bars(app).getByRole('button').first();
  await bar.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(app.getByRole('region', { name: /^Reached step 2/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(app.getByRole('region', { name: /^Reached step 2/ })).toHaveCount(0);

  for (const view of ['Funnel', 'Heatmap']) {
    await goTo(app, view);
    const download = page.waitForEvent('download');
    await app.getByRole('button', { name: 'SVG' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.svg$/);
  }
});

test('without a source it takes a file that is dropped on it, not beside it', async ({ page, examples }) => {
  await host(page, examples);
  await page.evaluate(() => {
    const app = document.createElement('sojourn-app');
    app.id = 'app';
    document.querySelector('main').append(app);
  });
  const app = page.locator('#app');
  await expect(app.getByRole('button', { name: 'Try it with sample data' })).toBeVisible();
  const file = { name: 'two.csv', bytes: Buffer.from('user,event,time\na,see,2026-01-01\na,buy,2026-01-02\nb,see,2026-01-01\n') };
  await drop(page, file);
  await page.waitForTimeout(200);
  expect(page.workers()).toHaveLength(0);

  const transfer = await page.evaluateHandle(async (text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'two.csv'));
    return transfer;
  }, file.bytes.toString());
  for (const type of ['dragenter', 'dragover', 'drop']) await app.locator('#main').dispatchEvent(type, { dataTransfer: transfer });
  await settled(page, 'app');
  await expect(app).toContainText('two.csv');
  expect((await told(page, 'ready'))[0].detail.customers).toBe(2);

  await app.evaluate((element) => element.remove());
  await expect.poll(() => page.workers().length).toBe(0);
});

test('shares its log with the charts beside it, and two apps do not mix', async ({ page, examples }) => {
  await host(page, examples);
  const src = `${examples.examples}journeys.csv`;
  const first = await add(page, 'sojourn-app', { src });
  await add(page, 'sojourn-funnel', { src });
  expect(page.workers()).toHaveLength(1);
  await page.evaluate(() => {
    const app = document.createElement('sojourn-app');
    Object.assign(app, { id: 'second', data: 'user,event,time\na,see,2026-01-01\na,buy,2026-01-02\n' });
    document.querySelector('main').append(app);
  });
  await page.locator('#second').scrollIntoViewIfNeeded();
  await settled(page, 'second');
  const second = page.locator('#second');
  await expect(second).toContainText('1 customer · 2 events');
  await goTo(first, 'Heatmap');
  await expect(first.getByRole('grid')).toBeVisible();
  await expect(second.getByRole('grid')).toHaveCount(0);
  await page.evaluate(() => document.querySelectorAll('sojourn-app, sojourn-funnel').forEach((element) => element.remove()));
  await expect.poll(() => page.workers().length).toBe(0);
});

test('put on and taken off ten times, nothing is left', async ({ page, examples }) => {
  await host(page, examples);
  await page.evaluate(() => (window.roots = []));
  for (let time = 0; time < 10; time++) {
    await add(page, 'sojourn-app', { src: `${examples.examples}journeys.csv` });
    await takeOff(page);
    await expect.poll(() => page.workers().length).toBe(0);
  }
  const session = await page.context().newCDPSession(page);
  await expect
    .poll(async () => {
      await session.send('HeapProfiler.collectGarbage');
      return page.evaluate(() => roots.filter((root) => root.deref()).length);
    })
    .toBe(0);
});
