// Somebody who waits for data to leak: hosts that answer everything, each on a port of its own, and STUN servers. So
// even a connection without a word tells who made it. Names that end in `.localhost` are those of this machine.

import { createSocket } from 'node:dgram';
import { createServer } from 'node:http';

/** Waits on as many ports. `arrived` is a list of `{ at, text }`: on which, and what. */
export async function collect(count) {
  const arrived = [];
  const open = async (at) => {
    const web = createServer((request, response) => {
      arrived.push({ at, text: `${request.method} ${request.headers.host}${request.url}` });
      const headers = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': '*', 'Content-Type': 'text/html' };
      response.writeHead(200, headers).end('<p>thanks</p>');
    });
    web.on('connection', () => arrived.push({ at, text: 'a connection' }));
    const stun = createSocket('udp4', (bytes) => arrived.push({ at, text: `${bytes.length} bytes by UDP` }));
    await new Promise((ready) => web.listen(0, ready));
    await new Promise((ready) => stun.bind(0, '127.0.0.1', ready));
    return { web, stun };
  };
  const hosts = await Promise.all(Array.from({ length: count }, (_, at) => open(at)));
  return {
    arrived,
    ports: hosts.map(({ web, stun }) => ({ web: web.address().port, stun: stun.address().port })),
    close() {
      for (const { web, stun } of hosts) {
        web.closeAllConnections();
        web.close();
        stun.close();
      }
    },
  };
}
