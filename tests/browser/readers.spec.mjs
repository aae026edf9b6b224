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

for (const kind of ['parquet', 'arrow']) {
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
  await page.route('**/sojourn-columnar.js', (route) => route.fulfill({ contentType: 'text/javascript', body: faulty }));
  const { error } = await sojourn.tryOpen(journeys('parquet'));
  expect(error).toMatchObject({ code: 'unreadable', isError: true });
  expect(error.message).toContain('journeys.parquet');
  expect(error.message).toContain('Nothing else is lost');
  expect(customers(await log.funnel(QUESTION))).toEqual([4, 3, 2]);
  await expect.poll(() => page.workers().length).toBe(1);
});
