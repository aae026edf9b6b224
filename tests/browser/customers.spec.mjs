// The customers on screen: the list, one customer's timeline, and why they were counted.

import { downloaded, drop, expectAccessible, expectFunnel, funnelChart, goTo, heatGrid, openApp, openSample } from './app.mjs';
import { expect, test } from './site.mjs';

/** Anna goes all the way, Ben's payment comes after the window, Cai never gets to the basket. */
const LOG = {
  name: 'shop.csv',
  bytes: `customer,event,time,channel,amount,csat,comment,device
Anna,landing,2024-01-01 09:00:00,web,,,,phone
Anna,add to cart,2024-01-02 09:00:00,app,,,,
Anna,payment,2024-01-02 09:05:00,app,120.5,,,
Anna,survey,2024-01-06 09:00:00,email,,4,Quick and easy,
Ben,landing,2024-01-02 10:00:00,web,,,,
Ben,add to cart,2024-01-02 10:05:00,web,,,,
Ben,payment,2024-02-20 10:05:00,store,80,,,
Cai,landing,2024-03-01 09:00:00,web,,,,
Cai,search,2024-03-01 09:05:00,web,,,,
`,
};

const list = (page) => page.getByRole('grid', { name: 'List of customers' });
const timeline = (page) => page.getByRole('region', { name: /^Timeline of / });
const heading = (page, name) => page.getByRole('heading', { name, exact: true });

/** The names in the list, as drawn. */
const names = (page) =>
  list(page).getByRole('row').evaluateAll((rows) =>
    rows.slice(1).sort((one, other) => one.getAttribute('aria-rowindex') - other.getAttribute('aria-rowindex'))
      .map((row) => row.firstElementChild.textContent.trim()));

async function openLog(page, site, file = LOG) {
  await openApp(page, site);
  await drop(page, file);
  await expectFunnel(page);
  await goTo(page, 'Customers');
}

test('the list: found by name, sorted by its columns, kept in the address', async ({ page, site }) => {
  await openApp(page, site, '#/customers?sample');
  await expect(page.getByRole('banner')).toContainText('customers');
  const all = Number((await page.getByRole('banner').textContent()).match(/([\d,]+) customers/)[1].replace(',', ''));
  await expect(heading(page, `${all.toLocaleString('en')} customers`)).toBeVisible();
  await expect(list(page)).toHaveAttribute('aria-rowcount', String(all + 1));
  const [first] = await names(page);
  await list(page).getByRole('button', { name: 'Events' }).click();
  await expect(list(page).getByRole('columnheader', { name: 'Events' })).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(async () => (await names(page))[0]).not.toBe(first);
  await page.getByRole('searchbox', { name: 'Search' }).fill(first.toLowerCase());
  await expect(page.getByRole('heading', { name: /^1 of [\d,]+ customers match$/ })).toBeVisible();
  expect(await names(page)).toEqual([first]);
  await expect.poll(() => page.url()).toContain(`'search':'${first.toLowerCase()}'`);
  await page.reload();
  await expect(page.getByRole('heading', { name: /^1 of [\d,]+ customers match$/ })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search' }).fill('nobody has this name');
  await expect(page.getByText("No customer's name has “nobody has this name” in it.")).toBeVisible();
});

test('scrolling to the end asks for the rows there', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Customers');
  await expect(list(page)).toBeVisible();
  const start = await names(page);
  await list(page).evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect.poll(async () => (await names(page)).at(-1)).not.toBe(start.at(-1));
  await expect.poll(async () => (await names(page)).includes('…')).toBe(false);
  const end = await names(page);
  expect([...end].sort()).toEqual(end);
  expect(end[0] > start.at(-1)).toBe(true);
});

