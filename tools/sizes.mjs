// What a visitor downloads, against the budgets. Ends with an error when something is over.
// usage: node tools/sizes.mjs dist

import { brotliCompressSync, constants } from 'node:zlib';
import { filesIn, read } from './finish/digest.mjs';

const KIB = 1024;

/** What somebody loads at once. A file may be part of several. */
const PARTS = [
  { name: 'first screen', files: /^(index\.html|(?!sojourn)[^/]*\.css|start\.js|harden\.js|sojourn-start.*\.(js|wasm))$/, budget: 450 * KIB },
  { name: 'app, right behind it', files: /^sojourn-app.*\.(js|wasm)$/, budget: 900 * KIB },
  { name: 'worker', files: /^sojourn-worker.*\.(js|wasm)$/, budget: 450 * KIB },
  // Each is wanted only for files of its formats.
  ...['exports', 'workbooks', 'parquet', 'arrow'].map((name) => ({ name: `reader of ${name}`, files: new RegExp(`^sojourn-${name}.*\\.(js|wasm)$`), budget: 400 * KIB })),
  { name: 'a funnel in a page', files: /^sojourn(-charts.*|-funnel.*|-elements)?\.(js|wasm|css)$/, budget: 600 * KIB },
  { name: 'a heatmap in a page', files: /^sojourn(-charts.*|-heatmap.*|-elements)?\.(js|wasm|css)$/, budget: 600 * KIB },
  // The page, the host and all readers.
  { name: 'single file', files: /^sojourn\.html$/, budget: 1.6 * KIB * KIB },
];

const dist = process.argv[2] ?? 'dist';
const files = filesIn(dist)
  .filter((name) => PARTS.some((part) => part.files.test(name)))
  .map((name) => {
    const bytes = read(dist, name);
    // The window that the `brotli` command takes for a file of this size; browsers must know it.
    const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    return { name, raw: bytes.length, brotli: brotliCompressSync(bytes, { params }).length };
  });

const kib = (bytes) => `${(bytes / KIB).toFixed(1)} KB`;
const row = (name, raw, brotli, note = '') =>
  console.log(`${name.padEnd(34)}${raw.padStart(12)}${brotli.padStart(12)}  ${note}`.trimEnd());

row('', 'raw', 'brotli');
for (const file of files) row(file.name, kib(file.raw), kib(file.brotli));
let over = false;
for (const part of PARTS) {
  const own = files.filter(({ name }) => part.files.test(name));
  const raw = own.reduce((sum, file) => sum + file.raw, 0);
  const brotli = own.reduce((sum, file) => sum + file.brotli, 0);
  const exceeded = brotli > part.budget;
  over ||= exceeded;
  row(`= ${part.name}`, kib(raw), kib(brotli), `${exceeded ? 'OVER' : 'of'} ${kib(part.budget)}`);
}
if (over) {
  console.error('A download is larger than its budget.');
  process.exit(1);
}
