// Tries the vectors of vectors.mjs in a page, in a browser of its own that keeps a NetLog, and says which got out.

import { chromium } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { collect } from './collector.mjs';
import { netLogTo, readNetLog } from './netlog.mjs';
import config from './playwright.config.mjs';
import { HELPERS, VECTORS } from './vectors.mjs';

/** Tabs at a time. */
const TABS = 3;

/** How long a vector has before the next one in its tab. */
const PATIENCE_MS = 400;

/** How long a page has to close. */
const CLOSING_MS = 5000;

/** How long what is to get out has, the more so on a busy machine, and a window that was opened to go where it goes. */
const LEAKING_MS = 8000;

/** After these the page may be gone, or about to go: the next one gets a new page. */
const GOES = /location|navigation|history|refresh|address|link|form|base|markup|document\./;

/**
 * Opens `address` and tries all vectors, each with a mark of its own. `ready` waits until a page is to be attacked.
 * `requests` are the addresses that its own host was asked for, kept by the caller. `leaks` names the vectors that are to
 * get out: they are waited for, the others have their time and no more.
 * Resolves to `{ leaked, refused }`: names of vectors, with what was seen of them outside, or what they threw.
 */
export async function inject(address, ready, requests = [], leaks = []) {
  const folder = mkdtempSync(join(tmpdir(), 'sojourn-'));
  const netLog = join(folder, 'netlog.json');
  const names = Object.keys(VECTORS);
  const collector = await collect(names.length);
  const { launchOptions } = config.use;
  // A profile of its own: in the contexts that tests else run in, browsers do not connect or look up ahead.
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    ...launchOptions,
    args: [...launchOptions.args, ...netLogTo(netLog)],
  });
  const mark = (at) => `leak${at}x`;
  const refused = new Map();
  /** Waits until a vector is seen outside. The browser's own record cannot be read yet: what only it knows takes all the time. */
  async function seen(at) {
    const out = () => collector.arrived.some((arrival) => arrival.at === at) || requests.some((text) => text.includes(mark(at)));
    for (const end = Date.now() + LEAKING_MS; !out() && Date.now() < end; ) await sleep(50);
  }
  const queue = names.map((name, at) => ({ name, at }));

  async function tab() {
    let page = null;
    for (let next = queue.shift(); next; next = queue.shift()) {
      page ??= await openPage(context, address, ready);
      const { web, stun } = collector.ports[next.at];
      const places = {
        out: `http://${mark(next.at)}.localhost:${web}/?${mark(next.at)}`,
        own: new URL('.', address).href,
        name: `http://${mark(next.at)}.test/`,
        stun: `localhost:${stun}`,
      };
      const run = String(VECTORS[next.name]).replaceAll('secret', mark(next.at));
      const told = page
        .evaluate(`Promise.resolve((${run})(${JSON.stringify(places)}, ${HELPERS})).then(() => 0, (error) => String(error))`)
        .catch((error) => error.message);
      const wait = sleep(PATIENCE_MS);
      const error = await Promise.race([told, wait]);
      if (error) refused.set(next.name, String(error).split('\n')[0]);
      await wait;
      if (leaks.includes(next.name)) await seen(next.at);
      if (GOES.test(next.name) || page.isClosed() || page.url().split('#')[0] !== address.split('#')[0]) {
        await close(page);
        page = null;
      }
    }
    // What a page sends as it goes.
    if (page) await close(page);
  }
  await Promise.all(Array.from({ length: TABS }, tab));
  await sleep(1000);
  await context.close();
  collector.close();

  const leaked = new Map();
  const saw = (at, text) => leaked.has(names[at]) || leaked.set(names[at], text.slice(0, 200));
  for (const { at, text } of collector.arrived) saw(at, text);
  const texts = [...requests.map((text) => `own host: ${text}`), ...readNetLog(netLog).map(({ type, text }) => `${type} ${text}`)];
  for (const text of texts) {
    for (const [, at] of text.matchAll(/leak(\d+)x/g)) saw(at, text);
  }
  rmSync(folder, { recursive: true });
  return { leaked, refused };
}

/** A page that is just on its way elsewhere may never answer; it goes with its browser at the latest. */
async function close(page) {
  await Promise.race([page.close(), sleep(CLOSING_MS)]);
}

async function openPage(context, address, ready) {
  const page = await context.newPage();
  page.on('popup', async (popup) => {
    await popup.waitForURL((url) => url.href !== 'about:blank', { timeout: LEAKING_MS }).catch(() => {});
    await popup.close().catch(() => {});
  });
  await page.goto(address);
  await ready(page);
  return page;
}
