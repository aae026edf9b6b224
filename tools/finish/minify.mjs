// What Trunk leaves for people to read, made for browsers to load: the style sheets of the page become one, scripts and
// pages lose blanks and comments.

import { transform } from 'esbuild';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, read } from './digest.mjs';

const PAGE = 'index.html';
const SHEET = 'style.css';

/** Writes them anew. */
export async function minify(dist) {
  for (const path of filesIn(dist).filter((path) => /^[^/]+\.js$/.test(path))) {
    writeFileSync(join(dist, path), await smaller(read(dist, path), 'js'));
  }
  const sheets = [];
  const page = read(dist, PAGE)
    .toString()
    .replace(/\s*<!--[^]*?-->/g, '')
    .replace(/\s*<link rel="stylesheet" href="\.\/([^"]+)"\/>/g, (_, path) => (sheets.push(path) > 1 ? '' : `\n    <link rel="stylesheet" href="./${SHEET}"/>`));
  writeFileSync(join(dist, PAGE), page);
  const style = Buffer.concat(sheets.map((path) => read(dist, path)));
  for (const path of sheets) rmSync(join(dist, path));
  writeFileSync(join(dist, SHEET), await smaller(style, 'css'));
}

async function smaller(text, loader) {
  return (await transform(text, { loader, minify: true, charset: 'utf8', legalComments: 'none' })).code;
}
