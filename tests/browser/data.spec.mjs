// The data screen: several sources, the customers they share, what may be wrong, and the way back.

import { downloaded, drop, dropInstead, expectAccessible, expectFunnel, goTo, openApp, openSample, question } from './app.mjs';
import { expect, test } from './site.mjs';
import { withoutQuestion } from './tour.mjs';
import { zip } from './workbook.mjs';

const table = (name, header, rows) => ({ name, bytes: `${header}\n${rows.join('\n')}\n` });

/** Visits of ten customers, by e-mail; the last row stands there twice. */
const WEB = table('web.csv', 'email,event,time', [
  ...Array.from({ length: 40 }, (_, i) => `p${i % 10}@example.org,${['visit', 'cart', 'order'][i % 3]},2025-03-0${1 + (i % 5)} 10:${10 + i}:00`),
  'p9@example.org,visit,2025-03-05 10:49:00',
  'p9@example.org,visit,2025-03-05 10:49:00',
]);

/** Calls of five of them and of five others. */
const CALLS = table('calls.csv', 'email,event,time', Array.from(
  { length: 20 },
  (_, i) => `P${5 + (i % 10)}@example.org,call,2025-03-2${i % 8} 11:${10 + i}:00`,
));

/** Who they are: no event, no time. */
const PEOPLE = table('people.csv', 'email,plan', Array.from({ length: 12 }, (_, i) => `p${i}@example.org,${i % 2 ? 'pro' : 'free'}`));

/** Nothing at all. */
const NOTHING = { name: 'nothing.csv', bytes: '' };

const sources = (page) => page.getByRole('region', { name: 'Sources', exact: true });
const source = (page, name) => sources(page).getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
const undo = (page) => page.locator('.banner').getByRole('button', { name: 'Undo' });
const banner = (page) => page.getByRole('banner');

/** Drops files together, and goes to the data screen. */
async function openTogether(page, site, ...files) {
  await openApp(page, site);
  await drop(page, ...files);
  await expectFunnel(page);
  await goTo(page, 'Data');
}

test('files dropped together become one log, joined by customer', async ({ page, site }) => {
  await openTogether(page, site, WEB, CALLS);
  await expect(banner(page)).toContainText('web.csv and 1 more');
  await expect(banner(page)).toContainText('15 customers');
  await expect(source(page, 'web.csv')).toContainText('42 rows = 42 events + 0 skipped');
  await expect(source(page, 'calls.csv')).toContainText('20 rows = 20 events + 0 skipped');
  const joining = page.getByRole('region', { name: 'Customers in common' });
  await expect(joining).toContainText('5 of them are in more than one source.');
  await expect(joining.getByRole('row', { name: /e-mail/ })).toBeVisible();

  await joining.getByRole('button', { name: 'Read again without joining' }).click();
  await expect(joining).toContainText('Not joined');
  await undo(page).click();
  await expect(joining).toContainText('5 of them are in more than one source.');
});

test('files of an archive that were read alike are one source, listed when it is unfolded', async ({ page, site }) => {
  const hour = (at) => `{"user_id":"u${at % 5}","event":"see","time":"2025-03-01T10:${10 + at}:00Z"}\n{"user_id":"u1","event":"buy","time":"2025-03-02T10:00:00Z"}`;
  const hours = Array.from({ length: 12 }, (_, at) => [`2025/hour-${at}.json`, hour(at)]);
  const archive = { name: 'hours.zip', bytes: zip({ ...Object.fromEntries(hours), 'empty.json': '[]' }) };
  await openTogether(page, site, archive, { ...WEB, name: 'web.csv' });
  await expect(sources(page).getByRole('heading', { level: 3 })).toHaveText(['hours.zip', 'hours.zip/empty.json', 'web.csv']);
  await expect(source(page, 'hours.zip')).toContainText('24 rows = 24 events + 0 skipped');
  await source(page, 'hours.zip').getByText('12 files, read alike').click();
  const list = source(page, 'hours.zip').getByRole('list', { name: '12 files, read alike' });
  await expect(list.getByRole('listitem')).toHaveText(hours.map(([name]) => `${name}2 rows`));
  await expectAccessible(page, 'files of an archive');
  // What is said of the columns is said of all of them.
  await source(page, 'hours.zip').getByText('How it was read').click();
  await page.getByLabel('Role of column event').first().selectOption({ label: 'Customer' });
  await page.getByLabel('Role of column user_id').first().selectOption({ label: 'Touchpoint' });
  await source(page, 'hours.zip').getByRole('button', { name: 'Read again with these roles' }).click();
  await expect(page.getByText('hours.zip was read again.')).toBeVisible();
  await expect(source(page, 'hours.zip')).toContainText('24 rows = 24 events + 0 skipped');
});