test('by keyboard: arrows, Enter, Escape', async ({ page, site }) => {
  await openLog(page, site);
  await list(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(timeline(page)).toHaveAccessibleName('Timeline of Ben');
  await expect(timeline(page)).toBeFocused();
  await expect(list(page).getByRole('row', { name: /^Ben/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(list(page)).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(timeline(page)).toHaveAccessibleName('Timeline of Anna');
  await page.goBack();
  await expect(timeline(page)).toHaveAccessibleName('Timeline of Ben');
  await page.goForward();
  await expect(timeline(page)).toHaveAccessibleName('Timeline of Anna');
});

test('a timeline: sessions, the time between, all that is known of an event', async ({ page, site }) => {
  await openLog(page, site);
  await list(page).getByText('Anna').click();
  const shown = timeline(page);
  await expect(shown).toContainText('4 events in 3 sessions');
  await expect(shown).toContainText('Value 120.5');
  await expect(shown.getByRole('heading', { level: 3 })).toHaveText([
    /^Session 1 · Jan 1, 2024, 09:00 · 0 s · 1 event$/,
    /^Session 2 · Jan 2, 2024, 09:00 · 5 min · 2 events$/,
    /^Session 3 · Jan 6, 2024, 09:00 · 0 s · 1 event$/,
  ]);
  await expect(shown).toContainText('1 d without an event');
  await expect(shown).toContainText('+5 min');
  await expect(shown.getByText('Quick and easy')).toBeVisible();
  await shown.getByText('More').click();
  await expect(shown.getByRole('definition')).toHaveText('phone');
  await expectAccessible(page, 'a timeline beside the list');
  const csv = (await downloaded(page, () => shown.getByRole('button', { name: 'CSV' }).click())).toString();
  const lines = csv.replace('\ufeff', '').trim().split('\r\n');
  expect(lines[0]).toMatch(/^customer,session,event,timestamp,.*,in_scope,step,device$/);
  expect(lines).toHaveLength(5);
  const all = (await downloaded(page, () => page.getByRole('button', { name: 'CSV' }).first().click())).toString();
  expect(all.trim().split('\r\n')).toHaveLength(4);
});

test('from a funnel to one of its customers, with the events that it counted', async ({ page, site }) => {
  await openLog(page, site);
  await goTo(page, 'Funnel');
  await expect(funnelChart(page)).toBeVisible();
  await page.goto(`${page.url().split('#')[0]}#/funnel?state={'question':{'steps':['landing','add+to+cart','payment']},'people':{'step':1,'who':'reached'}}`);
  await page.getByRole('main').getByRole('link', { name: 'Ben' }).click();
  await expect(timeline(page)).toHaveAccessibleName('Timeline of Ben');
  const shown = timeline(page);
  await expect(heading(page, 'Why was this one counted?')).toBeVisible();
  await expect(shown).toContainText('It reached step 2 of 3 (add to cart).');
  await expect(shown).toContainText('Step 3 (payment) came 49 d after the start: after the window.');
  await expect(shown.getByRole('listitem').filter({ has: page.getByText('Step 1', { exact: true }) }).last()).toContainText('landing');
  await expect(shown.getByText(/^Step \d$/)).toHaveText(['Step 1', 'Step 2']);
  await expectAccessible(page, 'a timeline with marks');
  await list(page).getByText('Cai').click();
  await expect(shown).toContainText('Step 2 (add to cart) never came.');
  await list(page).getByText('Anna').click();
  await expect(shown).toContainText('It reached all 3 steps, within 1 d');
  await shown.getByRole('link', { name: 'Back to the funnel' }).click();
  await expect(funnelChart(page)).toBeVisible();
});

test('from a cell of the heatmap and a stage of the map to the customers behind it', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Heatmap');
  await page.getByLabel('Measure').selectOption('Customers');
  await expect(heatGrid(page)).toBeVisible();
  await heatGrid(page).focus();
  await page.keyboard.press('Enter');
  const cell = await page.getByText(/ × .* · Customers [\d,]+/).textContent();
  const count = cell.match(/Customers ([\d,]+)/)[1];
  await page.getByRole('link', { name: /^See the customers in .* × / }).click();
  await expect(heading(page, `${count} customers`)).toBeVisible();
  await page.getByRole('button', { name: 'Show all of them again' }).click();
  await expect(heading(page, `${count} customers`)).toHaveCount(0);
  // A cell of positions has customers, too.
  await goTo(page, 'Heatmap');
  await page.getByRole('button', { name: 'Step matrix', exact: true }).click();
  await expect(heatGrid(page)).toHaveAccessibleName(/Step number/);
  await heatGrid(page).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^See the customers in .* × Step 2$/ }).click();
  await expect(page.getByText(/^Those behind a count: the cell .* × Step 2\.$/)).toBeVisible();
  await expect(list(page)).toBeVisible();
  // So has one that hangs on the goal, which the log proposes, and as many as are behind it.
  await goTo(page, 'Heatmap');
  await page.getByRole('button', { name: 'Touchpoint × outcome', exact: true }).click();
  await expect(heatGrid(page)).toHaveAccessibleName(/Outcome/);
  await page.getByLabel('Measure').selectOption('Customers');
  await heatGrid(page).focus();
  await page.keyboard.press('Enter');
  const converted = (await page.getByText(/ × .* · Customers [\d,]+/).textContent()).match(/Customers ([\d,]+)/)[1];
  await page.getByRole('link', { name: /^See the customers in .* × / }).click();
  await expect(heading(page, `${converted} customers`)).toBeVisible();
  await goTo(page, 'Heatmap');
  await page.getByLabel('Measure').selectOption('Conversion rate');
  await heatGrid(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /^See the customers in .* × / }).click();
  await expect(heading(page, `${converted} customers`)).toBeVisible();

  await goTo(page, 'Journey map');
  const map = page.getByRole('group', { name: /^Journey map of \d+ stages$/ });
  const stage = map.getByRole('button', { name: /^Purchase: / });
  const [, customers] = (await stage.getAttribute('aria-label')).match(/: ([\d,]+) customers/);
  await stage.click();
  await page.getByRole('link', { name: 'See these customers', exact: true }).click();
  await expect(heading(page, `${customers} customers`)).toBeVisible();
  await expect(page.getByText('Only events where Stage is Purchase.')).toBeVisible();
});

test('who is not there, in Chinese', async ({ page, site }) => {
  await page.addInitScript(() => localStorage.setItem('sojourn.language', '"zh-CN"'));
  await openApp(page, site, "#/customers?sample&state={'customer':'nobody'}");
  await expect(page.getByText('此数据中没有客户“nobody”')).toBeVisible();
  await expect(page.getByRole('grid', { name: '客户列表' })).toBeVisible();
});

test('on a phone the timeline stands below the list', async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLog(page, site);
  await list(page).getByText('Anna').click();
  await expect(timeline(page)).toBeVisible();
  const [above, below] = [await list(page).boundingBox(), await timeline(page).boundingBox()];
  expect(below.y).toBeGreaterThan(above.y + above.height);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page, 'a timeline on a phone');
});
