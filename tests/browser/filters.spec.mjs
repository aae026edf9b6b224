// The bar above the views: dates, filters and conditions on customers that all of them obey.

import { drop, expectAccessible, expectFunnel, goTo, openApp } from './app.mjs';
import { expect, test } from './site.mjs';

/** Four customers: two who put something into the cart, of whom one pays; two who come later. */
const SHOP = {
  name: 'shop.csv',
  bytes: [
    'user_id,timestamp,event,channel',
    'ann,2025-01-01T09:00:00Z,landing,web',
    'ann,2025-01-01T09:10:00Z,cart,app',
    'ann,2025-01-03T09:00:00Z,payment,app',
    'bob,2025-01-02T09:00:00Z,landing,web',
    'bob,2025-01-02T09:10:00Z,cart,web',
    'cid,2025-01-05T09:00:00Z,landing,app',
    'dan,2025-01-05T09:00:00Z,landing,web',
    'dan,2025-01-06T09:00:00Z,complaint,app',
    '',
  ].join('\n'),
};

const bar = (page) => page.getByRole('region', { name: 'Dates and filters', exact: true });
const summary = (page) => bar(page).locator('summary');
const customers = (page, count) => page.getByRole('heading', { name: count === 1 ? '1 customer' : `${count} customers`, exact: true });
const awareness = (page, count) => page.getByRole('button', { name: `Awareness: ${count} customers`, exact: true });

async function openCustomers(page, site) {
  await openApp(page, site);
  await drop(page, SHOP);
  await expectFunnel(page);
  await goTo(page, 'Customers');
  await expect(customers(page, 4)).toBeVisible();
  await summary(page).click();
}

/** Chooses a value in the last search for values of the bar. */
async function pick(page, value) {
  await bar(page).getByRole('combobox', { name: 'Add a value' }).last().fill(value);
  await page.getByRole('option', { name: new RegExp(`^${value}\\b`) }).first().click();
}

test('dates and filters hold in every view, in the address and over a reload, and are cleared', async ({ page, site }) => {
  await openCustomers(page, site);
  await bar(page).getByLabel('Last day').fill('2025-01-04');
  await expect(customers(page, 2)).toBeVisible();
  await expect(summary(page)).toContainText('Jan 4, 2025');
  await expect.poll(() => page.url()).toContain('scope=');
  await goTo(page, 'Journey map');
  await expect(awareness(page, 2)).toBeVisible();
  await page.reload();
  await expect(page.getByText('Drop the same file again')).toBeVisible();
  await drop(page, SHOP);
  await expect(awareness(page, 2)).toBeVisible();
  await goTo(page, 'Customers');
  await expect(customers(page, 2)).toBeVisible();
  await bar(page).getByRole('button', { name: 'Clear' }).click();
  await expect(customers(page, 4)).toBeVisible();
  await expect(summary(page)).toBeFocused();
  await expect(summary(page)).toContainText('All dates.');
  await page.goBack();
  await expect(customers(page, 2)).toBeVisible();
});

test('customers who did something, who did not, and who did something else then', async ({ page, site }) => {
  await openCustomers(page, site);
  await bar(page).getByRole('button', { name: 'Add a condition on customers' }).click();
  await expect(customers(page, 4), 'a condition that is not filled in').toBeVisible();
  await pick(page, 'cart');
  await expect(customers(page, 2)).toBeVisible();
  await expect(summary(page)).toContainText('Only customers with an event where Touchpoint is cart.');
  await bar(page).getByLabel('Whether they have such an event').selectOption({ label: 'without an event where' });
  await expect(page.getByRole('row').filter({ hasText: 'cid' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'ann' })).toHaveCount(0);
  await bar(page).getByLabel('Whether they have such an event').selectOption({ label: 'with an event where' });

  await bar(page).getByRole('button', { name: 'Followed by…' }).click();
  await pick(page, 'payment');
  await expect(customers(page, 1)).toBeVisible();
  await bar(page).getByLabel('How soon').selectOption({ label: 'within 1 d' });
  await expect(customers(page, 1)).toHaveCount(0);
  await bar(page).getByLabel('How soon').selectOption({ label: 'within 7 d' });
  await expect(customers(page, 1)).toBeVisible();
  await expect(summary(page)).toContainText('followed within 7 d by one where Touchpoint is payment.');
  await expectAccessible(page, 'the bar of filters');
  // Ann alone, in another view.
  await goTo(page, 'Journey map');
  await expect(page.getByRole('button', { name: 'Awareness: 1 customer', exact: true })).toBeVisible();
  await bar(page).getByRole('button', { name: 'Remove this condition on customers' }).click();
  await expect(awareness(page, 4)).toBeVisible();
});

test('a segment is saved by its name, and chosen again with other dates', async ({ page, site }) => {
  await openCustomers(page, site);
  await bar(page).getByRole('button', { name: 'Add a condition on customers' }).click();
  await pick(page, 'cart');
  await expect(customers(page, 2)).toBeVisible();
  await bar(page).getByLabel('Name of the segment').fill('With a cart');
  await page.keyboard.press('Enter');
  const segment = bar(page).getByRole('button', { name: 'With a cart', exact: true });
  await expect(segment).toHaveAttribute('aria-pressed', 'true');
  await bar(page).getByRole('button', { name: 'Clear' }).click();
  await expect(customers(page, 4)).toBeVisible();
  await page.reload();
  await expect(page.getByText('Drop the same file again')).toBeVisible();
  await drop(page, SHOP);
  await summary(page).click();
  await bar(page).getByLabel('First day').fill('2025-01-02');
  await expect(customers(page, 4)).toBeVisible();
  await segment.click();
  await expect(customers(page, 2)).toBeVisible();
  await expect(summary(page)).toContainText('Jan 2, 2025');
  await bar(page).getByRole('button', { name: 'Forget the segment With a cart' }).click();
  await expect(segment).toHaveCount(0);
});

test('a link narrows the view that it leads to, and no other', async ({ page, site }) => {
  await openCustomers(page, site);
  await bar(page).getByLabel('Last day').fill('2025-01-04');
  await goTo(page, 'Journey map');
  await page.getByRole('group', { name: /^Journey map of/ }).getByRole('button', { name: /^Purchase: 2 customers$/ }).click();
  await page.getByRole('link', { name: /^Where its touchpoints lead/ }).click();
  const narrowing = page.getByRole('group', { name: 'In this view alone' });
  await expect(narrowing).toContainText('Only events where Stage is Purchase.');
  await expect(narrowing).not.toContainText('dates');
  // So that nothing lies under the header.
  await page.evaluate(() => scrollTo(0, 0));
  await expectAccessible(page, 'a narrowed view');
  await goTo(page, 'Customers');
  await expect(customers(page, 2)).toBeVisible();
  await page.goBack();
  await narrowing.getByRole('button', { name: 'Show all of them again' }).click();
  await expect(narrowing).toHaveCount(0);
  await expect(summary(page)).toContainText('Jan 4, 2025');
});

test('in Chinese, in the dark, on a phone', async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem('sojourn.language', '"zh-CN"'));
  await openApp(page, site, '#/overview?sample');
  const bar = page.getByRole('region', { name: '日期与筛选', exact: true });
  await bar.locator('summary').click();
  await bar.getByRole('button', { name: '添加客户条件' }).click();
  await bar.getByRole('button', { name: '其后有…' }).click();
  await expect(bar.getByLabel('多久之内')).toBeVisible();
  await expectAccessible(page, 'the bar of filters on a phone');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
});
