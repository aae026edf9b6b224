// Work is kept: on the device, as a project file, over two tabs, a full disk, and a page that is killed while it saves.

import { choose, downloaded, drop, expectAccessible, expectFunnel, goTo, openApp } from './app.mjs';
import { expect, test } from './site.mjs';
import { withoutQuestion } from './tour.mjs';

// Each test loads the page several times.
test.slow();

const WEB = {
  name: 'web.csv',
  bytes: `who,also,event,time\n${Array.from({ length: 40 }, (_, i) => `p${i % 10},q${i % 5},${['visit', 'cart', 'order'][i % 3]},2025-03-0${1 + (i % 5)} 10:${10 + i}:00`).join('\n')}\n`,
};
const CALLS = {
  name: 'calls.csv',
  bytes: `user,event,time\n${Array.from({ length: 12 }, (_, i) => `p${i % 6},call,2025-03-0${1 + (i % 5)} 11:${10 + i}:00`).join('\n')}\n`,
};

const works = (page) => page.getByRole('region', { name: 'Continue where you left off' });
const saved = (page) => expect(page.locator('.header__kept')).toHaveText('Saved on this device', { timeout: 15_000 });
const banner = (page) => page.getByRole('banner');

/** Everything in the page's own folder: path and bytes. */
const stored = (page) => page.evaluate(async () => {
  const files = {};
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === 'directory') await walk(handle, `${path}${name}/`);
      else files[path + name] = (await handle.getFile()).size;
    }
  };
  await walk(await navigator.storage.getDirectory(), '');
  return files;
});

async function openKept(page, site, ...files) {
  await openApp(page, site);
  await drop(page, ...files);
  await expectFunnel(page);
  await saved(page);
}

test('work opens again after a reload', async ({ page, site, context }) => {
  const requests = [];
  await openKept(page, site, WEB);
  context.on('request', (request) => /^(blob|data):/.test(request.url()) || requests.push(request.url()));
  await goTo(page, 'Data');
  await saved(page);
  expect(requests).toEqual([]);
  await openApp(page, site);
  await expect(works(page).getByRole('listitem')).toHaveCount(1);
  await expect(works(page)).toContainText('web.csv');
  await expect(works(page)).toContainText('40 events');
  await expectAccessible(page, 'first screen with kept work');
  await works(page).getByRole('button', { name: 'Open web.csv' }).click();
  await expect(banner(page)).toContainText('40 events');
  await saved(page);
  // The same work, not a second one.
  await openApp(page, site);
  await expect(works(page).getByRole('listitem')).toHaveCount(1);
});

test('a project file opens elsewhere with all that was chosen', async ({ page, site, browser }) => {
  await openKept(page, site, WEB, CALLS);
  await goTo(page, 'Data');
  const bytes = await downloaded(page, () => page.getByRole('button', { name: 'Save a project file' }).click());
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await openApp(other, site);
  // The content decides, not the name.
  await drop(other, { name: 'anything.bin', bytes });
  await expect(banner(other)).toContainText('web.csv and 1 more');
  await expect(banner(other)).toContainText('52 events');
  await saved(other);
  const broken = Buffer.from(bytes);
  // Of the first source: its name stands in the description, before its bytes, and in the table of contents.
  broken[broken.indexOf('sources/001', broken.indexOf('PK\x03\x04', 4, 'latin1')) + 40] ^= 1;
  await drop(other, { name: 'broken.sojourn', bytes: broken });
  await expect(other.getByRole('alert')).toContainText('This project is damaged');
  await expect(banner(other)).toContainText('52 events');
  await elsewhere.close();
});

test('two tabs keep two works', async ({ page, site, context }) => {
  await openKept(page, site, WEB);
  const second = await context.newPage();
  await openApp(second, site);
  await expect(works(second)).toContainText('open in another tab');
  await works(second).getByRole('button', { name: 'Open web.csv' }).click();
  await saved(second);
  await goTo(second, 'Data');
  await expect(second.getByText('What you change here is kept beside it')).toBeVisible();
  await second.close();
  await saved(page);
  await openApp(page, site);
  await expect(works(page).getByRole('listitem')).toHaveCount(2);
});

test('a full disk is said, and what was kept before stays', async ({ page, site, context }) => {
  await openKept(page, site, WEB);
  const before = await stored(page);
  const tools = await context.newCDPSession(page);
  await tools.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.app).origin, quotaSize: 1000 });
  await openApp(page, site);
  await drop(page, { name: 'large.csv', bytes: WEB.bytes + 'p1,q1,visit,2025-03-05 12:00:00\n'.repeat(20_000) });
  await expect(page.getByRole('alert')).toContainText('is full', { timeout: 15_000 });
  await expect(page.getByRole('alert').getByText('Save a project file').or(page.getByRole('button', { name: 'Save a project file' })).first()).toBeVisible();
  await expect.poll(() => stored(page)).toEqual(before);
});

