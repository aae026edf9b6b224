// The app as a person meets it: English, found by role and label.

import AxeBuilder from '@axe-core/playwright';
import { writeFileSync } from 'node:fs';
import { expect, test } from './site.mjs';

/** Opens the first screen, and waits for the app to have taken it over. */
export async function openApp(page, site, fragment = '') {
  await page.goto(site.app + fragment);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'ready');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Opens the sample data; ends on its first funnel. */
export async function openSample(page, site) {
  await openApp(page, site);
  await page.getByRole('button', { name: 'Try it with sample data' }).click();
  await expectFunnel(page);
}

/** Drops files made in the test (`{ name, bytes }`) on the window, all at once. */
export async function drop(page, ...files) {
  const given = files.map(({ name, bytes }) => [name, Buffer.from(bytes, typeof bytes === 'string' ? 'utf8' : undefined).toString('base64')]);
  const transfer = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const [name, base64] of given) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
    }
    return transfer;
  }, given);
  for (const type of ['dragenter', 'dragover', 'drop']) {
    await page.dispatchEvent('body', type, { dataTransfer: transfer });
  }
  await transfer.dispose();
}

/** Drops files while others are open, and has them opened instead. */
export async function dropInstead(page, ...files) {
  await drop(page, ...files);
  await question(page).getByRole('button', { name: 'Open instead' }).click();
}

/** The question what is to become of files that were given while others are open. */
export const question = (page) => page.getByRole('dialog');

/** Chooses a file in the file chooser: a path, or one made in the test. */
export async function choose(page, file) {
  let given = file;
  if (file.bytes?.length > 1_000_000) {
    // By way of the disk: what the browser is sent as text takes it seconds.
    given = test.info().outputPath(file.name);
    writeFileSync(given, file.bytes);
  } else if (typeof file !== 'string') {
    given = { name: file.name, mimeType: '', buffer: Buffer.from(file.bytes) };
  }
  await page.getByLabel('Choose files').setInputFiles(given);
}

/** A log is open and its funnel is on screen. */
export async function expectFunnel(page) {
  await expect(page.getByRole('link', { name: 'Funnel', exact: true })).toHaveAttribute('aria-current', 'page');
  await expect(funnelChart(page)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
}

/** The bars of the funnel. */
export const funnelChart = (page) => page.getByRole('group', { name: /^Funnel of \d+ steps$/ });

/** The grid of the heatmap. */
export const heatGrid = (page) => page.getByRole('grid', { name: /^Heatmap: / });

/** A funnel of these steps, picked by hand. */
export async function pickSteps(page, steps) {
  const remove = page.getByRole('button', { name: /^Remove step \d+$/ });
  while ((await remove.count()) > 0) await remove.first().click();
  for (const step of steps) {
    await page.getByRole('combobox', { name: 'Add a step' }).fill(step);
    await page.getByRole('option', { name: new RegExp(`^${step}\\b`) }).first().click();
  }
  await expect(page.getByRole('group', { name: `Funnel of ${steps.length} steps` })).toBeVisible();
}

/** The text of a file that a click downloads. */
export async function downloaded(page, click) {
  const download = page.waitForEvent('download');
  await click();
  const chunks = await (await (await download).createReadStream()).toArray();
  return Buffer.concat(chunks);
}

/** Goes to a view by the menu. */
export async function goTo(page, view) {
  const link = page.getByRole('navigation').getByRole('link', { name: view, exact: true });
  await link.click();
  await expect(link).toHaveAttribute('aria-current', 'page');
}

/** No rule of WCAG 2.2 A and AA, nor of good practice, is broken on the screen as it is. */
export async function expectAccessible(page, screen) {
  const { violations } = await new AxeBuilder({ page })
    // There are no frames, and what is right need not be listed: a quarter of the time.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`);
  expect(found, screen).toEqual([]);
}
