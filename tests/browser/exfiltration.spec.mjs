// The known ways to get data out of a page are tried in Sojourn, wherever it comes from: none gets out. And they are tried
// where the layers that prevent it are missing: there they do, so the attempts are real ones.

import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { hostHeaders } from './hosts.mjs';
import { inject } from './inject.mjs';
import { DIST, expect, here, test } from './site.mjs';
import { sealed } from './tour.mjs';
import { VECTORS } from './vectors.mjs';

/** What a content-security policy leaves open. */
const LEFT_OPEN = [
  'WebRTC with STUN', 'link preconnect', 'link dns-prefetch', 'location', 'location.search', 'meta refresh', 'window.open',
  'link of the page', 'link to a new window', 'history, then reload',
];

test.describe.configure({ timeout: 600_000 });

/** Tries all in a page of a host; `mounts` are put over its folder, `leaks` are waited for. */
async function injectHosted(folder, path, ready, { headers = {}, mounts = {}, leaks = [] } = {}) {
  const requests = [];
  const server = await serve({ '/x/': folder, ...mounts }, 0, { headers, onRequest: (url) => requests.push(url) });
  const { leaked } = await inject(`${server.origin}/x/${path}`, ready, requests, leaks);
  server.close();
  return leaked;
}

test('in a page without a policy the attempts get out', async () => {
  const leaked = await injectHosted(here('pages'), 'bare.html', async () => {}, { leaks: LEFT_OPEN });
  const names = Object.keys(VECTORS);
  // Some need what this browser or machine has not: a device, a permission, a service.
  const kept = names.filter((name) => !leaked.has(name));
  expect(kept.length, kept.join(', ')).toBeLessThan(15);
  expect(LEFT_OPEN.filter((name) => !leaked.has(name))).toEqual([]);
});

test('with the policy, but without the script that hardens the page, some get out', async ({}, info) => {
  const nothing = info.outputPath('nothing.js');
  writeFileSync(nothing, '');
  // Not while the app is on its way: what leaves late is not seen.
  const ready = (page) => page.locator('html[data-app="ready"]').waitFor();
  const leaked = await injectHosted(DIST, '', ready, { mounts: { '/x/harden.js': nothing }, leaks: LEFT_OPEN });
  expect(LEFT_OPEN.filter((name) => !leaked.has(name))).toEqual([]);
  // And the policy does its part.
  const forbidden = ['fetch', 'image', 'sendBeacon', 'WebSocket', 'script', 'font face', 'worker of a blob'];
  expect(forbidden.filter((name) => leaked.has(name))).toEqual([]);
});

test('hosted without headers, none gets out', async () => {
  expect(Object.fromEntries(await injectHosted(DIST, '', sealed))).toEqual({});
});

test('hosted with the headers that come with the site, none gets out', async () => {
  expect(Object.fromEntries(await injectHosted(DIST, '', sealed, { headers: hostHeaders('index.html') }))).toEqual({});
});

test('from disk, none gets out', async () => {
  const { leaked, refused } = await inject(pathToFileURL(`${DIST}sojourn.html`).href, sealed);
  expect(Object.fromEntries(leaked)).toEqual({});
  expect(refused.size).toBeGreaterThan(50);
});
