// The hosted page without a network, and how a new version comes.

import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { integrity } from '../../tools/finish/digest.mjs';
import { serve } from '../../tools/serve.mjs';
import { expectFunnel, goTo, openApp } from './app.mjs';
import { hostHeaders } from './hosts.mjs';
import { DIST, expect, test } from './site.mjs';

/** Waits until the page's files are on the device. */
const stored = (page) => page.evaluate(async () => (await navigator.serviceWorker.ready).active.scriptURL);

test('the second visit needs no network', async ({ page, context }) => {
  for (const headers of [{}, hostHeaders('index.html')]) {
    const server = await serve({ '/tools/sojourn/': DIST }, 0, { headers });
    const site = { app: `${server.origin}/tools/sojourn/` };
    await openApp(page, site);
    await stored(page);
    server.close();
    await context.setOffline(true);
    for (const address of ['', 'index.html', '#/heatmap?sample']) {
      await openApp(page, site, address);
      await page.reload();
    }
    await openApp(page, site);
    await page.getByRole('button', { name: 'Try it with sample data' }).click();
    await expectFunnel(page);
    await goTo(page, 'Heatmap');
    await context.setOffline(false);
  }
});

test('only the files of the page are stored, as they were built', async ({ page, site }) => {
  await openApp(page, site);
  await stored(page);
  const files = await page.evaluate(async () => {
    const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const [name, ...others] = await caches.keys();
    const cache = await caches.open(name);
    const files = [];
    for (const request of await cache.keys()) {
      const bytes = await (await cache.match(request)).arrayBuffer();
      files.push([request.url, hex(await crypto.subtle.digest('SHA-256', bytes))]);
    }
    return { files, others };
  });
  expect(files.others).toEqual([]);
  const sums = new Map(
    readFileSync(`${DIST}SHA256SUMS`, 'utf8').trim().split('\n').map((line) => line.split('  ').reverse()),
  );
  for (const [url, sum] of files.files) {
    const path = url.slice(site.app.length) || 'index.html';
    expect(sum, path).toBe(sums.get(path));
  }
  expect(files.files.length).toBeGreaterThan(10);
});

test('a new version is offered, and taken when the person wants it', async ({ page }, info) => {
  const folder = info.outputPath('site');
  cpSync(DIST, folder, { recursive: true });
  const server = await serve({ '/': folder });
  const site = { app: `${server.origin}/` };
  await openApp(page, site);
  await stored(page);
  await page.reload();
  await page.getByRole('button', { name: 'Try it with sample data' }).click();
  await expectFunnel(page);
  const banner = page.getByText('A new version of Sojourn is ready');
  await expect(banner).toHaveCount(0);

  // The next release: another page, and a service worker that knows its sum.
  const next = readFileSync(`${folder}/index.html`, 'utf8').replace('<title>', '<meta name="release" content="2"/><title>');
  writeFileSync(`${folder}/index.html`, next);
  const worker = readFileSync(`${folder}/service-worker.js`, 'utf8');
  const listed = worker.replace(/("index\.html":)"sha256-[^"]+"/, `$1"${integrity(next)}"`);
  expect(listed).not.toBe(worker);
  writeFileSync(`${folder}/service-worker.js`, listed.replace(/"[0-9a-f]{16}"/, '"0123456789abcdef"'));

  await page.reload();
  await expect(banner).toBeVisible({ timeout: 30_000 });
  await expectFunnel(page);
  await expect(page.locator('meta[name="release"]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Use it now' }).click();
  await expect(page.locator('meta[name="release"]')).toHaveCount(1);
  await expectFunnel(page);
  await expect(banner).toHaveCount(0);
  expect(await page.evaluate(async () => (await caches.keys()).length)).toBe(1);
  server.close();
});

test('a file that is not what was built is not stored', async ({ page, complaints }, info) => {
  const folder = info.outputPath('site');
  cpSync(DIST, folder, { recursive: true });
  appendFileSync(`${folder}/style.css`, '\n/* changed on the way */\n');
  const server = await serve({ '/': folder });
  await openApp(page, { app: `${server.origin}/` });
  await page.getByRole('button', { name: 'Try it with sample data' }).click();
  await expectFunnel(page);
  const states = () => page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return registration?.active?.state ?? registration?.installing?.state ?? 'none';
  });
  await expect.poll(states).toBe('none');
  complaints.length = 0;
  server.close();
});
