// Reads a NetLog, the browser's own record of all that its network service does (`--log-net-log=FILE`). It shows what
// the protocol of the developer tools does not: look-ups of names, connections made ahead, sockets of WebRTC.

import { readFileSync } from 'node:fs';

/** Where the browser's own services are sent to, so that in the record they are told from the page by the address. */
const NOWHERE = '127.0.0.1:9';
const SERVICES = ['*.google.com', '*.googleapis.com', '*.gstatic.com'];

/** The launch arguments that write one. */
export const netLogTo = (path) => [
  '--net-log-capture-mode=IncludeSensitive',
  `--log-net-log=${path}`,
  `--host-resolver-rules=${SERVICES.map((name) => `MAP ${name} ${NOWHERE}`).join(', ')}`,
];

/**
 * What the browser did, in order: `{ type, time, text }`, the time as that of `Date.now()`, the text with all details.
 * The browser must have been closed.
 */
export function readNetLog(path) {
  const { constants, events } = parse(readFileSync(path, 'utf8'));
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, number]) => [number, name]));
  const offset = Number(constants.timeTickOffset);
  const begins = ({ phase }) => phase !== constants.logEventPhase.PHASE_END;
  return events.filter(begins).map(({ type, time, params }) => ({
    type: names.get(type) ?? String(type),
    time: Number(time) + offset,
    text: params ? JSON.stringify(params) : '',
  }));
}

/** A browser that was killed has not closed the list. */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return JSON.parse(`${text.trimEnd().replace(/,$/, '')}]}`);
  }
}

/** What reaches for the network: requests, look-ups of names, sockets. */
const REACHING = /^(URL_REQUEST_START_JOB|HOST_RESOLVER_MANAGER_(REQUEST|JOB)|HOST_RESOLVER_DNS_TASK|TCP_CONNECT_ATTEMPT|UDP_CONNECT|UDP_BYTES_SENT|SOCKET_POOL_CONNECTING_N_SOCKETS|HTTP_STREAM_REQUEST|QUIC_SESSION|P2P_.*)$/;

/** What is not of the page: its own blobs and files, the browser's services, its question whether there is IPv6. */
const NOT_OF_THE_PAGE = /"url":"(blob|data|file|chrome)[:-]|\.(google|googleapis|gstatic)\.com|127\.0\.0\.1:9"|\[2001:4860:4860::8888\]/;

/** The events by which the page reaches for the network, one line of text each. */
export const reaching = (events) =>
  events
    .filter(({ type, text }) => REACHING.test(type) && text && !NOT_OF_THE_PAGE.test(text))
    .map(({ type, text }) => `${type} ${text.slice(0, 300)}`);
