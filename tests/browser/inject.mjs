// Tries the vectors of vectors.mjs in a page, in a browser of its own that keeps a NetLog, and says which got out.

import { chromium } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** How long a window that it opened has to load. */
const POPUP_MS = 2000;

/** After these the page may be gone, or about to go: the next one gets a new page. */
const GOES = /location|navigation|history|refresh|address|link|form|base|markup|document\./;

/**
 * Opens `address` and tries all vectors, each with a mark of its own. `ready` waits until a page is to be attacked.
 * `requests` are the addresses that its own host was asked for, kept by the caller.
 * Resolves to `{ leaked, refused }`: names of vectors, with what was seen of them outside, or what they threw.
 */
export async function inject(address, ready, requests = []) {
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
      const wait = new Promise((resume) => setTimeout(resume, PATIENCE_MS));
      const error = await Promise.race([told, wait]);
      if (error) refused.set(next.name, String(error).split('\n')[0]);
      await wait;
      if (GOES.test(next.name) || page.isClosed() || page.url().split('#')[0] !== address.split('#')[0]) {
        await close(page);
        page = null;
      }
    }
    // What a page sends as it goes.
    if (page) await close(page);
  }
  await Promise.all(Array.from({ length: TABS }, tab));
  await new Promise((resume) => setTimeout(resume, 1000));
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
  let timer;
  await Promise.race([page.close(), new Promise((resume) => (timer = setTimeout(resume, CLOSING_MS)))]);
  clearTimeout(timer);
}

async function openPage(context, address, ready) {
  const page = await context.newPage();
  page.on('popup', (popup) => setTimeout(() => popup.close().catch(() => {}), POPUP_MS));
  await page.goto(address);
  await ready(page);
  return page;
}
