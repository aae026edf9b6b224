// What a visitor downloads, against the budgets. Ends with an error when something is over.
// usage: node tools/sizes.mjs dist

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const KIB = 1024;

// Every file belongs to the first part whose pattern it meets.
const PARTS = [
  { name: 'types', files: /\.d\.ts$/, budget: null },
  { name: 'worker and module', files: /^sojourn(-worker.*)?\.(js|wasm)$/, budget: 450 * KIB },
  { name: 'first screen', files: /./, budget: 450 * KIB },
];

const dist = process.argv[2] ?? 'dist';
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((name) => statSync(join(dist, name)).isFile())
  .sort()
  .map((name) => {
    const bytes = readFileSync(join(dist, name));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    return { name, raw: bytes.length, brotli: brotliCompressSync(bytes, { params }).length };
  });

const row = (name, raw, brotli, note = '') =>
  console.log(`${name.padEnd(34)}${raw.padStart(12)}${brotli.padStart(12)}  ${note}`.trimEnd());
const kib = (bytes) => `${(bytes / KIB).toFixed(1)} KB`;

row('', 'raw', 'brotli');
let over = false;
for (const part of PARTS) {
  const own = files.filter(({ name }) => PARTS.find((each) => each.files.test(name)) === part);
  if (own.length === 0) continue;
  for (const file of own) row(file.name, kib(file.raw), kib(file.brotli));
  const raw = own.reduce((sum, file) => sum + file.raw, 0);
  const brotli = own.reduce((sum, file) => sum + file.brotli, 0);
  if (part.budget === null) continue;
  const exceeded = brotli > part.budget;
  over ||= exceeded;
  row(`= ${part.name}`, kib(raw), kib(brotli), `${exceeded ? 'OVER' : 'of'} ${kib(part.budget)}`);
}
if (over) {
  console.error('A download is larger than its budget.');
  process.exit(1);
}
