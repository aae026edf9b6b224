/**
 * Starts workers from a blob: so they inherit the policy of the page, and can be started from another origin.
 * Their glue and their compiled program are loaded once, for all of them.
 */

/** What a worker does before it has a program: it waits for it. */
const WAIT_FOR_PROGRAM = `
self.onmessage = ({ data }) => {
  self.onmessage = null;
  wasm_bindgen({ module_or_path: data });
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

/**
 * How to start a worker: `{ load, start }`. `parts` gives promises of the glue's text and of the compiled program;
 * `load` asks for them ahead of time, and after a failure the next call tries again.
 */
export function workers(parts) {
  let loaded;
  const load = () => {
    loaded ??= loadAll(parts()).catch((error) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  const start = async () => {
    const { script, program } = await load();
    const worker = new Worker(script);
    worker.postMessage(program);
    return worker;
  };
  return { load, start };
}

async function loadAll({ glue, program }) {
  const [text, compiled] = await Promise.all([glue, program]);
  const url = URL.createObjectURL(new Blob([text, WAIT_FOR_PROGRAM], { type: "text/javascript" }));
  return { script: trusted(url), program: compiled };
}

/** The parts of a worker that lie beside the file at `base`. */
export function fetchParts(base) {
  return {
    glue: fetched(new URL("sojourn-worker.js", base)).then((response) => response.text()),
    program: compile(new URL("sojourn-worker_bg.wasm", base)),
  };
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
