// The scripts around the programs, as wasm-bindgen writes them, without what only people read.

import { transform } from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const GLUE = /^sojourn-.*\.js$/;

/** Makes them smaller. */
export async function glue(dist) {
  for (const name of readdirSync(dist).filter((name) => GLUE.test(name))) {
    const { code } = await transform(readFileSync(join(dist, name), 'utf8'), { minify: true, charset: 'utf8' });
    writeFileSync(join(dist, name), code);
  }
}
