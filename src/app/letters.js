/** Bytes as the letters of a page in UTF-16, two bytes each: the page holds the bytes as they are, and packs like them. */

/** Says that the next two letters are one byte each, as letters of a kind that no page changes. */
const APART = 0xe000;

/** What a page would not give back: half letters, and what HTML reads as something else or may end a script with. */
const changed = (pair) => (pair >= 0xd800 && pair <= APART) || pair === 0 || pair === 0x0d || pair === 0x3c;

/** The letters of `bytes`. */
export function inLetters(bytes) {
  const letters = [];
  for (let at = 0; at < bytes.length; at += 2) {
    const [low, high] = [bytes[at], bytes[at + 1]];
    const pair = low | (high << 8);
    if (high === undefined || changed(pair)) letters.push(APART, 0x100 + low, high === undefined ? 0x200 : 0x100 + high);
    else letters.push(pair);
  }
  const text = [];
  for (let at = 0; at < letters.length; at += 1 << 12) text.push(String.fromCharCode(...letters.slice(at, at + (1 << 12))));
  return text.join("");
}

/** The bytes of `letters`. In pieces: a long text takes long in one go, and the page is to stay alive. */
export async function inBytes(letters) {
  const PIECE = 1 << 20;
  const bytes = new Uint8Array(2 * letters.length);
  let length = 0;
  for (let at = 0; at < letters.length; ) {
    for (const end = Math.min(at + PIECE, letters.length); at < end; at++) {
      const letter = letters.charCodeAt(at);
      const apart = letter === APART;
      const high = apart ? letters.charCodeAt(at + 2) : letter >> 8;
      bytes[length++] = apart ? letters.charCodeAt(at + 1) : letter;
      if (high !== 0x200) bytes[length++] = high;
      if (apart) at += 2;
    }
    await new Promise((resume) => setTimeout(resume));
  }
  return bytes.subarray(0, length);
}

/** `text` as a file in UTF-16, the least significant byte first. */
export function fileOf(text) {
  const bytes = new DataView(new ArrayBuffer(2 * (text.length + 1)));
  bytes.setUint16(0, 0xfeff, true);
  for (let at = 0; at < text.length; at++) bytes.setUint16(2 * (at + 1), text.charCodeAt(at), true);
  return bytes.buffer;
}
