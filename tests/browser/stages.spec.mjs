// The stages of the journey on the data screen: the model, and the register of touchpoints.

import { downloaded, drop, expectAccessible, expectFunnel, goTo, openApp } from './app.mjs';
import { expect, test } from './site.mjs';

const SHOP = {
  name: 'shop.csv',
  bytes: [
    'user_id,timestamp,event,channel',
    ...['ann', 'bob', 'cid', 'dan'].flatMap((name, i) => [
      `${name},2025-01-0${1 + i}T09:00:00Z,landing,web`,
      `${name},2025-01-0${1 + i}T09:05:00Z,product_view,web`,
      `${name},2025-01-0${1 + i}T09:10:00Z,wishlist,app`,
      ...(i < 3 ? [`${name},2025-01-0${1 + i}T09:20:00Z,payment,app`] : []),
      ...(i < 2 ? [`${name},2025-01-1${i}T09:00:00Z,support_chat,app`] : []),
    ]),
    '',
  ].join('\n'),
};

/** Stages of its own, as a CRM has them. */
const CRM = {
  name: 'crm.csv',
  bytes: [
    'user_id,timestamp,event,stage',
    ...['ann', 'bob', 'cid'].flatMap((name) => [
      `${name},2025-01-01T09:00:00Z,mail,lead`,
      `${name},2025-01-02T09:00:00Z,call,qualified`,
      `${name},2025-01-03T09:00:00Z,visit,customer`,
    ]),
    '',
  ].join('\n'),
};

const region = (page) => page.getByRole('region', { name: 'Stages', exact: true });
const model = (page) => region(page).getByLabel('Stage model');
const chosen = (page, touchpoint) => page.getByLabel(`Stage of ${touchpoint}`, { exact: true }).locator('option:checked');
const button = (page, name) => region(page).getByRole('button', { name, exact: true });

async function openData(page, site, file = SHOP) {
  await openApp(page, site);
  await drop(page, file);
  await expectFunnel(page);
  await goTo(page, 'Data');
}

/** The stages of the journey map, by their names. */
async function onMap(page) {
  await goTo(page, 'Journey map');
  const map = page.getByRole('group', { name: /^Journey map of \d+ stages$/ });
  await expect(map).toBeVisible();
  const heads = await map.getByRole('button').evaluateAll((heads) => heads.map((head) => head.getAttribute('aria-label')));
  return heads.map((head) => head.replace(/:.*/, ''));
}

test('a preset is chosen, all views follow, and it is taken back', async ({ page, site }) => {
  await openData(page, site);
  await expect(chosen(page, 'payment')).toHaveText('Purchase');
  await model(page).selectOption({ label: 'AIDA' });
  await expect(region(page)).toContainText('Attention → Interest → Desire → Action');
  await expect(chosen(page, 'payment')).toHaveText('Action');
  await expect(chosen(page, 'wishlist')).toHaveText('Desire');
  expect(await onMap(page)).toEqual(['Attention', 'Interest', 'Desire', 'Action']);
  await goTo(page, 'Data');
  await button(page, 'Back to the guess').click();
  await expect(model(page)).toHaveValue('fiveStage');
  await expect(chosen(page, 'payment')).toHaveText('Purchase');
});

