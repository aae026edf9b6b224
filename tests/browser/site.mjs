// What the tests stand on: the built site under a sub-path, and a page that must not complain.

import { test as base, expect } from '@playwright/test';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../tools/serve.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The built site. */
export const DIST = here('../../dist/');

/** Not the root, so that an absolute URL in the build would fail. */
const SUB_PATH = '/some/sub/path/';

/** Real logs that are not part of the project; tests that read them are skipped where they are absent. */
const DATA = here('../../../shared/data/');

export const test = base.extend({
  /** Where the app is. */
  site: [
    async ({}, use) => {
      const server = await serve({ [SUB_PATH]: DIST, '/pages/': here('pages') });
      await use({ app: server.origin + SUB_PATH, module: `${server.origin}${SUB_PATH}sojourn.js`, pages: `${server.origin}/pages/` });
      server.close();
    },
    { scope: 'worker' },
  ],

  /** What the page said that no page should say: exceptions, panics, errors on the console. A test may empty it. */
  complaints: [
    async ({ page }, use) => {
      const complaints = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await use(complaints);
      expect(complaints, 'the page complained').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Path of a file in the folder of real logs; skips the test where it is absent. */
export function dataFile(name) {
  const path = join(DATA, name);
  test.skip(!existsSync(path), `${name} is not here: the folder with real logs is not part of the project`);
  return path;
}
