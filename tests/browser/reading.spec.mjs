// How sources are read is chosen on the data screen: each choice changes what is counted there, and is undone. All of it
// goes by keyboard alone.

import { downloaded, drop, expectAccessible, expectFunnel, goTo, openApp, question } from './app.mjs';
import { expect, test } from './site.mjs';
import { workbook } from './workbook.mjs';

const banner = (page) => page.getByRole('banner');
const main = (page) => page.getByRole('main');
const undo = (page) => page.locator('.banner').getByRole('button', { name: 'Undo' });
const fact = (page, name) => page.locator('.facts__item').filter({ has: page.getByText(name, { exact: true }) }).first();

/** Visits of customers, one each day. */
const visits = (n) => Array.from({ length: n }, (_, i) => [`p${i % 3}@example.org`, ['visit', 'order'][i % 2], `2025-03-${String(1 + i).padStart(2, '0')} 10:00:00`]);
const SHEETS = {
  name: 'seasons.xlsx',
  bytes: workbook(...[['Spring', 6], ['Autumn', 9]].map(([name, n]) => [name, [['email', 'event', 'time'], ...visits(n)]])),
};

async function openData(page, site, ...files) {
  await openApp(page, site);
  await drop(page, ...files);
  await goTo(page, 'Data');
}

test('another sheet', async ({ page, site }) => {
  await openData(page, site, SHEETS);
  await expect(banner(page)).toContainText('6 events');
  await page.getByLabel('Sheet').selectOption('Autumn');
  await expect(banner(page)).toContainText('9 events');
  await expect(main(page)).toContainText('9 rows = 9 events + 0 skipped');
  await undo(page).click();
  await expect(banner(page)).toContainText('6 events');
});

test('other life-cycle transitions of a XES log', async ({ page, site }) => {
  const event = (i, transition) => `<event><string key="concept:name" value="step ${i}"/><string key="lifecycle:transition" value="${transition}"/><date key="time:timestamp" value="2025-03-0${1 + i}T1${transition.length % 3}:00:00Z"/></event>`;
  const trace = (id) => `<trace><string key="concept:name" value="${id}"/>${[0, 1, 2].map((i) => event(i, 'start') + event(i, 'complete')).join('')}</trace>`;
  await openData(page, site, { name: 'process.xes', bytes: `<?xml version="1.0"?><log>${trace('a')}${trace('b')}</log>` });
  await expect(banner(page)).toContainText('6 events');
  const choice = page.getByRole('group', { name: 'Life-cycle transitions that are events' });
  await expect(choice.getByRole('checkbox', { name: 'complete' })).toBeChecked();
  await choice.getByRole('checkbox', { name: 'start' }).check();
  await choice.getByRole('button').click();
  await expect(banner(page)).toContainText('12 events');
  await undo(page).click();
  await expect(banner(page)).toContainText('6 events');
});

test('the order of day and month', async ({ page, site }) => {
  await openApp(page, site);
  const rows = Array.from({ length: 9 }, (_, i) => `c${i % 3},mail,0${1 + i}/04/2025 10:00`);
  await drop(page, { name: 'dates.csv', bytes: `customer,event,time\n${rows.join('\n')}\n` });
  await page.getByRole('button', { name: /Day first/ }).click();
  await goTo(page, 'Data');
  await expect(fact(page, 'Span')).toContainText('Apr 1,');
  await page.getByLabel('Dates like 03/04/2024').selectOption({ index: 2 });
  await expect(fact(page, 'Span')).toContainText('Jan 4,');
  await undo(page).click();
  await expect(fact(page, 'Span')).toContainText('Apr 1,');
});

test('the time zone', async ({ page, site }) => {
  const rows = Array.from({ length: 6 }, (_, i) => `c${i % 2},visit,2025-03-0${1 + i}T22:30:00Z`);
  await openData(page, site, { name: 'instants.csv', bytes: `customer,event,time\n${rows.join('\n')}\n` });
  await expect(fact(page, 'Time zone')).toContainText('UTC');
  await expect(fact(page, 'Span')).toContainText('Mar 1,');
  await page.getByLabel('Read weekdays and hours in').fill('Asia/Shanghai');
  await page.getByLabel('Read weekdays and hours in').press('Enter');
  await expect(fact(page, 'Time zone')).toContainText('Asia/Shanghai');
  await expect(fact(page, 'Span')).toContainText('Mar 2,');
  await undo(page).click();
  await expect(fact(page, 'Time zone')).toContainText('UTC');
});

test('the decimal mark is told, by its values', async ({ page, site }) => {
  const table = (amount) => `customer;event;time;amount\n${Array.from({ length: 6 }, (_, i) => `c${i % 2};order;2025-03-0${1 + i} 10:00;${amount}`).join('\n')}\n`;
  await openData(page, site, { name: 'comma.csv', bytes: table('1.234,50') });
  await expect(main(page).getByText('decimal comma', { exact: true })).toBeVisible();
  await drop(page, { name: 'point.csv', bytes: table('1,234.50') });
  await question(page).getByRole('button', { name: 'Open instead' }).click();
  await expect(main(page).getByText('decimal point', { exact: true })).toBeVisible();
});

