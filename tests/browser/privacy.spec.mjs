// Nothing leaves the device: once the page has loaded, it asks the network for nothing.

import { drop, expectFunnel, goTo, openApp } from './app.mjs';
import { GOOD } from './bad-input.mjs';
import { expect, test } from './site.mjs';

test('after the page has loaded there is no network request, whatever is done', async ({ page, context, site }) => {
  await page.goto(site.app, { waitUntil: 'networkidle' });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  const requests = [];
  // The page's own blobs and data never reach the network.
  context.on('request', (request) => /^(blob|data):/.test(request.url()) || requests.push(request.url()));
  await context.setOffline(true);

  await page.getByRole('button', { name: 'Try it with sample data' }).click();
  await expectFunnel(page);
  for (const view of ['Heatmap', 'Data', 'Funnel']) await goTo(page, view);
  await drop(page, { name: 'broken.csv', bytes: '' });
  await expect(page.getByRole('alert')).toBeVisible();
  await drop(page, GOOD);
  await expect(page.getByRole('banner')).toContainText('good.csv');
  await page.getByLabel('Language').selectOption('zh-CN');
  await page.getByLabel('主题').selectOption({ label: '深色' });
  for (const view of ['热力图', '数据', '漏斗']) await goTo(page, view);
  expect(requests).toEqual([]);
});

test('everything that is loaded comes from the site itself, under its own path', async ({ page, context, site }) => {
  const requests = [];
  context.on('request', (request) => requests.push(request.url()));
  await openApp(page, site);
  await page.getByRole('button', { name: 'Try it with sample data' }).click();
  await expectFunnel(page);
  const foreign = requests.filter((url) => !url.startsWith(site.app) && !/^(blob|data):/.test(url));
  expect(foreign).toEqual([]);
});

test('the content-security policy forbids to send anything anywhere', async ({ page, site, complaints }) => {
  await openApp(page, site);
  const outcomes = await page.evaluate(async () => {
    const failed = (promise) => promise.then(() => 'sent', () => 'refused');
    const image = new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = resolve;
      image.onerror = reject;
      image.src = 'https://example.com/pixel.png';
    });
    return [await failed(fetch('https://example.com/')), await failed(image), navigator.sendBeacon('https://example.com/')];
  });
  expect(outcomes.slice(0, 2)).toEqual(['refused', 'refused']);
  expect(complaints.filter((text) => /Content Security Policy/.test(text)).length).toBeGreaterThan(0);
  complaints.length = 0;
});
