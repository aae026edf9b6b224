// The stages of the journey on the data screen: the model, and the register of touchpoints.

import { downloaded, drop, expectAccessible, expectFunnel, funnelChart, goTo, heatGrid, openApp } from './app.mjs';
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

/** Without channels: names alone tell sides. */
const CALLS = {
  name: 'calls.csv',
  bytes: [
    'user_id,timestamp,event',
    ...['ann', 'bob'].flatMap((name) => [
      `${name},2025-01-01T09:00:00Z,web page`,
      `${name},2025-01-02T09:00:00Z,hotline`,
      `${name},2025-01-03T09:00:00Z,payment`,
    ]),
    '',
  ].join('\n'),
};

/** Pages of one folder, a name in two spellings, and a column that tells where in the shop an event was. */
const PAGES = {
  name: 'pages.csv',
  bytes: [
    'user_id,timestamp,event,area',
    ...['ann', 'bob', 'cid', 'dan'].flatMap((name, i) => [
      `${name},2025-01-0${1 + i}T09:00:00Z,/product/${['shoe', 'hat', 'bag', 'shoe'][i]},shop`,
      `${name},2025-01-0${1 + i}T09:05:00Z,${i % 2 ? 'Add to cart' : 'add_to_cart'},till`,
      ...(i < 3 ? [`${name},2025-01-0${1 + i}T09:20:00Z,payment,${i < 2 ? 'till' : 'shop'}`] : []),
    ]),
    '',
  ].join('\n'),
};

const region = (page) => page.getByRole('region', { name: 'Stages', exact: true });
const model = (page) => region(page).getByLabel('Stage model');
const chosen = (page, touchpoint, aspect = 'Stage') => page.getByLabel(`${aspect} of ${touchpoint}`, { exact: true }).locator('option:checked');
const owner = (page, touchpoint) => page.getByLabel(`Owner of ${touchpoint}`, { exact: true });
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
  await button(page, 'Set for 3 touchpoints').click();
  for (const name of ['landing', 'product_view', 'wishlist']) {
    await expect(chosen(page, name)).toHaveText('Loyalty');
  }
  await button(page, 'Undo').click();
  await expect(chosen(page, 'landing')).toHaveText('Awareness');

  await region(page).getByText('Set by a rule').click();
  await page.getByLabel('How it compares').selectOption('matches');
  await page.getByLabel('Text of the rule').fill('P*');
  await expect(region(page)).toContainText('Meets 2 touchpoints: product_view, payment');
  await region(page).getByLabel('Stage', { exact: true }).selectOption({ label: 'Use' });
  await button(page, 'Set for 2 touchpoints').click();
  await expect(chosen(page, 'payment')).toHaveText('Use');
  await expect(chosen(page, 'product_view')).toHaveText('Use');
});

