// Style sheets and the glue of the programs without blanks and comments: as Trunk leaves them they are for people.

import { transform } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, read } from './digest.mjs';

/** Writes them anew, in place. */
export async function minify(dist) {
  for (const path of filesIn(dist).filter((path) => /^[^/]+\.(css|js)$/.test(path))) {
    const loader = path.endsWith('.css') ? 'css' : 'js';
    const { code } = await transform(read(dist, path), { loader, minify: true, charset: 'utf8', legalComments: 'none' });
    writeFileSync(join(dist, path), code);
  }
}
