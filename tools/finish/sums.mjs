// A list of the SHA-256 sums of the whole build, for `sha256sum --check SHA256SUMS`.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, hex, read } from './digest.mjs';

const LIST = 'SHA256SUMS';

/** Writes the list. */
export function sums(dist) {
  const lines = filesIn(dist)
    .filter((path) => path !== LIST)
    .map((path) => `${hex(read(dist, path))}  ${path}\n`);
  writeFileSync(join(dist, LIST), lines.join(''));
}
