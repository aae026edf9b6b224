// Pages of other people that embed Sojourn: the examples of the documentation, and a bare one to put elements into.

import { build } from 'esbuild';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import { test as base, DIST, expect } from './site.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export { expect };

export const test = base.extend({
  /** The examples, built as they say, beside Sojourn; `requests` are the addresses that were asked for. */
  examples: [
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'examples-'));
      cpSync(here('../../docs/examples'), folder, { recursive: true });
      const common = { bundle: true, format: 'esm', external: ['/sojourn/*'], nodePaths: [here('../../node_modules')], logLevel: 'warning' };
      await build({
        ...common,
        entryPoints: [join(folder, 'react/main.jsx')],
        outfile: join(folder, 'react/main.js'),
        jsx: 'automatic',
        define: { 'process.env.NODE_ENV': '"production"' },
      });
      await build({
        ...common,
        entryPoints: [join(folder, 'vue/app.js')],
        outfile: join(folder, 'vue/main.js'),
        alias: { vue: 'vue/dist/vue.esm-bundler.js' },
      });
      const requests = [];
      const mounts = { '/sojourn/': DIST, '/examples/': folder, '/pages/': here('pages') };
      const server = await serve(mounts, 0, { onRequest: (url) => requests.push(url) });
      await use({ origin: server.origin, examples: `${server.origin}/examples/`, requests });
      server.close();
      rmSync(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
});

/** Opens a bare page, and loads the module there; what `make` and the tests use is on `window`. */
export async function openHost(page, address, module) {
  await page.goto(address);
  await page.evaluate(async (module) => {
    window.told = [];
    for (const what of ['ready', 'progress', 'error', 'select']) {
      document.addEventListener(`sojourn-${what}`, ({ target, detail }) => {
        const plain = detail instanceof Error ? { code: detail.code, message: detail.message } : detail;
        told.push({ what, id: target.id, detail: plain });
      });
    }
    window.sojourn = await import(module);
  }, module);
}

/** Puts an element on the page: its tag, attributes and style; resolves when it has said `ready` or `error`. */
export async function add(page, tag, attributes = {}, style = '') {
  const id = await page.evaluate(
    ([tag, attributes, style]) => {
      const element = document.createElement(tag);
      element.id = `element-${document.querySelectorAll('[id^=element-]').length + 1}`;
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.style.cssText = style;
      document.querySelector('main').append(element);
      return element.id;
    },
    [tag, attributes, style],
  );
  await settled(page, id);
  return page.locator(`#${id}`);
}

/** Takes the only element off the page and forgets it, but for a weak hold. By no locator: those hold what they found. */
export const takeOff = (page) =>
  page.evaluate(() => {
    const element = document.querySelector('[id^=element-]');
    roots.push(new WeakRef(element.shadowRoot));
    element.remove();
    told.length = 0;
  });

/** Waits until an element has said `ready` or `error`, `times` times. */
export async function settled(page, id, times = 1) {
  await page.waitForFunction(
    ([id, times]) => told.filter((it) => it.id === id && ['ready', 'error'].includes(it.what)).length >= times,
    [id, times],
  );
}

/** What elements told the page, of one kind. */
export const told = (page, what) => page.evaluate((what) => window.told.filter((it) => it.what === what), what);

/** The bars of a funnel. */
export const bars = (element) => element.getByRole('group', { name: /^Funnel of|漏斗/ });
