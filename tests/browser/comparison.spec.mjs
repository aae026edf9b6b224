// Those in scope beside others: the period before, all others, a segment.

import { drop, expectAccessible, expectFunnel, goTo, openApp } from './app.mjs';
import { expect, test } from './site.mjs';

/** Two weeks with 40 customers each. In the second, and on mobile, fewer pay and scores are lower. */
const TWO_WEEKS = (() => {
  const rows = ['user_id,timestamp,event,device,nps'];
  for (let at = 0; at < 80; at++) {
    const day = at < 40 ? 6 + (at % 7) : 13 + (at % 7);
    const mobile = at % 2 === 1;
    const pays = at < 40 ? at % 10 !== 0 : at % 4 === 0;
    const time = (minutes) => `2025-01-${String(day).padStart(2, '0')}T09:${String(minutes).padStart(2, '0')}:00Z`;
    const row = (minutes, event, score = '') => rows.push(`c${at},${time(minutes)},${event},${mobile ? 'mobile' : 'desktop'},${score}`);
    row(0, 'landing');
    row(5, 'cart');
    if (pays) row(9, 'payment');
    row(30, 'survey', at < 40 ? 10 - (at % 3) : at % 5);
  }
  return { name: 'two-weeks.csv', bytes: `${rows.join('\n')}\n` };
})();

const bar = (page) => page.getByRole('region', { name: 'Dates and filters', exact: true });
const summary = (page) => bar(page).locator('summary');
const compare = (page, label) => bar(page).getByLabel('Compare with').selectOption({ label });
const sideBySide = (page) => page.getByRole('table', { name: 'Side by side' });

async function openFunnel(page, site) {
  await openApp(page, site);
  await drop(page, TWO_WEEKS);
  await expectFunnel(page);
  await summary(page).click();
}

test('the period before: in the funnel, in words and in the address, over a reload', async ({ page, site }) => {
  await openFunnel(page, site);
  await compare(page, 'The period before');
  await expect(summary(page)).toContainText('Jan 13, 2025 – Jan 19, 2025 compared with Jan 6, 2025 – Jan 12, 2025.');
  const legend = page.getByRole('list').filter({ hasText: 'Period before' });
  await expect(legend).toContainText('This period');
  const row = sideBySide(page).getByRole('row').filter({ hasText: 'payment: Of step 1' });
  await expect(row).toContainText('25.0%');
  await expect(row).toContainText('90.0%');
  await expect(row).toContainText(/[-−]65\.0 pts/);
  await expect(row).toContainText('Lower');
  await expect(page.getByText('3 payment: Of step 1 differs most: 25.0% against 90.0%')).toBeVisible();
  await expectAccessible(page, 'a funnel compared');
  expect(page.url()).toContain('against=');
  await page.reload();
  await expect(page.getByText('Drop the same file again')).toBeVisible();
  await drop(page, TWO_WEEKS);
  await expect(row).toContainText(/[-−]65\.0 pts/);
  await bar(page).getByRole('button', { name: 'Clear' }).click();
  await expect(sideBySide(page)).toHaveCount(0);
});

test('who was lost, of those compared', async ({ page, site }) => {
  await openFunnel(page, site);
  await compare(page, 'The period before');
  await expect(sideBySide(page)).toBeVisible();
  await page.getByRole('button', { name: /^Period before · \d+ customers did not reach step/ }).last().press('Enter');
  await expect(page.getByText('4 customers', { exact: true })).toBeVisible();
});