test('a page that is killed while it saves loses nothing that was kept', async ({ page, site, context }) => {
  await openKept(page, site, WEB);
  for (let after = 900; after < 1500; after += 150) {
    const victim = await context.newPage();
    await openApp(victim, site);
    await drop(victim, { name: `killed-${after}.csv`, bytes: WEB.bytes + 'p1,q1,visit,2025-03-05 12:00:00\n'.repeat(50_000) });
    await expect(victim.getByRole('link', { name: 'Funnel', exact: true })).toBeVisible();
    await victim.waitForTimeout(after);
    const tools = await context.newCDPSession(victim);
    const crash = victim.waitForEvent('crash');
    // Nobody is left to answer.
    tools.send('Page.crash').catch(() => {});
    await crash;
    await victim.close();
  }
  const next = await context.newPage();
  await openApp(next, site);
  await expect(works(next)).toContainText('web.csv');
  await expect(works(next).getByText('damaged')).toHaveCount(0);
  for (const name of await works(next).getByRole('button', { name: /^Open / }).allTextContents()) expect(name).toBe('Open');
});

test('everything is forgotten, and listed before', async ({ page, site, complaints }) => {
  await openKept(page, site, WEB);
  await page.getByRole('link', { name: 'Privacy' }).first().click();
  await expect(page.getByRole('row', { name: /Kept work: web\.csv/ })).toBeVisible();
  await page.getByRole('button', { name: 'Forget everything' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByText(/Removed: .*1 kept work/)).toBeVisible();
  expect(Object.keys(await stored(page))).toEqual([]);
  withoutQuestion(complaints);
  // And it stays so.
  await page.waitForTimeout(2_500);
  expect(Object.keys(await stored(page))).toEqual([]);
});

test('the large is kept only when asked for', async ({ page, site }) => {
  await openApp(page, site);
  // What is no log is said to be none after its first bytes, and belongs to the work all the same.
  await page.evaluate((text) => {
    const part = new Blob([new Uint8Array(1 << 20)]);
    const picture = new File(['\x89PNG\r\n\x1a\n', ...Array(501).fill(part)], 'large.png');
    const dataTransfer = new DataTransfer();
    for (const file of [new File([text], 'web.csv'), picture]) dataTransfer.items.add(file);
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, WEB.bytes);
  await expectFunnel(page);
  const asks = page.locator('.banner').filter({ hasText: 'This work is large: 525 MB' });
  await expect(asks).toBeVisible({ timeout: 15_000 });
  await expect(page.locator('.header__kept')).toHaveText('Not saved');
  await expectAccessible(page, 'the question');
  expect(await stored(page)).toEqual({});
  await asks.getByRole('button', { name: 'Do not keep it' }).click();
  await expect(asks).toHaveCount(0);
  await goTo(page, 'Data');
  const section = page.getByRole('region', { name: 'Kept on this device' });
  await expect(section).toContainText('Not kept, as you chose');
  await page.waitForTimeout(2_500);
  expect(await stored(page)).toEqual({});
  await section.getByRole('button', { name: 'Keep it on this device' }).click();
  await expect(section).toContainText('Saving on this device');
});

test('all of it is said in Chinese', async ({ page, site, context }) => {
  /** What is left of a text without names and units. */
  const english = async (place) => (await place.innerText()).replaceAll(/web\.csv|large\.csv|Sojourn|ZIP|\d+(\.\d+)? [kM]?B/g, '').match(/[A-Za-z]+/g);
  await openKept(page, site, WEB);
  await page.getByLabel('Language').selectOption('zh-CN');
  await expect(page.locator('.header__kept')).toHaveText('已保存到本设备');
  await goTo(page, '数据');
  const section = page.getByRole('region', { name: '保存在本设备' });
  await expect(section).toContainText('已保存到本设备并读回核对');
  expect(await english(section)).toBe(null);
  await section.getByRole('checkbox').uncheck();
  await expect(section).toContainText('已关闭');
  expect(await english(section)).toBe(null);
  await section.getByRole('checkbox').check();

  await page.goto(site.app);
  const list = page.getByRole('region', { name: '继续上次的工作' });
  await expect(list).toContainText('40 个事件');
  await list.getByRole('button', { name: '清除 web.csv' }).click();
  expect(await english(list)).toBe(null);

  const tools = await context.newCDPSession(page);
  await tools.send('Storage.overrideQuotaForOrigin', { origin: new URL(site.app).origin, quotaSize: 1000 });
  await drop(page, { name: 'large.csv', bytes: WEB.bytes + 'p1,q1,visit,2025-03-05 12:00:00\n'.repeat(20_000) });
  await expect(page.getByRole('alert')).toContainText('空间已满', { timeout: 15_000 });
  expect(await english(page.locator('.banner').filter({ has: page.getByRole('alert') }))).toBe(null);
  await expectAccessible(page, 'the banner');
});

test('one work is forgotten on the first screen', async ({ page, site }) => {
  await openKept(page, site, WEB);
  await openApp(page, site);
  await works(page).getByRole('button', { name: 'Forget web.csv' }).click();
  await works(page).getByRole('button', { name: 'Forget it' }).click();
  await expect(works(page)).toHaveCount(0);
  await expect.poll(() => stored(page)).toEqual({});
});

test('keeping can be switched off', async ({ page, site }) => {
  await openApp(page, site);
  await drop(page, WEB);
  await expectFunnel(page);
  await goTo(page, 'Data');
  await page.getByRole('checkbox', { name: 'Keep my work on this device' }).uncheck();
  await expect(page.locator('.header__kept')).toHaveText('Not saved');
  await openApp(page, site);
  await choose(page, WEB);
  await expectFunnel(page);
  await expect(page.locator('.header__kept')).toHaveText('Not saved');
});
