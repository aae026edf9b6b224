// Scripts of several modules become one each: fewer requests, and one file to embed.

import { build } from 'esbuild';
import { join } from 'node:path';

/** How every script is bundled. */
export const COMMON = { bundle: true, minify: true, target: 'es2022', charset: 'utf8', logLevel: 'warning' };

/** Writes the page's two scripts and the JavaScript module. */
export async function bundle(dist) {
  await build({ ...COMMON, entryPoints: ['src/app/harden.js'], outfile: join(dist, 'harden.js'), format: 'iife' });
  await build({
    ...COMMON,
    entryPoints: ['src/app/start.js'],
    outfile: join(dist, 'start.js'),
    format: 'iife',
    external: ['./sojourn-start.js', './sojourn-app.js'],
  });
  await build({ ...COMMON, entryPoints: ['src/worker/sojourn.js'], outfile: join(dist, 'sojourn.js'), format: 'esm' });
}