test('all others: the journey map side by side, and only where there are any', async ({ page, site }) => {
  await openFunnel(page, site);
  await goTo(page, 'Journey map');
  await compare(page, 'All others in these dates');
  await expect(summary(page)).toContainText('There are no others to compare with');
  await expect(sideBySide(page)).toHaveCount(0);
  await bar(page).getByLabel('First day').fill('2025-01-13');
  await bar(page).getByRole('button', { name: 'Add a filter' }).click();
  await bar(page).getByLabel('Column').selectOption({ label: 'device' });
  await bar(page).getByRole('combobox', { name: 'Add a value' }).fill('mobile');
  await page.getByRole('option', { name: /^mobile\b/ }).first().click();
  await expect(page.locator('#journey-map')).toContainText('vs ');
  const row = (figure) => sideBySide(page).getByRole('row').filter({ hasText: figure });
  // 20 of each device come that week, all of them to the cart.
  await expect(row('Purchase: Share of customers')).toContainText('100.0%');
  await expect(row('Purchase: Share of customers')).toContainText('May be chance');
  await expectAccessible(page, 'a map compared');
});

test('a segment: feedback side by side', async ({ page, site }) => {
  await openFunnel(page, site);
  await bar(page).getByRole('button', { name: 'Add a condition on customers' }).click();
  await bar(page).getByRole('combobox', { name: 'Add a value' }).last().fill('payment');
  await page.getByRole('option', { name: /^payment\b/ }).first().click();
  await bar(page).getByLabel('Name of the segment').fill('Payers');
  await page.keyboard.press('Enter');
  await bar(page).getByLabel('Whether they have such an event').selectOption({ label: 'without an event where' });
  await compare(page, 'Segment Payers');
  await expect(summary(page)).toContainText('Compared with the segment “Payers”.');
  await goTo(page, 'Feedback');
  const row = sideBySide(page).getByRole('row').filter({ hasText: 'All scores: NPS' });
  await expect(row).toContainText('Lower');
  await expect(page.getByText('Hollow dots: Payers.')).toBeVisible();
  await expectAccessible(page, 'feedback compared');
});

test('the heatmap: the customers behind its cells, whatever these count', async ({ page, site }) => {
  await openFunnel(page, site);
  await goTo(page, 'Heatmap');
  await compare(page, 'The period before');
  // Of 40 customers each week 10 and 36 go from the cart to the payment.
  const row = sideBySide(page).getByRole('row').filter({ hasText: 'cart · payment: Share of customers' });
  await expect(row).toContainText('25.0%');
  await expect(row).toContainText('90.0%');
  await expect(row).toContainText('Lower');
  await expect(page.getByText(/^cart · (payment|survey): Share of customers differs most/)).toBeVisible();
  await expectAccessible(page, 'a heatmap compared');
  await compare(page, 'No comparison');
  await expect(sideBySide(page)).toHaveCount(0);
});

test('the overview: rates beside those of all others, in the same days', async ({ page, site }) => {
  await openFunnel(page, site);
  await goTo(page, 'Overview');
  await bar(page).getByRole('button', { name: 'Add a filter' }).click();
  await bar(page).getByLabel('Column').selectOption({ label: 'device' });
  await bar(page).getByRole('combobox', { name: 'Add a value' }).fill('mobile');
  await page.getByRole('option', { name: /^mobile\b/ }).first().click();
  // The period before is what the overview shows anyway.
  await compare(page, 'The period before');
  await expect(page.getByRole('table', { name: 'Figures as a table' })).toBeVisible();
  await expect(sideBySide(page)).toHaveCount(0);
  await compare(page, 'All others in these dates');
  // In the second week nobody pays on mobile, and 10 of 20 on the desktop.
  const row = sideBySide(page).getByRole('row').filter({ hasText: 'Conversion' });
  await expect(row).toContainText('0.0%');
  await expect(row).toContainText('50.0%');
  await expect(row).toContainText('Lower');
  await expectAccessible(page, 'an overview compared');
});

test('in Chinese', async ({ page, site }) => {
  await openFunnel(page, site);
  await page.getByLabel('Language').selectOption('zh-CN');
  await page.getByLabel('对比对象').selectOption({ label: '上一时段' });
  await expect(page.getByRole('table', { name: '并列对比' }).getByRole('row').filter({ hasText: 'payment' }).first()).toContainText('更低');
  await goTo(page, '旅程地图');
  await expect(page.locator('#journey-map')).toContainText('上期');
});
