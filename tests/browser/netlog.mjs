// Reads a NetLog, the browser's own record of all that its network service does (`--log-net-log=FILE`). It shows what
// the protocol of the developer tools does not: look-ups of names, connections made ahead, sockets of WebRTC.

import { readFileSync } from 'node:fs';

/** The launch argument that writes one. */
export const netLogTo = (path) => ['--net-log-capture-mode=IncludeSensitive', `--log-net-log=${path}`];

/**
 * What the browser did, in order: `{ type, time, text }`, the time as that of `Date.now()`, the text with all details.
 * The browser must have been closed.
 */
export function readNetLog(path) {
  const { constants, events } = parse(readFileSync(path, 'utf8'));
  const names = new Map(Object.entries(constants.logEventTypes).map(([name, number]) => [number, name]));
  const offset = Number(constants.timeTickOffset);
  return events.map(({ type, time, params, source }) => ({
    type: names.get(type) ?? String(type),
    time: Number(time) + offset,
    text: params ? JSON.stringify(params) : '',
    source: source.id,
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

/** The events that reach for the network, one line of text each; those of blobs and data do not. */
export const reaching = (events) =>
  events
    .filter(({ type, text }) => REACHING.test(type) && text && !/"url":"(blob|data|file|chrome)[:-]/.test(text))
    .map(({ type, text }) => `${type} ${text.slice(0, 300)}`);