test('a file is added and taken out again, and both are undone', async ({ page, site }) => {
  await openTogether(page, site, WEB);
  await sources(page).getByLabel('Add files').setInputFiles({ name: CALLS.name, mimeType: '', buffer: Buffer.from(CALLS.bytes) });
  await expect(source(page, 'calls.csv')).toBeVisible();
  await expect(page.getByText('calls.csv was added.')).toBeVisible();
  await expect(banner(page)).toContainText('62 events');

  await page.getByRole('button', { name: 'Remove web.csv' }).click();
  await expect(banner(page)).toContainText('20 events');
  await expect(source(page, 'web.csv')).toHaveCount(0);
  await undo(page).click();
  await expect(banner(page)).toContainText('62 events');
  await undo(page).click();
  await expect(banner(page)).toContainText('42 events');
  await expect(undo(page)).toHaveCount(0);

  await page.getByRole('button', { name: 'Remove web.csv' }).click();
  await expect(page.getByRole('button', { name: 'Try it with sample data' })).toBeVisible();
  await undo(page).click();
  await expect(banner(page)).toContainText('42 events');
});

test('a file that took the place of another can be opened with it', async ({ page, site }) => {
  await openTogether(page, site, WEB);
  await dropInstead(page, CALLS);
  await expect(page.getByText('calls.csv was opened instead of web.csv.')).toBeVisible();
  await page.getByRole('button', { name: 'Open both together' }).click();
  await expect(banner(page)).toContainText('62 events');
});

