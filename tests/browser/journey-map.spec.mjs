// The journey map on screen.

import { downloaded, drop, expectFunnel, goTo, heatGrid, openApp, openSample } from './app.mjs';
import { expect, test } from './site.mjs';

/** Anna buys and is asked afterwards, Ben looks and is never seen again, Cleo is still at the basket. */
const LOG = `customer,event,time,csat
Anna,product page,2024-01-01 09:00:00,
Anna,add to cart,2024-01-02 09:00:00,
Anna,delivered,2024-01-05 09:00:00,
Anna,survey,2024-01-06 09:00:00,2
Ben,product page,2024-01-02 10:00:00,
Ben,search,2024-01-02 10:05:00,
Cleo,product page,2024-03-01 09:00:00,
Cleo,add to cart,2024-03-01 09:05:00,
`;

const map = (page) => page.getByRole('group', { name: /^Journey map of \d+ stages$/ });
const stage = (page, name) => map(page).getByRole('button', { name: new RegExp(`^${name}: `) });

/** The rows of the table of stages, without its header. */
const rows = (page) =>
  page
    .getByRole('table', { name: 'Stages' })
    .getByRole('row')
    .evaluateAll((rows) => rows.slice(1).map((row) => [...row.children].map((cell) => cell.textContent.trim())));

async function openMap(page, site, text) {
  await openApp(page, site);
  await drop(page, { name: 'shop.csv', bytes: text });
  await expectFunnel(page);
  await goTo(page, 'Journey map');
  await expect(map(page)).toBeVisible();
}

test('what becomes of the customers of each stage, as counted by hand', async ({ page, site }) => {
  await openMap(page, site, LOG);
  const heads = await map(page).getByRole('button').evaluateAll((heads) => heads.map((head) => head.getAttribute('aria-label')));
  expect(heads).toEqual(['Consideration: 3 customers', 'Purchase: 2 customers', 'Use: 1 customer']);
  // Stage, customers, go on, rate, interval, go back, still here, left, begin here, come back, …
  const counts = (await rows(page)).map(([name, customers, on, rate, , back, staying, left, starting]) => [name, customers, on, rate, back, staying, left, starting]);
  expect(counts).toEqual([
    ['Consideration', '3', '2', '66.7%', '0', '0', '1', '3'],
    ['Purchase', '2', '1', '50.0%', '0', '1', '0', '0'],
    ['Use', '1', '0', '', '0', '0', '1', '0'],
  ]);
  await expect(page.getByText('Of 3 customers in Consideration, 1 (33.3%) leave there')).toBeVisible();
  // The survey is the only touchpoint with scores: they speak of the delivery before it, which is in the same stage.
  await expect(map(page)).toContainText('2.0 (n = 1)');
});

test('names the pain points of the stages, and opens them in the same scope', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Journey map');
  await expect(map(page)).toContainText(/Pain points.*Payment.*≈ \d{3}/);
  await page.getByRole('region', { name: 'Dates and filters' }).locator('summary').click();
  await page.getByLabel('Last day').fill('2025-08-20');
  // Before the fault less is lost.
  await expect(map(page)).toContainText(/Pain points.*Payment.*≈ \d\d(?!\d)/);
  await page.getByRole('main').getByRole('link', { name: 'Pain points', exact: true }).click();
  await expect(page.getByRole('heading', { name: /the worst is Payment failed|^1 pain point: Payment failed/ })).toBeVisible();
  await expect(page.getByLabel('Last day')).toHaveValue('2025-08-20');
});

test('a stage with a pain point says what may help there, and what would show it', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Journey map');
  await expect(map(page)).toContainText(/Pain points.*Payment.*≈ \d{3}/);
  await stage(page, 'Purchase').click();
  await expect(page.getByRole('heading', { name: 'Pain points', level: 3 })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'What may help' })).toBeVisible();
  await expect(page.getByText('More ways to pay')).toBeVisible();
  await expect(page.getByText('It worked if this moves: conversion from here to the goal')).toBeVisible();
});

test('the rules decide who has left', async ({ page, site }) => {
  await openMap(page, site, LOG);
  await page.getByLabel('A journey has ended after').selectOption('90 days without an event');
  await expect.poll(async () => (await rows(page)).map((row) => row[7])).toEqual(['0', '0', '0']);
  await expect(page.getByText('none of them has left')).toBeVisible();
  // The address keeps them, for a log that can be opened by it.
  await openApp(page, site, '#/map?sample');
  await page.getByLabel('A journey has ended after').selectOption('90 days without an event');
  await expect(page).toHaveURL(/idleSeconds/);
  await page.reload();
  await expect(page.getByLabel('A journey has ended after').locator('option:checked')).toHaveText('90 days without an event');
});

