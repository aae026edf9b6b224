// Finishes what Trunk has built, before it becomes dist/: scripts of several modules become one each.
// Trunk runs it (the hook in Trunk.toml).

import { build } from 'esbuild';
import { join } from 'node:path';

const out = process.env.TRUNK_STAGING_DIR;

const COMMON = { bundle: true, minify: true, target: 'es2022', charset: 'utf8', logLevel: 'warning' };

await build({
  ...COMMON,
  entryPoints: ['src/app/start.js'],
  outfile: join(out, 'start.js'),
  format: 'iife',
  external: ['./sojourn-app.js'],
});
await build({ ...COMMON, entryPoints: ['src/worker/sojourn.js'], outfile: join(out, 'sojourn.js'), format: 'esm' });
