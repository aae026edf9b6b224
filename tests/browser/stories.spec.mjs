// The stories of the field as walks through the page: a file with a known truth is dropped, and the screens say it.
// `tests/stories.rs` has the numbers.

import { downloaded, drop, goTo, heatGrid, openApp, pickSteps } from './app.mjs';
import { expect, test } from './site.mjs';

const START = Date.parse('2026-01-05T00:00:00Z');
const DAY = 86_400;

/** A file of so many customers; `tell` has one's events by `event(seconds, touchpoint, ...values)`, and `chance`. */
function file(columns, customers, tell) {
  let state = 5;
  const random = () => {
    // A generator of Lehmer's: small, and the same everywhere.
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const lines = [`customer_id,timestamp,touchpoint,${columns}`];
  for (let customer = 0; customer < customers; customer++) {
    const event = (seconds, ...values) => lines.push([`c${customer}`, new Date(START + seconds * 1000).toISOString(), ...values].join(','));
    tell({ event, random, chance: (share) => random() < share, day: (days) => Math.floor(random() * days) * DAY });
  }
  return { name: 'story.csv', bytes: `${lines.join('\n')}\n` };
}

async function open(page, site, story) {
  await openApp(page, site);
  await drop(page, story);
  await expect(page.getByRole('link', { name: 'Funnel', exact: true })).toHaveAttribute('aria-current', 'page');
}

const main = (page) => page.getByRole('main');
const bar = (page) => page.getByRole('region', { name: 'Dates and filters', exact: true });
const select = (page, name) => page.getByRole('combobox', { name, exact: true });
const openBar = (page) => bar(page).locator('summary').click();

test('the basket: lost at the payment, by card, unhappy with it; and better since', async ({ page, site }) => {
  const basket = file('payment_method,score', 3_000, ({ event, chance, day, random }) => {
    const start = day(56);
    event(start, 'product page', '', '');
    if (!chance(0.9)) return;
    event(start + 60, 'basket', '', '');
    if (!chance(0.9)) return;
    const method = chance(0.6) ? 'card' : 'wallet';
    const at = start + 660 + Math.floor(random() * 1_200);
    event(at, 'payment', method, '');
    const pays = chance(method === 'card' && start < 28 * DAY ? 0.4 : 0.9);
    event(at + 30, pays ? 'order paid' : 'payment failed', method, pays ? (chance(0.5) ? 5 : 4) : chance(0.5) ? 2 : 1);
  });
  await open(page, site, basket);
  await openBar(page);
  await bar(page).getByLabel('Last day').fill('2026-02-01');
  await pickSteps(page, ['product page', 'basket', 'payment', 'order paid']);
  await expect(main(page)).toContainText('Most are lost between payment and order paid');
  await goTo(page, 'Heatmap');
  await select(page, 'Rows').selectOption({ label: 'payment_method' });
  await select(page, 'Columns').selectOption({ label: 'Touchpoint' });
  await select(page, 'Measure').selectOption('Conversion rate');
  await expect(heatGrid(page)).toBeVisible();
  await goTo(page, 'Pain points');
  await expect(page.getByRole('heading', { name: /payment/ }).first()).toBeVisible();
  await expect(main(page)).toContainText('payment_method = card');
  await goTo(page, 'Feedback');
  await expect(main(page)).toContainText('payment failed');
  // After the change.
  await goTo(page, 'Overview');
  await bar(page).getByLabel('First day').fill('2026-02-02');
  await bar(page).getByLabel('Last day').fill('2026-03-01');
  await expect(main(page).locator('ol.findings > li').filter({ hasText: /^Conversion rose from/ })).toBeVisible();
});

test('delivery and returns: who looked there leaves', async ({ page, site }) => {
  const delivery = file('channel', 3_000, ({ event, chance, day }) => {
    const start = day(28);
    event(start, 'product page', 'web');
    const looks = [chance(0.3), chance(0.2)];
    if (looks[0]) event(start + 60, 'delivery page', 'web');
    if (looks[1]) event(start + 90, 'return policy', 'web');
    if (chance(looks.includes(true) ? 0.12 : 0.4)) event(start + 300, 'order paid', 'web');
  });
  await open(page, site, delivery);
  await goTo(page, 'Heatmap');
  await page.getByRole('button', { name: 'Touchpoint × outcome' }).click();
  await expect(heatGrid(page)).toHaveAccessibleName(/Outcome/i);
  const csv = await downloaded(page, () => main(page).getByRole('button', { name: 'CSV', exact: true }).click());
  const [head, ...rows] = csv.toString().replace('\ufeff', '').trim().split(/\r?\n/).map((line) => line.split(','));
  const converted = (touchpoint) => {
    const row = rows.find(([name]) => name === touchpoint);
    const [yes, no] = ['converted', 'dropped'].map((outcome) => Number(row[head.indexOf(outcome)]));
    return yes / (yes + no);
  };
  for (const touchpoint of ['delivery page', 'return policy']) expect(converted(touchpoint)).toBeCloseTo(0.12, 1);
  expect(converted('product page')).toBeGreaterThan(2 * converted('delivery page') - 0.02);
});

test('the loan form: where the self-employed leave, and how long they stayed', async ({ page, site }) => {
  const steps = ['form opened', 'personal data', 'income', 'submitted'];
  const loan = file('employment', 2_000, ({ event, chance, day }) => {
    const [employment, share, seconds] = chance(0.3) ? ['self-employed', 0.4, 900] : ['employed', 0.9, 120];
    const start = day(28);
    steps.slice(0, 3).forEach((step, at) => event(start + at * 100, step, employment));
    if (chance(share)) event(start + 200 + seconds, steps[3], employment);
  });
  await open(page, site, loan);
  await pickSteps(page, steps);
  await page.getByLabel('Break down by').selectOption({ label: 'employment' });
  const compared = page.getByRole('table', { name: /compared/i });
  await expect(compared.getByRole('row').filter({ hasText: 'self-employed' })).toContainText(/(3\d|4\d)\.\d%/);
  await expect(compared).toContainText('p (Holm)');
  await expect(main(page)).toContainText('15 min');
});

test('the store that does not bring them back: first purchase there or online', async ({ page, site }) => {
  const store = file('channel', 2_000, ({ event, chance, day }) => {
    const first = chance(0.5) ? 'store' : 'online';
    const at = day(30);
    event(at, 'purchase', first);
    if (chance(first === 'store' ? 0.2 : 0.5)) event(at + 5 * DAY, 'purchase', first === 'store' && chance(0.2) ? 'store' : 'online');
  });
  await open(page, site, store);
  await pickSteps(page, ['purchase', 'purchase']);
  await page.getByLabel('Break down by').selectOption({ label: 'Channel' });
  const compared = page.getByRole('table', { name: /compared/i });
  await expect(compared.getByRole('row').filter({ hasText: 'store' })).toContainText(/(1[6-9]|2[0-4])\.\d%/);
  await expect(compared.getByRole('row').filter({ hasText: 'online' })).toContainText(/(4[6-9]|5[0-4])\.\d%/);
});

test('the hotel: what guests feel from booking to departure', async ({ page, site }) => {
  const hotel = file('stage,score', 600, ({ event, random, day }) => {
    const start = day(30);
    const stages = [['booking', 4], ['check-in', 2], ['room', 4], ['check-out', 4]];
    const names = ['Booking', 'Arrival', 'Stay', 'Departure'];
    stages.forEach(([touchpoint, score], at) => event(start + at * DAY, touchpoint, names[at], score + (random() < 0.2 ? 1 : 0)));
  });
  await open(page, site, hotel);
  await goTo(page, 'Journey map');
  const map = page.getByRole('group', { name: 'Journey map of 4 stages' });
  await expect(map.getByRole('button')).toHaveCount(4);
  await expect(map).toContainText(/Booking.*Arrival.*Stay.*Departure/);
  await expect(map).toContainText(/4\.[12] \(n = 600\).*2\.[12] \(n = 600\).*4\.[12] \(n = 600\).*4\.[12] \(n = 600\)/);
  await expect(map).toContainText(/Pain points.*check-in/);
});

test('the travel site: who reads reviews books more often', async ({ page, site }) => {
  const travel = file('channel', 2_000, ({ event, chance, day }) => {
    const start = day(28);
    event(start, 'search', 'web');
    const reads = chance(0.4);
    if (reads) event(start + 120, 'reviews', 'web');
    if (chance(reads ? 0.4 : 0.15)) event(start + 600, 'booking', 'web');
  });
  await open(page, site, travel);
  await pickSteps(page, ['search', 'booking']);
  await openBar(page);
  await bar(page).getByRole('button', { name: 'Add a condition on customers' }).click();
  await bar(page).getByRole('combobox', { name: 'Add a value' }).fill('reviews');
  await page.getByRole('option', { name: /^reviews\b/ }).first().click();
  await expect(main(page)).toContainText(/went from search to booking: (3[7-9]|4[0-3])\.\d% \(95% interval/);
  await bar(page).getByLabel('Whether they have such an event').selectOption({ label: 'without an event where' });
  await expect(main(page)).toContainText(/went from search to booking: 1[3-7]\.\d% \(95% interval/);
});
