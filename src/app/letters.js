/**
 * A program as letters of a page in UTF-16, two bytes each: so it packs nearly as well as the bytes themselves.
 *
 * Some letters a page would not give back: halves of others, and what HTML reads as something else or ends a script with.
 * Bytes change places so that hardly any such letter comes up, and for those that do stand others that the program does
 * not have. Before the letters stands what each byte became, and how far those others are from one to the next.
 */

const BYTES = 256;
const PAIRS = BYTES * BYTES;

/** Letters that a page would not give back. */
const UNSAFE = [0, 0x0d, 0x3c, ...Array.from({ length: 0x800 }, (_, at) => 0xd800 + at)];

/** From a small number to a letter that a page gives back. */
const OFFSET = 0x100;

/** What each byte becomes: those that are rare in the second place of a letter trade with those that would be unsafe there. */
function places(bytes) {
  const counts = new Uint32Array(BYTES);
  for (let at = 1; at < bytes.length; at += 2) counts[bytes[at]]++;
  const rarest = Array.from(counts.keys()).sort((a, b) => counts[a] - counts[b] || a - b);
  const become = Array.from(counts.keys());
  const trade = (one, other) => {
    const [at, there] = [become.indexOf(one), become.indexOf(other)];
    [become[at], become[there]] = [other, one];
  };
  rarest.slice(0, 8).forEach((byte, at) => trade(become[byte], 0xd8 + at));
  // Much of a program is zeros.
  trade(0, become[rarest[8]]);
  return become;
}

/** The letters of `bytes`; fails where the program has nearly every letter there is. */
export function inLetters(bytes) {
  const become = places(bytes);
  const pairs = new Uint16Array((bytes.length + 1) >> 1);
  bytes.forEach((byte, at) => (pairs[at >> 1] |= become[byte] << (at % 2 ? 8 : 0)));
  const known = new Uint8Array(PAIRS);
  for (const pair of [...UNSAFE, ...pairs]) known[pair] = 1;
  const free = Array.from(known.keys()).filter((pair) => !known[pair]);
  if (free.length < UNSAFE.length) throw new Error(`The program leaves ${free.length} letters free, and ${UNSAFE.length} are needed.`);
  const written = Uint16Array.from({ length: PAIRS }, (_, pair) => pair);
  UNSAFE.forEach((pair, at) => (written[pair] = free[at]));
  const steps = UNSAFE.map((_, at) => free[at] - (free[at - 1] ?? 0));
  const head = [bytes.length % 2, ...become, ...steps].map((number) => OFFSET + number);
  return text(head) + text(pairs.map((pair) => written[pair]));
}

const text = (letters) => {
  const PIECE = 1 << 12;
  const pieces = [];
  for (let at = 0; at < letters.length; at += PIECE) pieces.push(String.fromCharCode(...letters.slice(at, at + PIECE)));
  return pieces.join("");
};

/** The bytes of `letters`. In pieces: a long text takes long in one go, and the page is to stay alive. */
export async function inBytes(letters) {
  const PIECE = 1 << 20;
  const was = new Uint8Array(BYTES);
  for (let byte = 0; byte < BYTES; byte++) was[letters.charCodeAt(1 + byte) - OFFSET] = byte;
  const read = Uint16Array.from({ length: PAIRS }, (_, pair) => pair);
  const start = 1 + BYTES + UNSAFE.length;
  let free = 0;
  UNSAFE.forEach((pair, at) => {
    free += letters.charCodeAt(start - UNSAFE.length + at) - OFFSET;
    read[free] = pair;
  });
  const bytes = new Uint8Array(2 * (letters.length - start));
  for (let at = start; at < letters.length; ) {
    for (const end = Math.min(at + PIECE, letters.length); at < end; at++) {
      const pair = read[letters.charCodeAt(at)];
      bytes[2 * (at - start)] = was[pair & 255];
      bytes[2 * (at - start) + 1] = was[pair >> 8];
    }
    await new Promise((resume) => setTimeout(resume));
  }
  return bytes.subarray(0, bytes.length - (letters.charCodeAt(0) - OFFSET));
}

/** `text` as a file in UTF-16, the least significant byte first. */
export function fileOf(text) {
  const bytes = new DataView(new ArrayBuffer(2 * (text.length + 1)));
  bytes.setUint16(0, 0xfeff, true);
  for (let at = 0; at < text.length; at++) bytes.setUint16(2 * (at + 1), text.charCodeAt(at), true);
  return bytes.buffer;
}
