// The service worker: its source with the list of the files that the page is made of, and their sums.

import { build } from 'esbuild';
import { join } from 'node:path';
import { COMMON } from './bundle.mjs';
import { filesIn, hex, integrity, read } from './digest.mjs';

/** The page and its workers; not what is for other pages, for hosts, or for people to take along. */
const PAGE = /^(index\.html|.*\.css|start\.js|harden\.js|sojourn-(start|app|worker|exports|workbooks|parquet|arrow).*\.(js|wasm)|manifest\.webmanifest|icon.*)$/;

/** Writes the service worker. */
export async function serviceWorker(dist) {
  const files = Object.fromEntries(
    filesIn(dist)
      .filter((path) => PAGE.test(path))
      .map((path) => [path, integrity(read(dist, path))]),
  );
  const version = hex(JSON.stringify(files)).slice(0, 16);
  await build({
    ...COMMON,
    entryPoints: ['src/app/offline-worker.js'],
    outfile: join(dist, 'service-worker.js'),
    format: 'iife',
    define: { VERSION: JSON.stringify(version), FILES: JSON.stringify(files) },
  });
}