test.describe('files given while others are open', () => {
  test('are added with Enter, which is undone', async ({ page, site }) => {
    await openTogether(page, site, WEB);
    await drop(page, CALLS);
    await expect(question(page)).toHaveAccessibleName('Add calls.csv to web.csv?');
    await expect(question(page).getByRole('button', { name: 'Add to the open data' })).toBeFocused();
    await expectAccessible(page, 'the question');
    await page.keyboard.press('Enter');
    await expect(question(page)).toHaveCount(0);
    await expect(banner(page)).toContainText('62 events');
    await expect(page.getByText('calls.csv was added.')).toBeVisible();
    await undo(page).click();
    await expect(banner(page)).toContainText('42 events');
  });

  test('are let be with Escape, and the keyboard is where it was', async ({ page, site }) => {
    await openTogether(page, site, WEB);
    const where = page.getByRole('button', { name: 'Remove web.csv' });
    await where.focus();
    await drop(page, CALLS);
    await expect(question(page)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(question(page)).toHaveCount(0);
    await expect(where).toBeFocused();
    await expect(banner(page)).toContainText('42 events');
    await expect(undo(page)).toHaveCount(0);
  });

  test('take the place of what is open, on the way over the first screen too, which is undone', async ({ page, site }) => {
    await openTogether(page, site, WEB);
    await page.getByRole('link', { name: 'Open another file' }).first().click();
    await page.getByLabel('Choose files').setInputFiles({ name: CALLS.name, mimeType: '', buffer: Buffer.from(CALLS.bytes) });
    await question(page).getByRole('button', { name: 'Open instead' }).click();
    await expect(banner(page)).toContainText('20 events');
    await undo(page).click();
    await expect(banner(page)).toContainText('42 events');
  });

  test('are not asked about over the sample', async ({ page, site }) => {
    await openSample(page, site);
    await drop(page, CALLS);
    await expect(banner(page)).toContainText('20 events');
  });

  test('may be a project, which only takes their place', async ({ page, site }) => {
    await openTogether(page, site, WEB, CALLS);
    const bytes = await downloaded(page, () => page.getByRole('button', { name: 'Save a project file' }).click());
    await page.getByRole('button', { name: 'Remove calls.csv' }).click();
    await expect(banner(page)).toContainText('42 events');
    const add = () => sources(page).getByLabel('Add files').setInputFiles({ name: 'work.sojourn', mimeType: '', buffer: bytes });
    for (const give of [add, () => drop(page, { name: 'work.sojourn', bytes })]) {
      await give();
      await expect(question(page)).toHaveAccessibleName('Open work.sojourn instead of web.csv?');
      await expect(question(page).getByRole('button', { name: 'Add to the open data' })).toHaveCount(0);
      await expect(question(page).getByRole('button', { name: 'Open instead' })).toBeFocused();
      await page.keyboard.press('Enter');
      await expect(banner(page)).toContainText('62 events');
      await expect(source(page, 'calls.csv')).toBeVisible();
      await undo(page).click();
      await expect(banner(page)).toContainText('42 events');
    }
  });

  test('join those that wait for an answer; a project waits behind them', async ({ page, site }) => {
    await openTogether(page, site, WEB);
    const project = await downloaded(page, () => page.getByRole('button', { name: 'Save a project file' }).click());
    await drop(page, CALLS);
    await expect(question(page)).toHaveAccessibleName('Add calls.csv to web.csv?');
    await drop(page, PEOPLE);
    await expect(question(page)).toHaveAccessibleName('Add calls.csv and 1 more to web.csv?');
    await drop(page, { name: 'work.sojourn', bytes: project });
    await page.keyboard.press('Enter');
    await expect(question(page)).toHaveAccessibleName(/^Open work\.sojourn instead of /);
    await page.keyboard.press('Escape');
    await expect(question(page)).toHaveCount(0);
    await expect(banner(page)).toContainText('62 events');
    await expect(page.getByText('calls.csv, people.csv were added.')).toBeVisible();
    await expect(source(page, 'people.csv')).toContainText('12 customers');
    await undo(page).click();
    await expect(banner(page)).toContainText('42 events');
  });

  test('while another one is being read are asked about, too, and read with it', async ({ page, site }) => {
    let go;
    const held = new Promise((resolve) => (go = resolve));
    await page.route('**/sojourn-worker_bg.wasm', async (route) => {
      await held;
      await route.continue();
    });
    await openApp(page, site);
    await drop(page, WEB);
    await expect(page.getByRole('heading', { name: 'Opening web.csv' })).toBeVisible();
    await drop(page, CALLS);
    await expect(question(page)).toHaveAccessibleName('Add calls.csv to web.csv?');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Opening web.csv and 1 more' })).toBeVisible();
    go();
    await expectFunnel(page);
    await expect(banner(page)).toContainText('62 events');
  });

  test('are asked about in Chinese, on a phone, in the dark', async ({ page, site }) => {
    await openTogether(page, site, WEB);
    await page.getByLabel('Theme').selectOption('dark');
    await page.getByLabel('Language').selectOption('zh-CN');
    await page.setViewportSize({ width: 390, height: 844 });
    await drop(page, CALLS);
    await expect(question(page)).toHaveAccessibleName('将 calls.csv 加入 web.csv？');
    expect((await question(page).innerText()).replaceAll(/\w+\.csv/g, '')).not.toMatch(/[A-Za-z]/);
    await expectAccessible(page, 'the question on a phone');
  });
});

test('a list of customers is joined as properties', async ({ page, site }) => {
  await openTogether(page, site, WEB, PEOPLE);
  const people = source(page, 'people.csv');
  await expect(people).toContainText('12 rows = 12 customers + 0 skipped');
  await expect(people).toContainText('2 of them have no event in any source');
  await goTo(page, 'Funnel');
  await expect(page.getByRole('option', { name: 'plan' }).first()).toBeAttached();
});

test('roles chosen by hand are remembered for the same columns, and forgotten', async ({ page, site, complaints }) => {
  const odd = table('odd.csv', 'a,b,c', WEB.bytes.trim().split('\n').slice(1).map((row) => row.replaceAll('@example.org', '')));
  await openTogether(page, site, odd);
  const customers = await banner(page).innerText();
  await page.getByLabel('Role of column b').selectOption({ label: 'Customer' });
  await page.getByLabel('Role of column a').selectOption({ label: 'Touchpoint' });
  await page.getByRole('button', { name: 'Read again with these roles' }).click();
  await expect(page.getByText('odd.csv was read again.')).toBeVisible();
  await expect(banner(page)).toContainText('3 customers');

  await page.reload();
  await openTogether(page, site, { ...odd, name: 'odd-2.csv' });
  await expect(banner(page)).toContainText('3 customers');
  await expect(source(page, 'odd-2.csv')).toContainText('This browser remembers them.');
  await page.getByRole('button', { name: 'Guess the roles again' }).click();
  await expect(banner(page)).not.toContainText(' 3 customers');
  expect(customers).not.toContain(' 3 customers');
  expect(await page.evaluate(() => localStorage.getItem('sojourn.mapping'))).toBe(null);

  await undo(page).click();
  await expect(banner(page)).toContainText('3 customers');
  await banner(page).getByRole('link', { name: 'Privacy' }).click();
  await expect(page.getByRole('row', { name: /sojourn\.mapping/ })).toContainText('What you said columns mean');
  await expect(page.getByRole('main')).toContainText('policies are in force');
  withoutQuestion(complaints);
});

test('exact duplicates are counted, left out and listed', async ({ page, site }) => {
  await openTogether(page, site, WEB);
  const doubts = page.getByRole('region', { name: 'Worth a look' });
  await expect(doubts.getByRole('row', { name: /Exact duplicates/ })).toContainText('2');
  await expect(doubts.getByRole('row', { name: /Events in the future/ })).toContainText('none');
  await doubts.getByRole('button', { name: 'Leave them out' }).click();
  await expect(banner(page)).toContainText('40 events');
  const list = await downloaded(page, () => page.getByRole('button', { name: 'Download as CSV' }).click());
  expect(list.toString()).toContain('duplicate');
  await doubts.getByRole('button', { name: 'Keep them' }).click();
  await expect(banner(page)).toContainText('42 events');
});

test('one of several that needs an answer asks for it in its place', async ({ page, site }) => {
  const dates = table('dates.csv', 'email,event,time', Array.from({ length: 10 }, (_, i) => `p${i}@example.org,mail,0${1 + (i % 9)}/04/2025 10:00`));
  await openTogether(page, site, WEB, dates, NOTHING);
  await expect(source(page, 'nothing.csv')).toContainText('Not read');
  await source(page, 'dates.csv').getByRole('button', { name: /Day first/ }).click();
  await expect(source(page, 'dates.csv')).toContainText('10 rows = 10 events');
  await expect(source(page, 'web.csv')).toContainText('42 events');
});

test.describe('accessible', () => {
  for (const [language, theme] of [['en', 'light'], ['zh-CN', 'dark']]) {
    test(`several sources: ${language}, ${theme}`, async ({ page, site }) => {
      await openTogether(page, site, WEB, CALLS, PEOPLE, NOTHING);
      await page.getByLabel('Theme').selectOption(theme);
      await page.getByLabel('Language').selectOption(language);
      for (const summary of await page.locator('.source__summary').all()) await summary.click();
      await expectAccessible(page, 'data');
      await page.setViewportSize({ width: 390, height: 844 });
      await expectAccessible(page, 'data on a phone');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    });
  }
});
