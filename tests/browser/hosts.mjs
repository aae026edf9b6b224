// Hosts of the site as the header files that come with it set them up.

import { readFileSync } from 'node:fs';
import { DIST } from './site.mjs';

/** The headers that `_headers` gives a file of the site. */
export function hostHeaders(path) {
  const headers = {};
  let applies = false;
  for (const line of readFileSync(`${DIST}_headers`, 'utf8').split('\n')) {
    const header = /^ +([^:]+): (.*)$/.exec(line);
    if (line.startsWith('/')) applies = `/${path}`.startsWith(line.replace('*', ''));
    else if (header && applies) headers[header[1]] = header[2];
  }
  return headers;
}
