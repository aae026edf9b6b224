// SHA-256 of texts and files, as policies and lists of sums write it.

import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** As `'sha256-…'` of a content-security policy, and the `integrity` of a request. */
export const integrity = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

/** As sha256sum writes it. */
export const hex = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The paths of all files in a folder, in order, with slashes. */
export function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep).join('/'))
    .sort();
}

/** The bytes of a file in a folder. */
export const read = (folder, path) => readFileSync(join(folder, path));
