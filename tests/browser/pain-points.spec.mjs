// Pain points on screen: where the journey hurts, with the evidence.

import { downloaded, drop, expectAccessible, expectFunnel, goTo, heatGrid, openApp, openSample } from './app.mjs';
import { expect, test } from './site.mjs';

const points = (page) => page.getByRole('main').getByRole('list').locator('> li.pain');
const chart = (page) => page.getByRole('img', { name: /^Customers concerned at \d+ touchpoints/ });
const select = (page, name) => page.getByRole('combobox', { name, exact: true });

/** Customers of two channels go from the page to the order; a third of those of the web leave, and nobody else. */
const WEB_LEAVES = {
  name: 'channels.csv',
  bytes: [
    'user_id,timestamp,event,channel',
    ...Array.from({ length: 400 }, (_, customer) => {
      const [day, channel] = [String(1 + (customer % 28)).padStart(2, '0'), customer % 2 ? 'web' : 'app'];
      const row = (minute, event) => `c${customer},2025-01-${day}T09:${minute}:00Z,${event},${channel}`;
      const leaves = channel === 'web' && customer % 3 === 0;
      return [row('00', 'product'), ...(leaves ? [] : [row('05', 'order')])];
    }).flat(),
    // Long enough after all others that what came of them is known.
    'late,2025-03-01T09:00:00Z,order,app',
    '',
  ].join('\n'),
};

/** Nobody leaves. */
const NOBODY_LEAVES = {
  name: 'all-well.csv',
  bytes: WEB_LEAVES.bytes.split('\n').filter((line) => !line.includes('web')).join('\n'),
};

async function openPains(page, site, file) {
  await openApp(page, site);
  await drop(page, file);
  await expectFunnel(page);
  await goTo(page, 'Pain points');
}

test('the fault of the sample is found first, dated, and shown in the heatmap', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Pain points');
  await expect(page.getByRole('heading', { name: /^3 pain points; the worst is Payment failed 支付失败, ≈ \d+ lost\.$/ })).toBeVisible();
  await expect(points(page)).toHaveCount(3);
  const payment = points(page).nth(1);
  await expect(payment.getByRole('heading', { name: 'Payment 支付' })).toBeVisible();
  await expect(payment).toContainText(/payment_method = Card 银行卡: \d\d\.\d% of \d+ meet a failure next; the other customers here predict \d\.\d%/);
  await expect(payment).toContainText(/\d\d\.\d% since Aug 2[3-9], 2025, \d\.\d% before/);
  await expect(payment).toContainText('More ways to pay');
  await expect(chart(page)).toBeVisible();
  await expectAccessible(page, 'pain points');
  await payment.getByRole('link', { name: /in the heatmap/ }).first().click();
  await expect(heatGrid(page)).toHaveAccessibleName(/Conversion rate.*Touchpoint by payment_method/);
  await page.goBack();
  await expect(points(page)).toHaveCount(3);
  // Those who met a failure after paying by card: as many as the evidence says.
  const [, rate, of] = (await payment.textContent()).match(/(\d\d\.\d)% of (\d+) meet a failure next/);
  await payment.getByRole('link', { name: 'See these customers' }).first().click();
  const list = page.getByRole('heading', { name: /^\d+ customers$/ });
  await expect(list).toBeVisible();
  expect(Math.abs(parseInt(await list.textContent(), 10) / of - rate / 100)).toBeLessThan(0.0006);
  await expect(page.getByText('Those behind a count: “Payment 支付”, Card 银行卡: those who meet a failure next.')).toBeVisible();
  await page.getByRole('row').nth(1).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Payment failed 支付失败' }).first()).toBeVisible();
});

test('in Chinese', async ({ page, site }) => {
  await page.addInitScript(() => localStorage.setItem('sojourn.language', '"zh-CN"'));
  await openApp(page, site, '#/pains?sample');
  await expect(page.getByRole('heading', { name: /^3 个痛点，最严重的是Payment failed 支付失败，流失约 \d+ 位。$/ })).toBeVisible();
  await expect(points(page).nth(1)).toContainText(/payment_method = Card 银行卡：\d+ 位中 \d\d\.\d% 随即遇到故障；此处其他客户的预测为/);
  await expect(points(page).nth(1)).toContainText('增加支付方式');
});

