// Nothing leaves the device: once the page has loaded, it asks the network for nothing; and the privacy panel, where a
// person can see that.

import { chromium } from '@playwright/test';
import { execFileSync, spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { pathToFileURL } from 'node:url';
import { drop, expectAccessible, expectFunnel, openApp, openSample } from './app.mjs';
import { GOOD } from './bad-input.mjs';
import { hostHeaders } from './hosts.mjs';
import { netLogTo, reaching, readNetLog } from './netlog.mjs';
import config from './playwright.config.mjs';
import { serve } from '../../tools/serve.mjs';
import { DIST, expect, here, test } from './site.mjs';
import { sealed, tour, withoutQuestion } from './tour.mjs';

/** Opens the privacy panel by its icon, and waits until the browser has told which policies are in force. */
async function openPanel(page, name = 'Privacy') {
  await page.getByRole('banner').getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}

const section = (page, name) => page.getByRole('region', { name, exact: true }).first();

test('after the page has loaded there is no network request, whatever is done', async ({ page, context, site, complaints }) => {
  await openApp(page, site);
  await sealed(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  const requests = [];
  // The page's own blobs and data never reach the network.
  context.on('request', (request) => /^(blob|data):/.test(request.url()) || requests.push(request.url()));
  await context.setOffline(true);
  await tour(page);
  expect(requests).toEqual([]);
  withoutQuestion(complaints);
});

for (const where of ['host', 'disk']) {
  test(`the browser's own record shows no request, connection or look-up: from ${where}`, async ({}, info) => {
    const netLog = info.outputPath('netlog.json');
    const server = where === 'host' ? await serve({ '/x/': DIST }) : null;
    const { launchOptions, locale, timezoneId, viewport } = config.use;
    const context = await chromium.launchPersistentContext(info.outputPath('profile'), {
      ...launchOptions, locale, timezoneId, viewport, args: [...launchOptions.args, ...netLogTo(netLog)],
    });
    const page = await context.newPage();
    await page.goto(server ? `${server.origin}/x/` : pathToFileURL(`${DIST}sojourn.html`).href);
    await sealed(page);
    if (server) await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForTimeout(500);
    const loaded = Date.now();
    await tour(page);
    const done = Date.now();
    if (server) {
      // What an answer to this looks like in the record: else silence would prove nothing.
      await page.goto(`${server.origin}/x/style.css?control`).catch(() => {});
    }
    await context.close();
    server?.close();
    const events = readNetLog(netLog);
    expect(reaching(events.filter(({ time }) => time > loaded && time < done))).toEqual([]);
    if (server) {
      const before = reaching(events.filter(({ time }) => time <= loaded)).join();
      expect(before).toContain('sojourn-app_bg.wasm');
      expect(reaching(events.filter(({ time }) => time >= done)).join()).toContain('?control');
    }
  });

  test(`the whole tour runs without a network: from ${where}`, async () => {
    const namespace = ['--net', ...(userInfo().uid === 0 ? [] : ['--map-root-user'])];
    test.skip(spawnSync('unshare', [...namespace, 'true']).status !== 0, 'this machine does not let us make a network namespace');
    test.skip(where === 'host' && spawnSync('ip', ['-V']).status !== 0, 'the loopback device needs the command ip (iproute2)');
    const out = execFileSync('unshare', [...namespace, process.execPath, here('without-network.mjs'), where], { encoding: 'utf8', timeout: 100_000 });
    expect(out).toContain('the whole tour, without a network');
  });
}

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

test.describe('privacy panel', () => {
  test('shows what was asked, what is forbidden, and by whom', async ({ page, complaints }) => {
    for (const headers of [{}, hostHeaders('index.html')]) {
      const server = await serve({ '/x/': DIST }, 0, { headers });
      await page.goto(`${server.origin}/x/`);
      // At once, while the page is still loading, and again when it has loaded.
      await page.goto(`${server.origin}/x/#/privacy`);
      await page.reload();
      await expect(section(page, 'Policy in force')).toContainText(headers['Content-Security-Policy'] ? '3 policies' : '2 policies');
      await page.goto(`${server.origin}/x/#/`);
      await page.getByRole('link', { name: 'See for yourself' }).click();
      await expect(page).toHaveURL(/#\/privacy$/);
      const now = section(page, 'Since the page was loaded');
      await expect(now).toContainText('The page has asked for nothing.');
      await expect(now).toContainText('Nothing: it is sealed.');
      await expect(now).toContainText(new RegExp(`\\d+ from ${new URL(server.origin).host}, and none from anywhere else`));
      const policy = section(page, 'Policy in force');
      if (headers['Content-Security-Policy']) {
        await expect(policy).toContainText('3 policies are in force');
        await expect(policy).toContainText('The host sends a policy of its own');
        await policy.getByText('Policy sent by the host').click();
        await expect(policy.getByText("frame-ancestors 'none'")).toBeVisible();
      } else {
        await expect(policy).toContainText('2 policies are in force');
        await expect(policy).toContainText('The host sends no policy of its own');
      }
      await policy.getByText('Added once the page was loaded').click();
      await expect(policy.getByText('worker-src blob:', { exact: true })).toBeVisible();
      await expect(section(page, 'Blocked attempts')).toContainText('None.');
      server.close();
    }
    withoutQuestion(complaints);
  });

  test('lists attempts as they are refused', async ({ page, site, complaints }) => {
    await openApp(page, site, '#/privacy');
    await sealed(page);
    await page.evaluate(async () => {
      await fetch('https://example.com/?secret').catch(() => {});
      open('https://example.com/window');
      try {
        document.createElement('iframe');
      } catch {
        // Refused, as it should be.
      }
    });
    const attempts = section(page, 'Blocked attempts');
    for (const text of ['connect-src https://example.com/?secret', 'https://example.com/window', 'iframe']) {
      await expect(attempts.getByText(text)).toBeVisible();
    }
    await expect(attempts.getByText('forbidden by the policy')).toBeVisible();
    await expect(section(page, 'Since the page was loaded')).toContainText('The page has asked for nothing.');
    complaints.length = 0;
  });

  test('would show a request, if there were one', async ({ page, complaints }) => {
    // The page without its policy, its seal out of force, and a script that asks for something.
    const server = await serve({ '/x/': DIST });
    const policy = /<meta http-equiv="Content-Security-Policy"[^>]*>/;
    await page.route(`${server.origin}/x/`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace(policy, '') });
    });
    await page.route('**/harden.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()).replace('Content-Security-Policy', 'No-Policy') });
    });
    await page.goto(`${server.origin}/x/#/privacy`);
    await sealed(page);
    await page.evaluate(() => fetch('style.css?leak'));
    const now = section(page, 'Since the page was loaded');
    await expect(now).toContainText('There should be none.');
    await expect(now.getByText('style.css?leak')).toBeVisible();
    await expect(section(page, 'Policy in force')).toContainText('The browser confirmed no policy.');
    server.close();
    complaints.length = 0;
  });

  test('forgets everything that is stored', async ({ page, site, complaints }) => {
    await openApp(page, site);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.evaluate(() => localStorage.setItem('somebody-else', '1'));
    await page.getByLabel('Theme').selectOption('dark');
    await openPanel(page);
    const stored = section(page, 'Stored on this device');
    await expect(stored.getByText('Light or dark, as you chose')).toBeVisible();
    await expect(stored.getByRole('row', { name: /Files of the page .* \d+ files/ })).toBeVisible();
    await expect(stored.getByRole('row', { name: /Service worker/ })).toBeVisible();
    await stored.getByRole('button', { name: 'Forget everything' }).click();
    await expect(stored.getByRole('button', { name: 'Keep it' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(stored.getByRole('button', { name: 'Forget everything' })).toBeFocused();
    await page.keyboard.press('Enter');
    await stored.getByRole('button', { name: 'Remove it' }).click();
    await expect(stored).toContainText(/Removed: 1 setting, \d+ files of the page, 1 service worker\./);
    await expect(stored).toContainText('Nothing.');
    const left = await page.evaluate(async () => [
      Object.keys(localStorage), await caches.keys(), (await navigator.serviceWorker.getRegistrations()).length,
    ]);
    expect(left).toEqual([['somebody-else'], [], 0]);
    withoutQuestion(complaints);
  });

  test('needs no open log, and keeps the one that is open', async ({ page, site, complaints }) => {
    await openSample(page, site);
    await openPanel(page);
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Privacy' })).toBeVisible();
    await page.goBack();
    await expectFunnel(page);
    await openPanel(page);
    await drop(page, GOOD);
    await expectFunnel(page);
    withoutQuestion(complaints);
  });

  test('is accessible in both languages and themes, and on a phone', async ({ page, site, complaints }) => {
    test.slow();
    for (const [language, theme, title] of [['en', 'light', 'Privacy'], ['zh-CN', 'dark', '隐私']]) {
      for (const viewport of [config.use.viewport, { width: 390, height: 844 }]) {
        await page.setViewportSize(viewport);
        await openApp(page, site, '#/privacy');
        await page.evaluate(([language, theme]) => {
          localStorage.setItem('sojourn.language', JSON.stringify(language));
          localStorage.setItem('sojourn.theme', JSON.stringify(theme));
        }, [language, theme]);
        await page.reload();
        await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
        await sealed(page);
        await page.evaluate(() => open('https://example.com/'));
        for (const summary of await page.locator('summary').all()) await summary.click();
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, 'wider than the screen by').toBeLessThanOrEqual(0);
        await expectAccessible(page, `${language} ${theme} ${viewport.width}`);
      }
    }
    withoutQuestion(complaints);
  });
});
