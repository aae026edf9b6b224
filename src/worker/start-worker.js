/**
 * Starts workers from a blob: so they inherit the policy of the page, and can be started from another origin.
 * Their glue and their compiled program are loaded once, for all of them.
 */

/** What a worker does before it has a program: it waits for it. One that does not start is an error of the worker. */
const WAIT_FOR_PROGRAM = `
self.onmessage = ({ data }) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: data }).catch((error) => setTimeout(() => { throw error; }));
};`;

/** Scripts that this page itself made or ships, for hosts that ask for Trusted Types; nothing else gets through. */
const own = new Set();
let policy;
export function trusted(url) {
  own.add(url);
  try {
    policy ??= globalThis.trustedTypes?.createPolicy("sojourn", {
      createScriptURL(url) {
        if (own.has(url)) return url;
        throw new TypeError(`${url} is no script of Sojourn.`);
      },
    });
  } catch {
    // A host that does not let us have a policy asks for none of us, or refuses the worker, which is then said.
  }
  return policy ? policy.createScriptURL(url) : url;
}

/** The program that holds a log. */
export const HOST = "sojourn-worker";

/** The same for charts in other people's pages: it answers their questions alone, and is smaller. */
export const CHART_HOST = "sojourn-charts";

/** The programs that read what the host does not read itself; `Program` in `protocol.rs`. */
export const READERS = ["sojourn-exports", "sojourn-workbooks", "sojourn-parquet", "sojourn-arrow"];

/**
 * How to start the workers: `{ load, start }`, each given names of programs. `parts` gives, for a name, promises of the
 * glue's text and of the program: compiled, or a function that compiles it when it is first wanted. `load` asks for
 * them ahead of time, and after a failure the next call tries again.
 */
export function workers(parts) {
  const loaded = new Map();
  const loadOne = (name) => {
    if (!loaded.has(name)) {
      const loading = loadAll(parts(name));
      loading.catch(() => loaded.delete(name));
      loaded.set(name, loading);
    }
    return loaded.get(name);
  };
  const load = (names) => Promise.all(names.map(loadOne));
  const start = async (name) => {
    const { script, program } = await loadOne(name);
    const compiled = await program();
    // Where several programs are in one, the name says which.
    const worker = new Worker(script, { name });
    worker.postMessage(compiled);
    return worker;
  };
  return { load, start };
}

async function loadAll({ glue, program }) {
  const [text, ready] = await Promise.all([glue, program]);
  const url = URL.createObjectURL(new Blob([text, WAIT_FOR_PROGRAM], { type: "text/javascript" }));
  return { script: trusted(url), program: typeof ready === "function" ? once(ready) : async () => ready };
}

/** Makes something when it is first wanted; after a failure the next call tries again. */
function once(make) {
  let made;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

/** The parts of a worker that lie beside the file at `base`, its program compiled. */
export function fetchParts(base, name) {
  return { glue: glue(base, name), program: compile(new URL(`${name}_bg.wasm`, base)) };
}

/** The same of a program that may never be wanted: its bytes are here, and nothing is compiled yet. */
export function fetchPartsForLater(base, name) {
  const bytes = fetched(new URL(`${name}_bg.wasm`, base)).then((response) => response.blob());
  return { glue: glue(base, name), program: bytes.then((blob) => async () => WebAssembly.compile(await blob.arrayBuffer())) };
}

async function glue(base, name) {
  return (await fetched(new URL(`${name}.js`, base))).text();
}

async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

/** Compiled while it comes, browsers keep the fast code for the next visit. That takes a server that names the type. */
async function compile(url) {
  try {
    return await WebAssembly.compileStreaming(fetch(url));
  } catch {
    return WebAssembly.compile(await (await fetched(url)).arrayBuffer());
  }
}