test('a channel that leaves is named, as a table and as a file too', async ({ page, site }) => {
  await openPains(page, site, WEB_LEAVES);
  await expect(page.getByRole('heading', { name: /^1 pain point: product, ≈ 6\d lost\.$/ })).toBeVisible();
  const [point] = await points(page).all();
  // A third of 200.
  await expect(point).toContainText(/web: 33\.5% of 200 go no further; the other customers here predict 0\.0%/);
  const rows = page.getByRole('table', { name: 'Evidence as a table' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('product');
  const csv = await downloaded(page, () => page.getByRole('main').getByRole('button', { name: 'CSV', exact: true }).click());
  const lines = csv.toString().replace(/^\ufeff/, '').trim().split('\r\n');
  expect(lines[0]).toBe('touchpoint,kind,column,value,since,n,observed,expected,excess_low,excess_high,concerned,lost,unhappy,p_value');
  expect(lines[1]).toMatch(/^product,drop_off,channel,web,,200,0\.335,0,/);
  const svg = await downloaded(page, () => page.getByRole('main').getByRole('button', { name: 'SVG', exact: true }).click());
  expect(svg.toString()).toMatch(/<svg[^]*product[^]*<\/svg>/);
});

test('where nothing is wrong it says so', async ({ page, site }) => {
  await openPains(page, site, NOBODY_LEAVES);
  await expect(page.getByRole('heading', { name: /^(No pain points: nowhere|Too little to compare)/ })).toBeVisible();
  await expect(points(page)).toHaveCount(0);
});

test('what is a failure, the goal and the time can be changed, and the address keeps them', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Pain points');
  await expect(points(page)).toHaveCount(3);
  await page.getByRole('button', { name: 'Payment failed 支付失败 is no failure' }).click();
  // It is a touchpoint like others now; the payment leads to it no less.
  await expect(points(page).first()).not.toContainText('do not reach the goal after it');
  await select(page, 'A customer goes on within').selectOption({ label: '7 d' });
  await expect.poll(() => page.url()).toContain('withinSeconds');
  await page.reload();
  await expect(select(page, 'A customer goes on within').locator('option:checked')).toHaveText('7 d');
  await expect(page.getByRole('button', { name: 'Complaint 投诉 is no failure' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Payment failed 支付失败 is no failure' })).toHaveCount(0);
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Payment failed 支付失败 is no failure' })).toBeVisible();
});

test('the risk register: what failures cost, in a sentence, a table and a file', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Pain points');
  await expect(page.getByText(/^The highest risk is .+: [\d,]+ of [\d,]+ customers meet a failure there, and [\d.]+ is lost with each, [\d,]+ in all\.$/)).toBeVisible();
  const table = page.getByRole('table', { name: 'Risk register' });
  await expect(table.getByRole('row').nth(1)).toContainText('Costly');
  const failed = table.getByRole('row').nth(1).getByRole('link', { name: /^See these customers: / }).nth(1);
  const n = await failed.textContent();
  await failed.click();
  await expect(page.getByRole('heading', { name: `${n} customers`, exact: true })).toBeVisible();
  await expect(page.getByText(/^Those behind a count: “.+”, and as the very next event /)).toBeVisible();
  await page.goBack();
  const all = table.getByRole('row').nth(1).getByRole('link', { name: /^See these customers: / }).first();
  const customers = await all.textContent();
  await all.click();
  await expect(page.getByRole('heading', { name: `${customers} customers`, exact: true })).toBeVisible();
  await expect(page.getByText(/^Those behind a count: events at “.+”\.$/)).toBeVisible();
  await page.goBack();
  const section = page.locator('section').filter({ hasText: 'Risk register' });
  const csv = await downloaded(page, () => section.getByRole('button', { name: 'Save this table as CSV' }).click());
  expect(csv.toString()).toContain('touchpoint,customers,failed,rate,rate_low,rate_high,at_stake,lost_per_failure');
});
