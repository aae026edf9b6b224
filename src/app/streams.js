/**
 * A WebAssembly program with what is of a kind side by side: all opcodes, all locals, all offsets… As it comes they take
 * turns, and brotli makes of it a twentieth more.
 *
 * Before the bytes stands how many there are of each kind, in four bytes, the least significant one first.
 */

/**
 * The kinds: opcodes, what is read from locals, what is written to them, calls, constants (of 32 bits, of 64 bits, of fixed
 * size), alignments, offsets, labels, tables of labels, types of blocks, declarations of locals, sizes of functions, other
 * numbers, data, and all that is not code.
 */
const KINDS = "ogscilFamjbktvnxdr";
const kind = (letter) => KINDS.indexOf(letter);
const [OPCODE, LABELS, LOCALS, SIZES, OTHERS, DATA, REST] = [..."obvnxdr"].map(kind);

/** What follows each opcode: numbers of these kinds (LEB128), or, for `F`, a constant. */
const FOLLOWS = Array.from({ length: 256 }, () => []);
const follows = (kinds, from, to = from) => FOLLOWS.fill([...kinds].map(kind), from, to + 1);
follows("k", 0x02, 0x04);
follows("j", 0x0c, 0x0d);
follows("c", 0x10);
follows("xx", 0x11);
follows("g", 0x20);
follows("s", 0x21, 0x22);
follows("x", 0x23, 0x26);
follows("am", 0x28, 0x3e);
follows("x", 0x3f, 0x40);
follows("i", 0x41);
follows("l", 0x42);
follows("F", 0x43, 0x44);
follows("x", 0xd0);
follows("x", 0xd2);
const CONSTANT = kind("F");
const CONSTANT_SIZE = new Map([[0x43, 4], [0x44, 8]]);
const TABLE_OF_LABELS = 0x0e;
const TYPED_SELECT = 0x1c;
/** Opcodes that have a second number: of tables and memory as a whole, and of vectors. */
const [WHOLE, VECTOR] = [0xfc, 0xfd];
const VECTOR_SIZE = 16;

const ACCESS = [kind("a"), kind("m")];
const OTHER = [OTHERS];
const TWO_OTHERS = [OTHERS, OTHERS];
const ACCESS_TO_LANE = [...ACCESS, OTHERS];
const ofWhole = (op) => (op < 8 ? [] : [8, 10, 12, 14].includes(op) ? TWO_OTHERS : OTHER);
const ofVector = (op) => {
  if (op <= 11 || op === 92 || op === 93) return ACCESS;
  if (op >= 84 && op <= 91) return ACCESS_TO_LANE;
  if (op >= 21 && op <= 34) return OTHER;
  return op === 12 || op === 13 ? [CONSTANT] : [];
};

/** Moves bytes of each kind from one place to another; a place has `bytes`, and where the next one is `at`. */
class Moving {
  moved = 0;
  #from;
  #to;

  constructor(from, to) {
    this.#from = from;
    this.#to = to;
  }

  byte(kind) {
    const from = this.#from[kind];
    const to = this.#to[kind];
    this.moved++;
    return (to.bytes[to.at++] = from.bytes[from.at++]);
  }

  /** Moves a number in LEB128; gives it where it has at most 31 bits, as all have that are counted by. */
  number(kind) {
    const from = this.#from[kind];
    const to = this.#to[kind];
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = (to.bytes[to.at++] = from.bytes[from.at++]);
      this.moved++;
      number |= (byte & 127) << shift;
      if (byte < 128) return number;
    }
  }

  some(kind, n) {
    const from = this.#from[kind];
    const to = this.#to[kind];
    to.bytes.set(from.bytes.subarray(from.at, from.at + n), to.at);
    from.at += n;
    to.at += n;
    this.moved += n;
  }

  /** A function: its locals, then its instructions. */
  body() {
    const size = this.number(SIZES);
    const end = this.moved + size;
    for (let groups = this.number(LOCALS); groups > 0; groups--) {
      this.number(LOCALS);
      this.byte(LOCALS);
    }
    while (this.moved < end) this.instruction();
    if (this.moved > end) throw new Error("An instruction is of a kind that is not known here.");
  }

  instruction() {
    const op = this.byte(OPCODE);
    if (op === TABLE_OF_LABELS) {
      for (let labels = this.number(LABELS) + 1; labels > 0; labels--) this.number(LABELS);
      return;
    }
    if (op === TYPED_SELECT) {
      for (let types = this.number(OTHERS); types > 0; types--) this.byte(OTHERS);
      return;
    }
    const second = op === WHOLE || op === VECTOR ? this.number(OPCODE) : 0;
    const follow = op === WHOLE ? ofWhole(second) : op === VECTOR ? ofVector(second) : FOLLOWS[op];
    for (let at = 0; at < follow.length; at++) {
      if (follow[at] === CONSTANT) this.some(CONSTANT, CONSTANT_SIZE.get(op) ?? VECTOR_SIZE);
      else this.number(follow[at]);
    }
  }

  /** A whole program of so many bytes; says now and then that it is at work. */
  *program(length) {
    const BETWEEN = 1 << 19;
    const [CODE_SECTION, DATA_SECTION, HEADER_SIZE] = [10, 11, 8];
    this.some(REST, HEADER_SIZE);
    let told = 0;
    while (this.moved < length) {
      const section = this.byte(REST);
      const size = this.number(REST);
      if (section !== CODE_SECTION) {
        this.some(section === DATA_SECTION ? DATA : REST, size);
        continue;
      }
      for (let functions = this.number(REST); functions > 0; functions--) {
        this.body();
        if (this.moved - told < BETWEEN) continue;
        told = this.moved;
        yield;
      }
    }
  }
}

/** The bytes of a program by kind. */
export function apart(program) {
  const from = { bytes: program, at: 0 };
  const to = Array.from(KINDS, () => ({ bytes: new Uint8Array(program.length), at: 0 }));
  for (const _ of new Moving(Array(KINDS.length).fill(from), to).program(program.length));
  const sizes = new DataView(new ArrayBuffer(4 * KINDS.length));
  to.forEach(({ at }, index) => sizes.setUint32(4 * index, at, true));
  return Buffer.concat([new Uint8Array(sizes.buffer), ...to.map(({ bytes, at }) => bytes.subarray(0, at))]);
}

/** The program again. In pieces: it takes a moment, and the page is to stay alive. */
export async function together(bytes) {
  const sizes = new DataView(bytes.buffer, bytes.byteOffset);
  let at = 4 * KINDS.length;
  const from = Array.from(KINDS, (_, index) => {
    const place = { bytes, at };
    at += sizes.getUint32(4 * index, true);
    return place;
  });
  const to = { bytes: new Uint8Array(at - 4 * KINDS.length), at: 0 };
  for (const _ of new Moving(from, Array(KINDS.length).fill(to)).program(to.bytes.length)) {
    await new Promise((resume) => setTimeout(resume));
  }
  return to.bytes;
}
