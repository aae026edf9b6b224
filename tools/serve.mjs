// A static file server for localhost: for `make serve`, the browser tests and the bench.
// usage: node tools/serve.mjs FOLDER [PORT]

import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** The file that `url` names under one of the mounts (`{ '/prefix/': folder }`, longest prefix first), or null. */
async function find(mounts, url) {
  const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  const prefix = Object.keys(mounts)
    .sort((a, b) => b.length - a.length)
    .find((each) => path.startsWith(each));
  if (prefix === undefined) return null;
  const root = resolve(mounts[prefix]);
  let file = join(root, normalize(`/${path.slice(prefix.length)}`));
  if (file !== root && !file.startsWith(root + sep)) return null;
  let about = await stat(file).catch(() => null);
  if (about?.isDirectory()) {
    file = join(file, 'index.html');
    about = await stat(file).catch(() => null);
  }
  return about?.isFile() ? { file, size: about.size } : null;
}

/**
 * Serves folders on localhost; port 0 takes a free one. `headers` go with every file, `onRequest` hears of each address
 * that is asked for. Resolves to `{ origin, close }` when it listens.
 */
export function serve(mounts, port = 0, { headers = {}, onRequest } = {}) {
  const server = createServer(async (request, response) => {
    onRequest?.(request.url);
    const found = await find(mounts, request.url).catch(() => null);
    if (!found || !['GET', 'HEAD'].includes(request.method)) {
      response.writeHead(found ? 405 : 404, { 'Content-Type': 'text/plain' }).end(found ? 'Only GET' : 'Not found');
      return;
    }
    response.writeHead(200, {
      'Content-Type': TYPES[extname(found.file)] ?? 'application/octet-stream',
      'Content-Length': found.size,
      'Cache-Control': 'no-cache',
      ...headers,
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(found.file).pipe(response);
  });
  return new Promise((listening, failed) => {
    server.once('error', failed);
    server.listen(port, 'localhost', () => {
      listening({ origin: `http://localhost:${server.address().port}`, close: () => server.close() });
    });
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder = 'dist', port = '8080'] = process.argv.slice(2);
  try {
    const { origin } = await serve({ '/': folder }, Number(port));
    console.log(`\nSojourn is at ${origin}/  (Ctrl+C ends it)`);
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    console.error(`Port ${port} is in use. Choose another one: make serve PORT=8081`);
    process.exit(1);
  }
}
