// The whole page as one HTML file that works from disk: styles and scripts inline, the program as text. It is written in
// UTF-16, so that a server's brotli sees the program itself, with what is of a kind side by side: packed here, it could only
// be larger.

import { build } from 'esbuild';
import { rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileOf, inLetters } from '../../src/app/letters.js';
import { apart } from '../../src/app/streams.js';
import { COMMON } from './bundle.mjs';
import { filesIn, integrity, read } from './digest.mjs';
import { policyOf } from './headers.mjs';

/** The app and all programs of workers in one; nothing but the single file needs it. */
const WHOLE = 'sojourn-whole';

/** The glue knows a way of its own to its program, which is not taken here. */
const OWN_WAY_UNUSED = { logOverride: { 'empty-import-meta': 'silent' } };

/** Writes it; gives the sums of its scripts and styles. */
export async function singleFile(dist) {
  const page = read(dist, 'index.html').toString();
  const text = (path) => read(dist, path).toString();
  const style = [...page.matchAll(/<link rel="stylesheet" href="\.\/([^"]+)"\/>/g)].map(([, path]) => text(path)).join('\n');
  const scripts = [...page.matchAll(/<script src="\.\/([^"]+)"><\/script>/g)].map(([, path]) => path);
  const bundled = await Promise.all(scripts.map((path) => (path === 'start.js' ? startScript() : text(path))));
  const glue = inScript(await glueScript(dist));
  const inlined = { scripts: [glue, ...bundled.map(inScript)].map(integrity), styles: [integrity(style)] };

  const policy = policyOf(page)
    .replace(/script-src [^;]+/, ["script-src 'wasm-unsafe-eval'", ...inlined.scripts.map((sum) => `'${sum}'`)].join(' '))
    .replace(/style-src [^;]+/, `style-src '${inlined.styles[0]}'`)
    .replace(/worker-src [^;]+/, 'worker-src blob:')
    .replace(/connect-src [^;]+/, "connect-src 'none'")
    .replace(/(img-src) [^;]+/, '$1 blob: data:')
    .replace(/(font|manifest)-src [^;]+; /g, '');
  const parts = [
    `<script id="sojourn-glue">${glue}</script>`,
    `<script type="text/plain" id="sojourn-program">${inLetters(apart(read(dist, `${WHOLE}_bg.wasm`)))}</script>`,
  ];
  let first = true;
  const whole = page
    .replace('<meta charset="utf-8"/>', '')
    .replace(policyOf(page), policy)
    .replace(/[^\S\n]*<link rel="stylesheet"[^>]*>\n?/g, () => {
      const element = first ? `    <style>${style}</style>\n` : '';
      first = false;
      return element;
    })
    .replace(/<link rel="(modulepreload|preload|manifest|apple-touch-icon)"[^>]*>/g, '')
    .replace(/<script src="\.\/([^"]+)"><\/script>/g, (_, path) => `<script>${inScript(bundled[scripts.indexOf(path)])}</script>`)
    .replace('</body>', () => `${parts.join('\n')}\n</body>`);
  const outside = /<(?:link|script|img)[^>]*(?:href|src)="(?!data:)[^"]*"/.exec(whole.replace(/<(script|style)[^>]*>[^]*?<\/\1>/g, ''));
  if (outside) throw new Error(`The single file still needs ${outside[0]}`);
  writeFileSync(join(dist, 'sojourn.html'), Buffer.from(fileOf(whole)));
  for (const path of filesIn(dist).filter((path) => path.startsWith(WHOLE))) rmSync(join(dist, path));
  return inlined;
}

/** The program's glue as workers have theirs: a script whose `wasm_bindgen` starts the program. The page runs it, too. */
async function glueScript(dist) {
  const { outputFiles } = await build({
    ...COMMON,
    ...OWN_WAY_UNUSED,
    entryPoints: [join(dist, `${WHOLE}.js`)],
    format: 'iife',
    globalName: 'wasm_bindgen',
    footer: { js: 'wasm_bindgen = Object.assign(wasm_bindgen.default, wasm_bindgen);' },
    write: false,
  });
  return outputFiles[0].text.trimEnd();
}

/** The page's script, with its files taken from the page. */
async function startScript() {
  const { outputFiles } = await build({
    ...COMMON,
    entryPoints: ['src/app/start.js'],
    format: 'iife',
    write: false,
    plugins: [
      {
        name: 'inside',
        setup({ onResolve }) {
          onResolve({ filter: /^\.\/files\.js$/ }, () => ({ path: resolve('src/app/files-inside.js') }));
        },
      },
    ],
  });
  return outputFiles[0].text.trimEnd();
}

/** What would end a script element, or change how it is read, is written otherwise; in JavaScript it means the same. */
function inScript(text) {
  return text.replace(/<(?=\/script|!--|script)/gi, '\\x3C');
}
