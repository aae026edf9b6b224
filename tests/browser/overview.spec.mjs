// The overview: figures of a period against the one before, and what stands out.

import { downloaded, expectAccessible, goTo, openApp, openSample } from './app.mjs';
import { expect, test } from './site.mjs';

const figure = (page, name) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
const findings = (page) => page.getByRole('main').locator('ol.findings > li');

test('the sample: eight figures, each against the weeks before, and the fault among the findings', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Overview');
  await expect(page.getByRole('heading', { name: 'Sep 8, 2025 – Nov 30, 2025, against Jun 16, 2025 – Sep 7, 2025' })).toBeVisible();
  const names = ['Customers', 'Events', 'Sessions', 'Conversion', 'Time to convert (median)', 'Customers who came back', 'Value', 'CSAT'];
  for (const name of names) await expect(figure(page, name)).toBeVisible();
  await expect(figure(page, 'Conversion')).toContainText(/[\d.]+%\s*[+-]?[\d.]+ points.*95%: .* to .*before: [\d.]+%/);
  await expect(page.getByRole('img', { name: 'Conversion: the period before, then this one' })).toBeVisible();
  await expect(findings(page).first()).toContainText('Payment');
  await expectAccessible(page, 'overview');
  await findings(page).first().getByRole('link').click();
  await expect(page.getByRole('link', { name: 'Pain points', exact: true })).toHaveAttribute('aria-current', 'page');
  await page.goBack();
  await expect(figure(page, 'Customers')).toBeVisible();
});

test('a period of its own: before the fault nobody is lost at the payment more than before', async ({ page, site }) => {
  const state = "{'question':{'scope':{'from':'2025-08-25','to':'2025-10-20'}}}";
  await openApp(page, site, `#/overview?sample&state=${state}`);
  await expect(page.getByRole('heading', { name: 'Aug 25, 2025 – Oct 19, 2025, against Jun 30, 2025 – Aug 24, 2025' })).toBeVisible();
  // Since the fault fewer convert, and that is more than chance.
  await expect(figure(page, 'Conversion')).toContainText('more than chance');
  const fell = findings(page).filter({ hasText: /^Conversion fell from [\d.]+% to [\d.]+%/ });
  await expect(fell).toBeVisible();
  await fell.getByRole('link').click();
  await expect(page.getByRole('link', { name: 'Funnel', exact: true })).toHaveAttribute('aria-current', 'page');
});

test('in Chinese, as a table and as a file', async ({ page, site }) => {
  await page.addInitScript(() => localStorage.setItem('sojourn.language', '"zh-CN"'));
  await openApp(page, site, '#/overview?sample');
  await expect(figure(page, '转化率')).toContainText(/个百分点.*95%：/);
  const rows = page.getByRole('table', { name: '指标表' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('客户');
  const csv = await downloaded(page, () => page.getByRole('main').getByRole('button', { name: 'CSV', exact: true }).click());
  const lines = csv.toString().replace(/^\ufeff/, '').trim().split('\r\n');
  expect(lines[0]).toBe('figure,now,now_low,now_high,before,change,change_low,change_high,is_sure');
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual([
    'customers', 'events', 'sessions', 'conversion_rate', 'median_seconds_to_convert', 'repeat_rate', 'value', 'csat',
  ]);
});

test('figures open the customers behind them, as many as they count', async ({ page, site }) => {
  await openApp(page, site, '#/overview?sample');
  const value = async (name) => Number((await figure(page, name).locator('.figure__value').textContent()).replace(/[,%]/g, ''));
  await expect(figure(page, 'Customers')).toBeVisible();
  const [customers, rate] = [await value('Customers'), await value('Conversion')];
  const counted = async () => {
    const heading = page.getByRole('heading', { name: /^[\d,]+ customers$/ });
    await expect(heading).toBeVisible();
    return Number((await heading.textContent()).replace(/\D/g, ''));
  };
  await page.getByRole('link', { name: 'See these customers: Customers' }).click();
  expect(await counted()).toBe(customers);
  await page.goBack();
  await page.getByRole('link', { name: 'See these customers: Conversion' }).click();
  expect((100 * (await counted())) / customers).toBeCloseTo(rate, 1);
  await page.goBack();
  // Those who brought a value, each with it in the list.
  await page.getByRole('link', { name: 'See these customers: Value' }).click();
  expect(await counted()).toBeLessThan(customers);
  await expect(page.getByText('Only events where Value is not (none).')).toBeVisible();
  await page.goBack();
  // A share of those with several sessions is of no events that could be named.
  await expect(figure(page, 'Customers who came back')).toBeVisible();
  await expect(figure(page, 'Customers who came back').getByRole('link')).toHaveCount(0);
});