test('duplicates are left out, and kept again', async ({ page, site }) => {
  const rows = visits(6).map((row) => row.join(','));
  await openData(page, site, { name: 'twice.csv', bytes: `email,event,time\n${[...rows, rows[0], rows[1]].join('\n')}\n` });
  await expect(main(page)).toContainText('8 = 8 events + 0 skipped');
  await page.getByRole('button', { name: 'Leave them out' }).click();
  await expect(main(page)).toContainText('8 = 6 events + 2 skipped');
  await undo(page).click();
  await expect(main(page)).toContainText('8 = 8 events + 0 skipped');
});

test('customers are not joined, and joined again', async ({ page, site }) => {
  const web = { name: 'web.csv', bytes: 'device,email,event,time\nd1,,visit,2025-03-01 10:00\nd1,a@x.org,sign up,2025-03-01 10:05\nd2,b@x.org,visit,2025-03-02 10:00\n' };
  const shop = { name: 'shop.csv', bytes: 'email,event,time\nA@x.org,order,2025-03-03 10:00\nb@x.org,order,2025-03-03 11:00\n' };
  await openData(page, site, web, shop);
  await expect(banner(page)).toContainText('2 customers');
  await page.getByRole('button', { name: 'Read again without joining' }).click();
  await expect(banner(page)).toContainText('3 customers');
  await page.getByRole('button', { name: 'Join customers' }).click();
  await expect(banner(page)).toContainText('2 customers');
  await undo(page).click();
  await expect(banner(page)).toContainText('3 customers');
});

test.describe('ranges of rows', () => {
  const ROWS = 120_000;
  const MANY = {
    name: 'many.csv',
    bytes: `customer,event,time\n${Array.from({ length: ROWS }, (_, i) => `c${i % 99},e${i % 7},2025-01-01 10:00:00\n`).join('')}`,
  };

  test('are chosen for a large file; the other rows are counted', async ({ page, site }) => {
    test.slow();
    await openData(page, site, MANY);
    const choice = page.getByRole('group', { name: 'Rows to read' });
    await expect(choice.getByRole('button', { name: 'Read these rows' })).toBeDisabled();
    await choice.getByLabel('to row').fill('50');
    await choice.getByRole('button', { name: 'Read these rows' }).click();
    await expect(banner(page)).toContainText('50 events');
    await expect(main(page)).toContainText('50 rows = 50 events + 0 skipped · 119,950 rows not read, by your choice');
    await expectAccessible(page, 'a range of rows');
    await choice.getByLabel('From row').fill('0');
    await expect(choice.getByRole('button', { name: 'Read these rows' })).toBeDisabled();
    await choice.getByRole('button', { name: 'Read all rows' }).click();
    await expect(banner(page)).toContainText('120,000 events');
    await undo(page).click();
    await expect(banner(page)).toContainText('50 events');
    // Nothing to read is no dead end.
    await choice.getByLabel('From row').fill('200000');
    await choice.getByLabel('to row').fill('');
    await choice.getByRole('button', { name: 'Read these rows' }).click();
    await expect(page.getByRole('alert')).toContainText('many.csv has 120000 rows');
    await page.getByRole('alert').getByRole('button', { name: 'Read all rows' }).click();
    await expect(banner(page)).toContainText('120,000 events');
  });

  test('are proposed where all rows would be too many', async ({ page, site }) => {
    await openApp(page, site);
    await dropHuge(page, 'user,event,time\n', 'u1,a,1735689600\n', 6_000);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('huge.csv is too large', { timeout: 30_000 });
    const last = Number(await alert.getByLabel('to row').inputValue());
    expect(last).toBeGreaterThan(10_000_000);
    await expectAccessible(page, 'what is too large');
    await alert.getByRole('button', { name: 'Read these rows' }).click();
    await expect(page.getByRole('progressbar')).toBeVisible();
    await expect(alert).toHaveCount(0);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('progressbar')).toHaveCount(0);
  });
});

/** Drops a file of that many parts of 65,536 equal rows, made in the page; it is not in memory. */
const dropHuge = (page, header, row, parts) =>
  page.evaluate(([header, row, parts]) => {
    const part = new Blob([row.repeat(65_536)]);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([header, ...Array(parts).fill(part)], 'huge.csv'));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  }, [header, row, parts]);

