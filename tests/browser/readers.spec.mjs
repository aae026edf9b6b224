// Formats that readers in workers of their own read: the same log whatever it is written in, and a fault of a reader
// takes nothing else with it.

import { customers, loadModule } from './module.mjs';
import { expect, here, test } from './site.mjs';

const journeys = (kind) => here(`logs/journeys.${kind}`);
const QUESTION = { steps: ['view', 'cart', 'pay'] };

let sojourn;
test.beforeEach(async ({ page, site }) => {
  sojourn = await loadModule(page, site);
});

for (const kind of ['parquet', 'arrow', 'xlsx', 'json', 'ndjson', 'csv.gz', 'utf16.csv', 'zip']) {
  test(`a log in ${kind} is the log in CSV`, async ({ page }) => {
    const csv = await sojourn.open(journeys('csv'));
    const log = await sojourn.open(journeys(kind));
    expect(log.summary).toEqual(csv.summary);
    expect(await log.funnel(QUESTION)).toEqual(await csv.funnel(QUESTION));
    // The reader was thrown away: what is left are the two that hold the logs.
    await expect.poll(() => page.workers().length).toBe(2);
  });
}

test('a reader that dies leaves the page and its data alive', async ({ page }) => {
  const log = await sojourn.open(journeys('csv'));
  const faulty = `const wasm_bindgen = async () => {
    self.onmessage = () => { throw new Error('a fault'); };
    self.postMessage('ready');
  };`;
  await page.route('**/sojourn-parquet.js', (route) => route.fulfill({ contentType: 'text/javascript', body: faulty }));
  const { error } = await sojourn.tryOpen(journeys('parquet'));
  expect(error).toMatchObject({ code: 'unreadable', isError: true });
  expect(error.message).toContain('journeys.parquet');
  expect(error.message).toContain('Nothing else is lost');
  expect(customers(await log.funnel(QUESTION))).toEqual([4, 3, 2]);
  await expect.poll(() => page.workers().length).toBe(1);
});

test('several sources become one log, joined by customer', async () => {
  const sources = [
    { name: 'web.csv', text: 'anonymous_id,user_id,event,time\nc1,,visit,2025-01-01 10:00\nc1,u1,sign up,2025-01-01 10:05\n' },
    { name: 'shop.json', text: '[{"user_id":"u1","email":"ann@x.com","event":"order","time":"2025-01-02T08:00:00"}]' },
    { name: 'crm.csv', text: 'email,plan\nAnn@X.com,gold\n' },
  ];
  const log = await sojourn.openTexts(sources);
  expect(log.summary).toMatchObject({ rows: 3, events: 3, customers: 1, skipped: { count: 0 } });
  expect(customers(await log.funnel({ steps: ['visit', 'order'], windowSeconds: null }))).toEqual([1, 1]);
  const { groups } = await log.funnel({ steps: ['visit', 'order'], windowSeconds: null, breakdown: 'plan' });
  expect(groups.map(({ value }) => value)).toEqual(['gold']);
  const apart = await sojourn.openTexts(sources, { joining: 'off' });
  expect(apart.summary.customers).toBeGreaterThan(1);
});

test('each source may have columns of its own, and one that cannot be read is an error', async () => {
  const odd = { name: 'odd.csv', text: 'a,b,c\nx,see,2025-01-01\n', columns: { customer: 'a', touchpoint: 'b', timestamp: 'c' } };
  const plain = { name: 'plain.csv', text: 'customer,event,time\nx,buy,2025-01-02\n' };
  expect((await sojourn.openTexts([odd, plain])).summary).toMatchObject({ events: 2, customers: 1 });
  const { error } = await sojourn.tryOpenTexts([plain, { name: 'shot.png', text: '%PDF-1.7' }]);
  expect(error).toMatchObject({ code: 'notAnEventLog', isError: true });
});