test('a stage opens by keyboard, with its touchpoints and its heatmap', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Journey map');
  await stage(page, 'Awareness').focus();
  await page.keyboard.press('ArrowRight');
  await expect(stage(page, 'Consideration')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(stage(page, 'Consideration')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('heading', { name: 'Stage: Consideration' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Touchpoints of the stage' })).toContainText('Product page');
  await page.getByRole('link', { name: /as a heatmap/ }).click();
  await expect(heatGrid(page)).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('Ad impression');
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Stage: Consideration' })).toBeVisible();
});

test('a chosen stage shows the ways through it, as counted by hand, and as CSV', async ({ page, site }) => {
  await openMap(page, site, LOG);
  await stage(page, 'Consideration').click();
  const paths = page.getByRole('table', { name: 'Ways through Consideration' });
  const cells = () => paths.getByRole('row').evaluateAll((rows) => rows.slice(1).map((row) => [...row.children].map((cell) => cell.textContent.trim())));
  await expect.poll(async () => (await cells()).map(([way, customers, share, on]) => [way, customers, share, on])).toEqual([
    ['product page', '2', '66.7%', '100.0%'],
    ['product page → search', '1', '33.3%', '0.0%'],
  ]);
  await expect(page.getByText('3 customers, 2 ways.')).toBeVisible();
  const section = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Ways through Consideration' }) });
  const csv = await downloaded(page, () => section.getByRole('button', { name: 'Save this table as CSV' }).click());
  expect(csv.toString().replace('\ufeff', '').split('\r\n')[2]).toMatch(/^product page → search,1,0\.33\d+,0,0,0,0\.79\d+,300$/);
  // From the last stage nobody goes on.
  await stage(page, 'Use').click();
  await expect(page.getByRole('table', { name: 'Ways through Use' }).getByRole('columnheader')).toHaveText(['Way', 'Customers', 'Share', 'Median time']);
});

test('from every count of a stage to its customers, with the events that make it', async ({ page, site }) => {
  await openMap(page, site, LOG);
  const list = page.getByRole('grid', { name: 'List of customers' });
  const behind = async (link, who, says) => {
    await link.click();
    await expect(page.getByRole('heading', { name: who.length === 1 ? '1 customer' : `${who.length} customers`, exact: true })).toBeVisible();
    for (const name of who) await expect(list).toContainText(name);
    await expect(page.getByText(`Those behind a count: ${says}.`)).toBeVisible();
  };
  await stage(page, 'Consideration').click();
  const chosen = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Stage: Consideration' }) });
  await behind(chosen.getByRole('link', { name: 'See these customers: Go on · 2' }), ['Anna', 'Cleo'], 'Consideration, go on');
  await list.getByText('Anna').click();
  const timeline = page.getByRole('region', { name: 'Timeline of Anna' });
  await expect(timeline).toContainText('It is behind this count: Consideration, go on. The events that make it are marked.');
  const marked = timeline.getByRole('listitem').filter({ has: page.getByText('counted', { exact: true }) });
  await expect(marked.locator('.event__name')).toHaveText(['product page', 'add to cart']);
  // Opened, and closed, and back to the map.
  await page.goBack();
  await page.goBack();
  await behind(chosen.getByRole('link', { name: 'See these customers: Left · 1' }), ['Ben'], 'Consideration, left');
  await page.goBack();
  await behind(
    page.getByRole('link', { name: 'See these customers: product page → search · Customers · 1' }), ['Ben'],
    'product page → search, on the first visit to Consideration',
  );
  await page.goBack();
  await behind(page.getByRole('link', { name: 'See these customers: search · customers · 1' }), ['Ben'], 'the cell search × Consideration');
  await page.goBack();
  await behind(
    page.getByRole('table', { name: 'Stages' }).getByRole('link', { name: 'See these customers: Purchase · Still here · 1' }), ['Cleo'],
    'Purchase, still here',
  );
  await page.getByRole('button', { name: 'Show all of them again' }).click();
  await expect(page.getByRole('heading', { name: '3 customers' })).toBeVisible();
});

test('a chosen stage leads to the funnel through it, and to what is said of it', async ({ page, site }) => {
  await openMap(page, site, LOG);
  await stage(page, 'Consideration').click();
  await page.getByRole('link', { name: 'The funnel through it, to the next stage' }).click();
  await expectFunnel(page);
  const steps = page.getByRole('table').first().getByRole('row');
  await expect(steps.filter({ hasText: 'product page' })).toContainText('3');
  await expect(steps.filter({ hasText: 'add to cart' })).toBeVisible();
  await page.goBack();
  await stage(page, 'Use').click();
  // The survey's score speaks of the delivery.
  await page.getByRole('link', { name: 'What customers say of it, by touchpoint' }).click();
  await expect(page.getByRole('heading', { name: /^CSAT 0\.0% / })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Only scores about events where' })).toContainText('Use');
  await page.goBack();
  // Nobody rates what comes before.
  await stage(page, 'Purchase').click();
  await page.getByRole('link', { name: 'What customers say of it, by touchpoint' }).click();
  await expect(page.getByText('Nothing to show: no score lies in this scope')).toBeVisible();
});

test('without offline events, complaints and failures there are no rows for them', async ({ page, site }) => {
  await openMap(page, site, LOG);
  await expect(map(page)).not.toContainText('Online and offline');
  await expect(map(page)).not.toContainText(/Complaints and\s*failures/);
});

test('events online and offline, complaints and failures, as counted by hand', async ({ page, site }) => {
  await openMap(
    page,
    site,
    `customer,event,time
Anna,store visit,2024-01-01 09:00:00
Anna,product page,2024-01-01 10:00:00
Anna,payment failed,2024-01-02 09:00:00
Anna,payment failed,2024-01-02 09:05:00
Ben,product page,2024-01-02 10:00:00
Ben,payment,2024-01-02 10:05:00
`,
  );
  await expect(map(page)).toContainText('Online and offline');
  await expect(map(page)).toContainText(/Online 2 · 66\.7%/);
  await expect(map(page)).toContainText(/Offline 1 · 33\.3%/);
  await expect(map(page)).toContainText(/Complaints and\s*failures.*1 customer.*50(\.0)?% of this stage.*2 events/);
  // The last columns of the table: share online, events at failures, customers with one.
  expect((await rows(page)).map((row) => row.slice(-2))).toEqual([
    ['0', '0'],
    ['2', '1'],
  ]);
});

test('the map agrees with its heatmap', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Journey map');
  const customers = (await rows(page)).map((row) => row[1]);
  expect(customers.length).toBe(5);
  await goTo(page, 'Heatmap');
  await page.getByLabel('Measure').selectOption('Customers');
  await page.getByText('As a table').click();
  const table = page.getByRole('table');
  // From 10,000 on the heatmap writes numbers in short.
  for (const count of customers.slice(1)) await expect(table).toContainText(count);
});

test('needs, owners and actions are noted of a stage: on the map, in its table and CSV, and kept', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Journey map');
  await expect(map(page)).not.toContainText('Notes');
  await stage(page, 'Use').click();
  const note = (name) => page.getByRole('group', { name: 'Notes' }).getByLabel(name, { exact: true });
  await note('Needs').fill('Parcel news');
  await note('Owners').fill('Service');
  await note('Actions').fill('Reply');
  await note('Actions').press('Tab');
  await expect(map(page)).toContainText(/Notes.*Needs: Parcel news.*Owners: Service.*Actions: Reply/);
  await expect(page.getByRole('table', { name: 'Stages' })).toContainText('Parcel news');
  const csv = (await downloaded(page, () => page.getByRole('main').getByRole('button', { name: 'CSV', exact: true }).click())).toString();
  const lines = csv.replace('\ufeff', '').split(/\r?\n/);
  expect(lines[0]).toMatch(/,needs,owners,actions$/);
  expect(lines.find((line) => line.startsWith('use,'))).toMatch(/,Parcel news,Service,Reply$/);
  // Also when the stage was closed by going back, and at the next visit.
  await page.goBack();
  await expect(map(page)).toContainText('Actions: Reply');
  await page.reload();
  await expect(map(page)).toContainText('Actions: Reply');
  await goTo(page, 'Funnel');
  await goTo(page, 'Journey map');
  await expect(map(page)).toContainText('Actions: Reply');
  await stage(page, 'Use').click();
  for (const name of ['Needs', 'Owners', 'Actions']) {
    await note(name).fill('');
    await note(name).press('Tab');
  }
  await expect(map(page)).not.toContainText('Notes');
});

test('the map as CSV, SVG and PNG', async ({ page, site }) => {
  await openMap(page, site, LOG);
  const main = page.getByRole('main');
  const csv = (await downloaded(page, () => main.getByRole('button', { name: 'CSV' }).click())).toString();
  expect(csv.replace('\ufeff', '').split(/\r?\n/).slice(0, 2).map((line) => line.split(',').slice(0, 4))).toEqual([
    ['stage', 'events', 'customers', 'going_on'],
    ['consideration', '4', '3', '2'],
  ]);
  const svg = (await downloaded(page, () => main.getByRole('button', { name: 'SVG' }).click())).toString();
  expect(svg).toContain('Time in the stage');
  expect(svg).not.toMatch(/var\(--|<foreignObject|class="/);
  // Each stage in its own colour.
  const colors = [...svg.matchAll(/<rect [^>]*y="33"[^>]*fill="([^"]+)"/g)].map(([, color]) => color);
  expect(new Set(colors).size).toBe(3);
  const png = await downloaded(page, () => main.getByRole('button', { name: 'PNG' }).click());
  expect(png.subarray(0, 4)).toEqual(Buffer.from('89504e47', 'hex'));
});

test('it prints on one page that lies on its side', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Journey map');
  await expect(map(page)).toBeVisible();
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const sheets = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => Number(width) > Number(height));
  // The map with its heading, and the table of stages.
  expect(sheets).toEqual([true, true]);
});