test.describe('columns', () => {
  test('are left out, and read again', async ({ page, site }) => {
    const rows = Array.from({ length: 6 }, (_, i) => `c${i % 2},visit,2025-03-0${1 + i} 10:00,${['web', 'app'][i % 2]},${i}`);
    await openData(page, site, { name: 'wide.csv', bytes: `customer,event,time,channel,agent\n${rows.join('\n')}\n` });
    await expect(fact(page, 'Channels')).toContainText('web');
    await page.getByLabel('Role of column channel').selectOption('Not read');
    await page.getByLabel('Role of column agent').selectOption('Not read');
    await page.getByRole('button', { name: 'Read again with these roles' }).click();
    await expect(fact(page, 'Channels')).toContainText('no column');
    await expect(page.getByLabel('Role of column channel')).toHaveValue('left out');
    await expectAccessible(page, 'columns that are left out');
    await page.getByLabel('Role of column channel').selectOption('Channel');
    await page.getByRole('button', { name: 'Read again with these roles' }).click();
    await expect(fact(page, 'Channels')).toContainText('web');
    await expect(page.getByLabel('Role of column agent')).toHaveValue('left out');
    await undo(page).click();
    await expect(fact(page, 'Channels')).toContainText('no column');
  });

  test('are proposed to be left out where all would be too many', async ({ page, site }) => {
    await openApp(page, site);
    await dropHuge(page, 'user,event,time,a,b,c,d\n', 'u1,a,1735689600,x,y,z,w\n', 2_624);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('huge.csv is too large', { timeout: 30_000 });
    const choice = alert.getByRole('group', { name: 'Leave out columns' });
    await expect(choice.getByRole('checkbox', { checked: true })).toHaveCount(4);
    await expect(choice.getByRole('status')).toContainText('2,131 MiB');
    await choice.getByRole('checkbox', { name: /^d/ }).uncheck();
    await expect(choice.getByRole('status')).toContainText('2,295 MiB');
    await choice.getByRole('checkbox', { name: /^d/ }).check();
    await expectAccessible(page, 'columns that are proposed');
    await choice.getByRole('button', { name: 'Read without these columns' }).click();
    await expect(page.getByRole('progressbar')).toBeVisible();
    await expect(alert).toHaveCount(0);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('progressbar')).toHaveCount(0);
  });
});

test('a hundred thousand skipped rows are listed, and only those in sight are drawn', async ({ page, site }) => {
  test.slow();
  const bytes = `customer,event,time\n${'u1,visit,2025-01-01 10:00:00\n'.repeat(30)}${'u1,visit,not a time\n'.repeat(100_000)}`;
  await openData(page, site, { name: 'bad.csv', bytes });
  await expect(main(page)).toContainText('100,030 = 30 events + 100,000 skipped');
  const table = page.getByRole('table', { name: 'Skipped rows' });
  await expect(table).toHaveAttribute('aria-rowcount', '100001');
  expect(await table.getByRole('row').count()).toBeLessThan(60);
  await table.evaluate((table) => (table.scrollTop = table.scrollHeight));
  await expect(table.getByRole('row').last()).toContainText('100,031');
  expect(await table.getByRole('row').count()).toBeLessThan(60);
});

test('all of it by keyboard alone', async ({ page, site }) => {
  test.slow();
  const web = {
    name: 'web.csv',
    bytes: `email,event,time,kind\n${visits(12).map((row, i) => `${row.join(',')},${['mobile', 'desk'][i % 2]}`).join('\n')}\np1@example.org,visit,never,mobile\n`,
  };
  const press = (key) => page.keyboard.press(key);
  /** Goes on with the Tab key until something has the focus. */
  const tabTo = async (target) => {
    for (let steps = 0; steps < 250; steps += 1) {
      if (await target.evaluateAll((all) => all.includes(document.activeElement))) return;
      await press('Tab');
    }
    throw new Error(`${target} is not reached with the Tab key`);
  };
  // Before all: from then on the browser tells of a chooser instead of showing it.
  const chooser = page.waitForEvent('filechooser');
  await openApp(page, site);
  await tabTo(page.getByLabel('Choose files'));
  await press('Enter');
  await (await chooser).setFiles([SHEETS, web].map(({ name, bytes }) => ({ name, mimeType: '', buffer: Buffer.from(bytes) })));
  await expectFunnel(page);
  await expect(banner(page)).toContainText('18 events');
  await tabTo(page.getByRole('navigation').getByRole('link', { name: 'Data' }));
  await press('Enter');

  const web_csv = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'web.csv' }) });
  await tabTo(web_csv.locator('summary'));
  await press('Enter');
  await tabTo(web_csv.getByLabel('Role of column kind'));
  await page.keyboard.type('Channel');
  await tabTo(web_csv.getByRole('button', { name: 'Read again with these roles' }));
  await press('Enter');
  await expect(fact(page, 'Channels')).toContainText('mobile');

  const seasons = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'seasons.xlsx' }) });
  await tabTo(seasons.locator('summary'));
  await press('Enter');
  await tabTo(seasons.getByLabel('Sheet'));
  await press('ArrowDown');
  await expect(banner(page)).toContainText('21 events');

  await tabTo(page.getByRole('button', { name: 'Download as CSV' }));
  const list = await downloaded(page, () => press('Enter'));
  expect(list.toString()).toContain('never');

  await tabTo(page.getByRole('navigation').getByRole('link', { name: 'Funnel' }));
  await press('Enter');
  await expectFunnel(page);
});