test('own stages: renamed, moved, added, removed, coloured; each step can be undone, and all is kept', async ({ page, site }) => {
  await openData(page, site);
  await model(page).selectOption({ label: 'Own stages' });
  const first = page.getByLabel('Name of stage 1');
  await first.fill('Discover');
  await first.press('Enter');
  await expect(chosen(page, 'landing')).toHaveText('Discover');

  // The focus goes with the stage.
  await page.getByRole('button', { name: 'Move Use up' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of stage 3')).toHaveValue('Use');
  await expect(page.getByRole('button', { name: 'Move Use up' })).toBeFocused();

  await page.getByRole('button', { name: 'Remove Purchase' }).click();
  await expect(chosen(page, 'payment')).toHaveText('No stage');
  await expect(region(page)).toContainText('1 touchpoint stands in no stage');

  await page.getByLabel('New stage').fill('use');
  await button(page, 'Add').click();
  await expect(page.getByRole('alert').filter({ hasText: 'Another stage is called “use” already' })).toBeVisible();
  await page.getByLabel('New stage').fill('Paying');
  await page.keyboard.press('Enter');
  await page.getByLabel('Stage of payment', { exact: true }).selectOption({ label: 'Paying' });
  await page.getByLabel('Colour of Paying').fill('#aa3366');
  await expectAccessible(page, 'the data screen with own stages');
  expect(await onMap(page)).toEqual(['Discover', 'Consideration', 'Use', 'Paying']);

  // Opened again, it is as it was.
  await page.reload();
  await expect(page.getByText('Drop the same file again')).toBeVisible();
  await drop(page, SHOP);
  await goTo(page, 'Data');
  await expect(model(page)).toHaveValue('own');
  await expect(chosen(page, 'payment')).toHaveText('Paying');
  await expect(page.getByLabel('Colour of Paying')).toHaveValue('#aa3366');

  await page.getByRole('button', { name: 'Remove Paying' }).click();
  await expect(chosen(page, 'payment')).toHaveText('No stage');
  await button(page, 'Undo').click();
  await expect(chosen(page, 'payment')).toHaveText('Paying');
  await expect(button(page, 'Undo')).toBeDisabled();
});

test('several touchpoints are placed at once: selected ones, and those that a rule meets', async ({ page, site }) => {
  await openData(page, site);
  const box = (name) => page.getByLabel(`Select ${name}`, { exact: true });
  await box('landing').click();
  // The rows between come along.
  await box('wishlist').click({ modifiers: ['Shift'] });
  await expect(region(page)).toContainText('3 selected');
  await region(page).getByLabel('Stage for the selected ones').selectOption({ label: 'Loyalty' });
  await button(page, 'Place 3 touchpoints').click();
  for (const name of ['landing', 'product_view', 'wishlist']) {
    await expect(chosen(page, name)).toHaveText('Loyalty');
  }
  await button(page, 'Undo').click();
  await expect(chosen(page, 'landing')).toHaveText('Awareness');

  await region(page).getByText('Place by a rule').click();
  await page.getByLabel('Names that').selectOption('matches');
  await page.getByLabel('Text of the rule').fill('P*');
  await expect(region(page)).toContainText('Meets 2 touchpoints: product_view, payment');
  await region(page).getByLabel('Stage', { exact: true }).selectOption({ label: 'Use' });
  await button(page, 'Place 2 touchpoints').click();
  await expect(chosen(page, 'payment')).toHaveText('Use');
  await expect(chosen(page, 'product_view')).toHaveText('Use');
});

test('the register is saved as CSV and read again; what is wrong in it is told by line', async ({ page, site }) => {
  await openData(page, site);
  const csv = await downloaded(page, () => button(page, 'Download the stages as CSV').click());
  expect(csv.toString().replace('\ufeff', '').trim().split('\r\n')).toEqual([
    'touchpoint,stage',
    'landing,awareness',
    'product_view,consideration',
    'wishlist,consideration',
    'payment,purchase',
    'support_chat,use',
  ]);
  const read = (text) => page.getByLabel('Read stages from a CSV file').setInputFiles({ name: 'stages.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await read('touchpoint,stage\npayment,buying\npay,use\n');
  await expect(region(page)).toContainText('Nothing was changed.');
  await expect(region(page)).toContainText('Line 2: the model has no stage “buying”.');
  await expect(region(page)).toContainText('Line 3: the data has no touchpoint “pay”.');
  await expect(chosen(page, 'payment')).toHaveText('Purchase');
  await read('阶段;触点\n忠诚;payment\n;landing\n');
  await expect(region(page)).toContainText('2 touchpoints were placed.');
  await expect(chosen(page, 'payment')).toHaveText('Loyalty');
  await expect(chosen(page, 'landing')).toHaveText('No stage');
});

test('the values of a stage column are the stages, in the order of the journeys', async ({ page, site }) => {
  await openData(page, site, CRM);
  await expect(model(page)).toHaveValue('own');
  await expect(region(page)).toContainText('lead → qualified → customer');
  await expect(region(page)).toContainText('that order is a guess');
  expect(await onMap(page)).toEqual(['lead', 'qualified', 'customer']);
  await goTo(page, 'Data');
  // What is placed by hand counts there with all of its events.
  await page.getByLabel('Stage of call', { exact: true }).selectOption({ label: 'lead' });
  expect(await onMap(page)).toEqual(['lead', 'customer']);
});

test('in Chinese, in the dark, on a phone', async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await openData(page, site);
  await model(page).selectOption({ label: 'Own stages' });
  await expect(page.getByLabel('Name of stage 1')).toBeVisible();
  await expectAccessible(page, 'the data screen on a phone');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await page.getByLabel('Language').selectOption('zh-CN');
  await expect(page.getByLabel('阶段模型')).toHaveValue('own');
  await page.getByLabel('阶段模型').selectOption({ label: 'AARRR' });
  await expect(page.getByText('获取 → 激活 → 收入 → 留存 → 推荐')).toBeVisible();
  await expectAccessible(page, 'the data screen in Chinese');
});
