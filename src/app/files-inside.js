/** Where the program of the page and that of its worker come from in the single file: texts in the page itself. */

const text = (id) => document.getElementById(id).textContent;

/** The bytes of a file that stands in the page, compressed and in letters. */
async function unpacked(id) {
  const packed = await fromBase64(text(id));
  return new Response(packed.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

async function fromBase64(letters) {
  // In pieces: a long text takes long in one go, and the page is to stay alive.
  const PIECE = 1 << 18;
  const pieces = [];
  for (let at = 0; at < letters.length; at += PIECE) {
    const binary = atob(letters.slice(at, at + PIECE));
    pieces.push(Uint8Array.from(binary, (letter) => letter.charCodeAt(0)));
    await new Promise((resume) => setTimeout(resume));
  }
  return new Blob(pieces);
}

/** The program of the page, as its glue takes it. */
export const program = async () => WebAssembly.compile(await unpacked("app-program"));

/** The parts of a worker. */
export const workerParts = () => ({
  glue: Promise.resolve(text("worker-glue")),
  program: unpacked("worker-program").then((bytes) => WebAssembly.compile(bytes)),
});
