// The files that strangers made for robustness tests, through the built page's workers: each ends in a log or in a sentence,
// as tests/corpora.rs and its neighbours have it natively, and the page lives on. They lie in `../shared/corpora`; without
// it the tests are skipped.

import { existsSync, readFileSync } from 'node:fs';
import { serve } from '../../tools/serve.mjs';
import { GOOD } from './bad-input.mjs';
import { loadModule } from './module.mjs';
import { DIST, expect, here, test } from './site.mjs';

const CORPORA = here('../../../shared/corpora/');

/** Files at a time, and the longest that one may take in milliseconds. */
const AT_A_TIME = 4;
const LONGEST = 60_000;

const CODES = ['notAnEventLog', 'missingColumn', 'unreadable', 'tooLarge'];
const DAMAGED = /is damaged|could not be read|stopped on a fault/;

/** What is wrong with how a file was opened, if anything. */
function complaint({ path, expect: expected, error, rows, events, skipped }) {
  const kind = path.split('/')[0];
  if (error && !CODES.includes(error.code)) return `${error.code}: ${error.message}`;
  if (error && !/^\S.* .*\S[.!?)]$/s.test(error.message)) return `no sentence: ${error.message}`;
  if (!error && rows !== events + skipped) return `${rows} rows are not ${events} events + ${skipped} skipped`;
  if (kind === 'json' && expected === 'must_reject') return !error && skipped === 0 ? 'read' : null;
  const opens = { archives: 'must_open', csv: 'must_account_all_rows' };
  if (expected !== 'must_parse' && expected !== opens[kind]) return null;
  return error && DAMAGED.test(error.message) ? error.message : null;
}

/** Opens all files, a few at a time, in the page. */
const openAll = (page, files) => page.evaluate(async ([files, atATime, longest]) => {
  const queue = [...files];
  const done = [];
  const work = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) {
      const name = file.path.split('/').pop();
      const data = await (await fetch(`/corpora/${file.path.split('/').map(encodeURIComponent).join('/')}`)).blob();
      const opening = openLog({ name, data }, { signal: AbortSignal.timeout(longest) });
      const { value, error } = await outcome(opening.then((log) => {
        log.close();
        return { rows: log.summary.rows, events: log.summary.events, skipped: log.summary.skipped.count };
      }));
      done.push({ ...file, ...value, error });
    }
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return done;
}, [files, AT_A_TIME, LONGEST]);

for (const kinds of [['csv', 'strings'], ['encoding'], ['json'], ['xml'], ['archives'], ['xlsx'], ['parquet']]) {
  test(`${kinds.join(', ')}: a log or a sentence`, async ({ page, complaints }) => {
    test.skip(!existsSync(CORPORA), 'the folder ../shared/corpora is not here');
    test.setTimeout(600_000);
    const server = await serve({ '/corpora/': CORPORA, '/site/': DIST, '/pages/': here('pages') });
    const lines = readFileSync(`${CORPORA}MANIFEST.jsonl`, 'utf8').trim().split('\n');
    const all = lines.map((line) => JSON.parse(line)).filter(({ path }) => kinds.includes(path.split('/')[0]));
    // Copies of the folder may lack hidden files.
    const files = all.filter(({ path }) => existsSync(CORPORA + path)).map(({ path, expect }) => ({ path, expect }));
    expect(files.length).toBeGreaterThan(0);
    const sojourn = await loadModule(page, { pages: `${server.origin}/pages/`, module: `${server.origin}/site/sojourn.js` });
    const wrong = [];
    for (const file of await openAll(page, files)) {
      const says = complaint(file);
      if (says) wrong.push(`${file.path}, ${file.expect}: ${says}`);
    }
    expect(wrong, `of ${files.length} files`).toEqual([]);
    expect((await sojourn.open(GOOD)).summary.events).toBe(30);
    // A panic of a reader says its place on the console.
    expect(complaints.filter((text) => /panicked/.test(text))).toEqual([]);
    complaints.length = 0;
    server.close();
  });
}
