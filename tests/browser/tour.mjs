// The tour of the whole app: everything that a person can do in it, once.

import { choose, downloaded, drop, expectFunnel, goTo, heatGrid, question } from './app.mjs';
import { GOOD } from './bad-input.mjs';
import { expect } from '@playwright/test';

/** Starts on the first screen, in English; ends on the privacy panel, in English. */
export async function tour(page) {
  await page.getByRole('button', { name: 'Try it with sample data' }).click();
  await expectFunnel(page);
  await page.getByLabel('Break down by').selectOption({ index: 1 });
  await expect(page.getByText('Groups compared')).toBeVisible();
  const main = page.getByRole('main');
  const png = await downloaded(page, () => main.getByRole('button', { name: 'PNG' }).first().click());
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect((await downloaded(page, () => main.getByRole('button', { name: 'SVG' }).first().click())).toString()).toContain('<svg');
  expect((await downloaded(page, () => main.getByRole('button', { name: /^CSV/ }).first().click())).toString()).toContain('conversion_rate');
  await main.getByRole('button', { name: 'Pin to report' }).click();
  await goTo(page, 'Report');
  const shared = await downloaded(page, () => main.getByRole('button', { name: 'Save as one HTML file' }).click());
  expect(shared.toString()).toMatch(/^<!doctype html>/i);
  await goTo(page, 'Heatmap');
  await expect(heatGrid(page)).toBeVisible();
  await goTo(page, 'Data');
  await drop(page, { name: 'broken.csv', bytes: '' });
  await expect(page.getByRole('alert')).toBeVisible();
  await drop(page, GOOD);
  await expect(page.getByRole('banner')).toContainText('good.csv');
  await page.getByLabel('Language').selectOption('zh-CN');
  await page.getByLabel('主题').selectOption({ label: '深色' });
  for (const view of ['热力图', '数据', '报告', '漏斗']) await goTo(page, view);
  await page.getByLabel('语言').selectOption('en');
  await page.getByLabel('Theme').selectOption('system');
  await page.goBack();
  await page.goForward();
  await page.getByRole('link', { name: 'Open another file' }).first().click();
  await choose(page, { name: 'again.csv', bytes: GOOD.bytes });
  await question(page).getByRole('button', { name: 'Open instead' }).click();
  await expect(page.getByRole('banner')).toContainText('again.csv');
  await page.getByRole('link', { name: 'Privacy' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Privacy' })).toBeVisible();
  await expect(page.getByText('The page has asked for nothing.')).toBeVisible();
}

/** Waits until the page has all that it will ever ask for: its guards let it ask for no more. */
export const sealed = (page) => page.waitForFunction(() => globalThis.sojournPrivacy?.sealedAt);

/** The browser says on the console that the panel's question was refused; nothing else may be said. */
export const withoutQuestion = (complaints) => {
  const others = complaints.filter((text) => !/inline style/.test(text));
  complaints.length = 0;
  complaints.push(...others);
};
