// DuckDB-WASM as a contestant: the same questions in SQL.

import * as duckdb from '@duckdb/duckdb-wasm';
import { canonical, FUNNEL, WINDOW_SECONDS } from './questions.mjs';

const DIST = '/packages/@duckdb/duckdb-wasm/dist/';

let database;
let connection;

/** Loads and starts the database; not part of what is measured. */
export async function prepare(stages) {
  const worker = new Worker(`${DIST}duckdb-browser-eh.worker.js`);
  database = new duckdb.AsyncDuckDB(new duckdb.VoidLogger(), worker);
  await database.instantiate(`${DIST}duckdb-eh.wasm`);
  connection = await database.connect();
  const values = stages.map(([touchpoint, stage]) => `('${touchpoint}', '${stage}')`).join(', ');
  await connection.query(`CREATE TABLE stages AS SELECT * FROM (VALUES ${values}) AS t(event, stage)`);
}

export async function open(file) {
  await database.registerFileHandle('log.csv', file, duckdb.DuckDBDataProtocol.BROWSER_FILEREADER, true);
  // The type is given so that no time-zone extension is asked for.
  await connection.query(
    `CREATE TABLE log AS SELECT * FROM read_csv('log.csv', types = {'timestamp': 'TIMESTAMP'})`,
  );
  const [[events]] = await rows(`SELECT count(*) FROM log`);
  return events;
}

async function rows(sql) {
  const table = await connection.query(sql);
  return table.toArray().map((row) => Object.values(row.toJSON()).map((it) => (typeof it === 'bigint' ? Number(it) : it)));
}

// Every step 1 opens an attempt, each later step is its earliest event after the one before, and the window runs from
// step 1; a customer counts at the furthest step of any attempt, in the channel of the earliest such attempt's step 1.
// `at2` to `at5` say when an attempt reaches a step; the first way carries them from the last step back to the first.
const [first, second, third, fourth, fifth] = FUNNEL;
function countAttempts(windowMs, attempts) {
  return `attempt AS (
    SELECT user_id, channel, t,
      CASE WHEN at5 - t <= ${windowMs} THEN 5 WHEN at4 - t <= ${windowMs} THEN 4
        WHEN at3 - t <= ${windowMs} THEN 3 WHEN at2 - t <= ${windowMs} THEN 2 ELSE 1 END AS reached
    FROM ${attempts}
  ), customer AS (
    SELECT max(reached) AS reached, arg_max(channel, reached * 10000000000000 - t) AS channel
    FROM attempt GROUP BY user_id
  )
  SELECT channel, step, count(*) FROM customer, range(1, 6) AS steps(step)
  WHERE reached >= step GROUP BY ALL`;
}

/** With window functions, as one would write it. */
const funnelSql = (windowMs) => `
  WITH step5 AS (
    SELECT user_id, channel, event, epoch_ms(timestamp) AS t,
      min(CASE WHEN event = '${fifth}' THEN epoch_ms(timestamp) END) OVER later AS at5
    FROM log WHERE event IN (${FUNNEL.map((step) => `'${step}'`).join(', ')})
    WINDOW later AS (PARTITION BY user_id ORDER BY timestamp DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
  ), step4 AS (
    SELECT user_id, channel, event, t,
      min(CASE WHEN event = '${fourth}' THEN t END) OVER later AS at4,
      min(CASE WHEN event = '${fourth}' THEN at5 END) OVER later AS at5
    FROM step5 WHERE event <> '${fifth}'
    WINDOW later AS (PARTITION BY user_id ORDER BY t DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
  ), step3 AS (
    SELECT user_id, channel, event, t,
      min(CASE WHEN event = '${third}' THEN t END) OVER later AS at3,
      min(CASE WHEN event = '${third}' THEN at4 END) OVER later AS at4,
      min(CASE WHEN event = '${third}' THEN at5 END) OVER later AS at5
    FROM step4 WHERE event <> '${fourth}'
    WINDOW later AS (PARTITION BY user_id ORDER BY t DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
  ), step2 AS (
    SELECT user_id, channel, event, t,
      min(CASE WHEN event = '${second}' THEN t END) OVER later AS at2,
      min(CASE WHEN event = '${second}' THEN at3 END) OVER later AS at3,
      min(CASE WHEN event = '${second}' THEN at4 END) OVER later AS at4,
      min(CASE WHEN event = '${second}' THEN at5 END) OVER later AS at5
    FROM step3 WHERE event <> '${third}'
    WINDOW later AS (PARTITION BY user_id ORDER BY t DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
  ), ${countAttempts(windowMs, `step2 WHERE event = '${first}'`)}`;

/** The same with a list of times per customer and step instead of windows: quicker, and not what one writes first. */
const funnelByListsSql = (windowMs) => `
  WITH lists AS (
    SELECT user_id,
      list({ t: epoch_ms(timestamp), channel: channel }) FILTER (event = '${first}') AS at1,
      list(epoch_ms(timestamp)) FILTER (event = '${second}') AS times2,
      list(epoch_ms(timestamp)) FILTER (event = '${third}') AS times3,
      list(epoch_ms(timestamp)) FILTER (event = '${fourth}') AS times4,
      list(epoch_ms(timestamp)) FILTER (event = '${fifth}') AS times5
    FROM log WHERE event IN (${FUNNEL.map((step) => `'${step}'`).join(', ')}) GROUP BY user_id
  ),
  step1 AS (SELECT * EXCLUDE at1, unnest(at1, recursive := true) FROM lists),
  step2 AS (SELECT *, list_min(list_filter(times2, lambda it: it > t)) AS at2 FROM step1),
  step3 AS (SELECT *, list_min(list_filter(times3, lambda it: it > at2)) AS at3 FROM step2),
  step4 AS (SELECT *, list_min(list_filter(times4, lambda it: it > at3)) AS at4 FROM step3),
  step5 AS (SELECT *, list_min(list_filter(times5, lambda it: it > at4)) AS at5 FROM step4),
  ${countAttempts(windowMs, 'step5')}`;

export const ask = {
  async funnel(nudgeSeconds) {
    return canonical(await rows(funnelSql(1000 * (WINDOW_SECONDS + nudgeSeconds))));
  },
  async funnelByLists(nudgeSeconds) {
    return canonical(await rows(funnelByListsSql(1000 * (WINDOW_SECONDS + nudgeSeconds))));
  },
  async next() {
    return canonical(
      await rows(`
        SELECT event, next_event, count(*) FROM (
          SELECT event, lead(event) OVER (PARTITION BY user_id ORDER BY timestamp) AS next_event FROM log
        ) WHERE next_event IS NOT NULL GROUP BY ALL`),
    );
  },
  async pivots() {
    return canonical([
      ...(await rows(`SELECT stage, channel, count(*) FROM log JOIN stages USING (event) GROUP BY ALL`)),
      ...(await rows(`SELECT isodow(timestamp), hour(timestamp), count(*) FROM log GROUP BY ALL`)),
    ]);
  },
};