test('the register is saved as CSV and read again; what is wrong in it is told by line', async ({ page, site }) => {
  await openData(page, site);
  const csv = await downloaded(page, () => button(page, 'Download the touchpoints as CSV').click());
  // The channels tell the sides.
  expect(csv.toString().replace('\ufeff', '').trim().split('\r\n')).toEqual([
    'touchpoint,stage,side,kind,channel,owner,name',
    'landing,awareness,,contact,,,landing',
    'product_view,consideration,,interaction,,,product_view',
    'wishlist,consideration,,interaction,,,wishlist',
    'payment,purchase,,experience,,,payment',
    'support_chat,use,,interaction,,,support_chat',
  ]);
  const read = (text) => page.getByLabel('Read touchpoints from a CSV file').setInputFiles({ name: 'touchpoints.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await read('touchpoint,stage,side,kind\npayment,buying,near,point\npay,use,,\n');
  await expect(region(page)).toContainText('Nothing was changed.');
  await expect(region(page)).toContainText('Line 2: the model has no stage “buying”.');
  await expect(region(page)).toContainText('Line 2: “near” is no side; online and offline are.');
  await expect(region(page)).toContainText('Line 2: “point” is no kind; contact, interaction and experience are.');
  await expect(region(page)).toContainText('Line 3: the data has no touchpoint “pay”.');
  await expect(chosen(page, 'payment')).toHaveText('Purchase');
  // As it was written before there were sides.
  await read('阶段;触点\n忠诚;payment\n;landing\n');
  await expect(region(page)).toContainText('2 touchpoints were set.');
  await expect(chosen(page, 'payment')).toHaveText('Loyalty');
  await expect(chosen(page, 'landing')).toHaveText('No stage');
  await read('触点,线上线下,类型,负责人\npayment,线下,体验点,财务部\n');
  await expect(region(page)).toContainText('1 touchpoint was set.');
  await expect(chosen(page, 'payment', 'Side')).toHaveText('Offline');
  await expect(owner(page, 'payment')).toHaveValue('财务部');
});

test('side, kind and owner are guessed with a reason, and set singly, at once and by rule', async ({ page, site }) => {
  await openData(page, site, CALLS);
  await expect(chosen(page, 'hotline', 'Side')).toHaveText('Offline');
  await expect(chosen(page, 'web page', 'Side')).toHaveText('Online');
  await expect(page.getByLabel('Side of hotline', { exact: true })).toHaveAttribute('title', 'Guessed from “hotline” in the name');
  await expect(chosen(page, 'hotline', 'Kind')).toHaveText('Interaction');
  await expect(chosen(page, 'payment', 'Kind')).toHaveText('Experience');

  // Singly, with a mark.
  await page.getByLabel('Side of payment', { exact: true }).selectOption({ label: 'Offline' });
  await expect(region(page).getByText('chosen', { exact: true })).toHaveCount(1);
  await owner(page, 'payment').fill('Ann');
  await owner(page, 'payment').press('Enter');
  // As guessed is not chosen.
  await page.getByLabel('Side of payment', { exact: true }).selectOption({ label: 'Online' });
  await expect(region(page).getByText('chosen', { exact: true })).toHaveCount(0);

  // Those that are selected.
  const what = () => region(page).getByLabel('What is set');
  await page.getByLabel('Select payment', { exact: true }).click();
  await page.getByLabel('Select hotline', { exact: true }).click();
  await what().first().selectOption({ label: 'Kind' });
  await region(page).getByLabel('Kind for the selected ones').selectOption({ label: 'Contact' });
  await button(page, 'Set for 2 touchpoints').click();
  await expect(chosen(page, 'payment', 'Kind')).toHaveText('Contact');
  await expect(chosen(page, 'hotline', 'Kind')).toHaveText('Contact');
  await button(page, 'Undo').click();
  await expect(chosen(page, 'hotline', 'Kind')).toHaveText('Interaction');

  // By a rule.
  await region(page).getByText('Set by a rule').click();
  await page.getByLabel('Text of the rule').fill('pa');
  await what().last().selectOption({ label: 'Owner' });
  await region(page).getByLabel('Owner', { exact: true }).fill('Ben');
  await region(page).getByLabel('Owner', { exact: true }).press('Tab');
  await button(page, 'Set for 2 touchpoints').click();
  for (const name of ['payment', 'web page']) await expect(owner(page, name)).toHaveValue('Ben');
  await expectAccessible(page, 'the register with sides and kinds');

  // Opened again, it is as it was.
  await page.getByLabel('Side of payment', { exact: true }).selectOption({ label: 'Offline' });
  await page.reload();
  await expect(page.getByText('Drop the same file again')).toBeVisible();
  await drop(page, CALLS);
  await goTo(page, 'Data');
  await expect(chosen(page, 'payment', 'Side')).toHaveText('Offline');
  await expect(owner(page, 'web page')).toHaveValue('Ben');
  // The journey map names the owners.
  await goTo(page, 'Journey map');
  await page.getByRole('group', { name: /^Journey map of/ }).getByRole('button', { name: /^Purchase: / }).click();
  await expect(page.getByRole('table', { name: 'Touchpoints of the stage' })).toContainText(/payment.*Ben/);
  await goTo(page, 'Data');
  await button(page, 'Back to the guess').click();
  await expect(chosen(page, 'payment', 'Side')).toHaveText('Online');
  await expect(owner(page, 'web page')).toHaveValue('');
});

test('a channel is written where the data says none, or another one; views and sides follow', async ({ page, site }) => {
  const channel = (name) => page.getByLabel(`Channel of ${name}`, { exact: true });
  await openData(page, site, CALLS);
  await expect(channel('payment')).toHaveAttribute('placeholder', '');
  await expect(chosen(page, 'payment', 'Side')).toHaveText('Online');
  await channel('payment').fill('Store');
  await channel('payment').press('Enter');
  // What the channel is called tells the side.
  await expect(chosen(page, 'payment', 'Side')).toHaveText('By channel');
  await goTo(page, 'Heatmap');
  await page.getByRole('combobox', { name: 'Columns', exact: true }).selectOption({ label: 'Channel' });
  await expect(heatGrid(page)).toHaveAccessibleName(/by Channel/);
  await expect(heatGrid(page)).toContainText('Store');
  await goTo(page, 'Data');
  await expect(channel('payment')).toHaveValue('Store');
  const csv = await downloaded(page, () => button(page, 'Download the touchpoints as CSV').click());
  expect(csv.toString()).toContain('payment,purchase,,experience,Store,,payment');
  // For several at once, and by a file.
  for (const name of ['hotline', 'web page']) await page.getByLabel(`Select ${name}`, { exact: true }).click();
  await region(page).getByLabel('What is set').first().selectOption({ label: 'Channel' });
  await region(page).getByLabel('Channel for the selected ones').fill('Everywhere');
  await region(page).getByLabel('Channel for the selected ones').press('Tab');
  await button(page, 'Set for 2 touchpoints').click();
  for (const name of ['hotline', 'web page']) await expect(channel(name)).toHaveValue('Everywhere');
  const file = { name: 'touchpoints.csv', mimeType: 'text/csv', buffer: Buffer.from('touchpoint,channel\nhotline,Phone\nweb page,\n') };
  await page.getByLabel('Read touchpoints from a CSV file').setInputFiles(file);
  await expect(channel('hotline')).toHaveValue('Phone');
  await expect(channel('web page')).toHaveValue('');
  // Opened again, it is as it was, until it is taken back.
  await page.reload();
  await expect(page.getByText('Drop the same file again')).toBeVisible();
  await drop(page, CALLS);
  await goTo(page, 'Data');
  await expect(channel('payment')).toHaveValue('Store');
  await button(page, 'Back to the guess').click();
  await expect(channel('payment')).toHaveValue('');
  await expect(chosen(page, 'payment', 'Side')).toHaveText('Online');
});

test('where channels tell the side, they decide, unless a side is chosen', async ({ page, site }) => {
  await openData(page, site);
  await expect(chosen(page, 'payment', 'Side')).toHaveText('By channel');
  await expect(region(page)).toContainText('Sides by channel');
  await page.getByLabel('Side of payment', { exact: true }).selectOption({ label: 'Offline' });
  await goTo(page, 'Journey map');
  const map = page.getByRole('group', { name: /^Journey map of \d+ stages$/ });
  await expect(map).toContainText('Online and offline');
  await expect(map).toContainText(/Offline 3 · 100(\.0)?%/);
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

test('names that may mean the same are found, counted as one everywhere, and taken apart again', async ({ page, site }) => {
  await openData(page, site, PAGES);
  const names = () => page.getByRole('table', { name: 'Stages' }).getByLabel(/^Name of /).evaluateAll((inputs) => inputs.map((input) => input.value));
  await expect.poll(names).toHaveLength(6);
  await region(page).getByText('Names that may mean the same (2 groups)').click();
  await expect(region(page).getByRole('listitem').filter({ hasText: '/product/shoe' })).toContainText('/product/shoe, /product/bag, /product/hat');
  await expect(page.getByLabel('Name of the group /product/*')).toHaveValue('/product/*');
  await expectAccessible(page, 'groups of names that are suggested');
  const spelt = region(page).getByRole('listitem').filter({ hasText: 'Add to cart' });
  await spelt.getByRole('textbox').fill('Basket');
  await spelt.getByRole('button', { name: 'Group 2' }).click();
  await expect.poll(async () => (await names()).sort()).toEqual(['/product/bag', '/product/hat', '/product/shoe', 'Basket', 'payment']);
  await button(page, 'Group it').click();
  await expect.poll(async () => (await names()).sort()).toEqual(['/product/*', 'Basket', 'payment']);
  await expect(page.getByRole('row').filter({ has: page.getByLabel('Name of /product/*', { exact: true }) })).toContainText('3 names');

  // The funnel that was proposed goes by them, and can be broken down by what the file says.
  await goTo(page, 'Funnel');
  const bars = funnelChart(page);
  await expect(bars).toContainText('/product/*');
  await expect(bars).toContainText('Basket');
  await page.getByLabel('Break down by').selectOption({ label: 'event' });
  await expect(page.getByRole('main')).toContainText('/product/hat');

  // Opened again, it is as it was; one name is taken out, then the rest.
  await page.reload();
  await expect(page.getByText('Drop the same file again')).toBeVisible();
  await drop(page, PAGES);
  await goTo(page, 'Data');
  await region(page).getByText('2 touchpoints with names of yours').click();
  await page.getByRole('button', { name: 'Count /product/hat by itself' }).click();
  await expect.poll(async () => (await names()).sort()).toEqual(['/product/*', '/product/hat', 'Basket', 'payment']);
  await region(page).getByRole('listitem').filter({ hasText: 'Basket' }).getByRole('button', { name: 'Ungroup' }).click();
  await expect.poll(async () => (await names()).sort()).toEqual(['/product/*', '/product/hat', 'Add to cart', 'add_to_cart', 'payment']);
  await button(page, 'Undo').click();
  await expect.poll(async () => (await names()).sort()).toEqual(['/product/*', '/product/hat', 'Basket', 'payment']);
  await expectAccessible(page, 'groups of names in force');
  await button(page, 'Back to the guess').click();
  await expect.poll(names).toHaveLength(6);
});

test('a touchpoint is called otherwise, several get one name, and the register keeps them', async ({ page, site }) => {
  await openData(page, site, PAGES);
  const name = (touchpoint) => page.getByLabel(`Name of ${touchpoint}`, { exact: true });
  await page.getByLabel('Stage of payment', { exact: true }).selectOption({ label: 'Loyalty' });
  await name('payment').fill('Till');
  await name('payment').press('Enter');
  // What was chosen goes along.
  await expect(chosen(page, 'Till')).toHaveText('Loyalty');
  for (const touchpoint of ['add_to_cart', 'Add to cart']) await page.getByLabel(`Select ${touchpoint}`, { exact: true }).click();
  await region(page).getByLabel('What is set').first().selectOption({ label: 'Name' });
  await expect(button(page, 'Set for 2 touchpoints')).toBeDisabled();
  await region(page).getByLabel('Name for the selected ones').fill('Basket');
  await region(page).getByLabel('Name for the selected ones').press('Tab');
  await button(page, 'Set for 2 touchpoints').click();
  await expect(name('Basket')).toBeVisible();
  await expect(region(page)).toContainText('0 selected');

  const csv = await downloaded(page, () => button(page, 'Download the touchpoints as CSV').click());
  const rows = csv.toString().replace('\ufeff', '').trim().split('\r\n');
  expect(rows).toContain('payment,loyalty,offline,interaction,,,Till');
  expect(rows.filter((row) => row.endsWith(',Basket')).map((row) => row.split(',')[0]).sort()).toEqual(['Add to cart', 'add_to_cart']);
  await button(page, 'Back to the guess').click();
  await expect(name('payment')).toBeVisible();
  const read = (text) => page.getByLabel('Read touchpoints from a CSV file').setInputFiles({ name: 'touchpoints.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await read(csv.toString());
  await expect(chosen(page, 'Till')).toHaveText('Loyalty');
  await expect(name('Basket')).toBeVisible();
  await read('touchpoint,stage\nadd_to_cart,use\nAdd to cart,loyalty\n');
  await expect(region(page)).toContainText('Line 3: a line before gives another stage for “Basket”.');
});

test('a rule on a column meets the touchpoints most of whose events have the value', async ({ page, site }) => {
  await openData(page, site, PAGES);
  await region(page).getByText('Set by a rule').click();
  await page.getByLabel('What the rule looks at').selectOption({ label: 'area' });
  await page.getByLabel('Text of the rule').fill('TILL');
  await expect(region(page)).toContainText('Meets 3 touchpoints: payment, Add to cart, add_to_cart');
  await page.getByLabel('Text of the rule').fill('nothing');
  await expect(region(page)).toContainText('Meets no touchpoint.');
  await page.getByLabel('Text of the rule').fill('ti');
  await region(page).getByLabel('Stage', { exact: true }).selectOption({ label: 'Use' });
  await button(page, 'Set for 3 touchpoints').click();
  for (const touchpoint of ['payment', 'Add to cart', 'add_to_cart']) await expect(chosen(page, touchpoint)).toHaveText('Use');
  await expect(chosen(page, '/product/hat')).toHaveText('Consideration');
});

test('touchpoints are dragged onto a stage: one, or all that are selected', async ({ page, site }) => {
  await openData(page, site);
  const handle = (touchpoint) => page.getByRole('row').filter({ has: page.getByLabel(`Name of ${touchpoint}`, { exact: true }) }).locator('.handle');
  const target = (name) => region(page).getByRole('listitem').filter({ hasText: new RegExp(`^${name}\\d+$`) });
  await expect(target('Loyalty')).toHaveText('Loyalty0');
  await handle('payment').dragTo(target('Loyalty'));
  await expect(chosen(page, 'payment')).toHaveText('Loyalty');
  await expect(target('Loyalty')).toHaveText('Loyalty1');
  for (const name of ['landing', 'wishlist']) await page.getByLabel(`Select ${name}`, { exact: true }).click();
  await handle('wishlist').dragTo(target('No stage'));
  for (const name of ['landing', 'wishlist']) await expect(chosen(page, name)).toHaveText('No stage');
  await expect(region(page)).toContainText('0 selected');
  await button(page, 'Undo').click();
  await expect(chosen(page, 'landing')).toHaveText('Awareness');
  await expect(chosen(page, 'wishlist')).toHaveText('Consideration');
  // The channel of its events stands beside it.
  await expect(page.getByLabel('Channel of payment', { exact: true })).toHaveAttribute('placeholder', 'app');
});
