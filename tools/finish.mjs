// Finishes what Trunk has built, before it becomes dist/. Trunk runs it (the hook in Trunk.toml); each step is a file
// in tools/finish/, and they are taken in this order because a later one needs what the earlier ones wrote.

import { bundle } from './finish/bundle.mjs';
import { elements } from './finish/elements.mjs';
import { headerFiles } from './finish/headers.mjs';
import { minify } from './finish/minify.mjs';
import { serviceWorker } from './finish/service-worker.mjs';
import { singleFile } from './finish/single-file.mjs';
import { sums } from './finish/sums.mjs';

const dist = process.env.TRUNK_STAGING_DIR;

await minify(dist);
await bundle(dist);
const inlined = await singleFile(dist);
headerFiles(dist, inlined);
await serviceWorker(dist);
await elements(dist);
sums(dist);
