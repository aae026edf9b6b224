// Real logs, and the numbers that other engines give for them (DuckDB, ClickHouse, Retentioneering). Counts are exact.

import { cell, customers, loadModule } from './module.mjs';
import { dataFile, expect, test } from './site.mjs';

const FOUR_STEPS = ['catalog', 'cart', 'payment_choice', 'payment_done'];
const SIX_STEPS = ['main', 'catalog', 'cart', 'delivery_choice', 'payment_choice', 'payment_done'];

let sojourn;
test.beforeEach(async ({ page, site }) => {
  sojourn = await loadModule(page, site);
});

test.describe('simple_shop', () => {
  let log;
  test.beforeEach(async () => {
    log = await sojourn.open(dataFile('simple_shop.csv'));
  });

  test('is read whole', async () => {
    expect(log.summary).toMatchObject({ rows: 32_283, events: 32_283, customers: 3_751, skipped: { count: 0 } });
    expect(log.summary.touchpoints).toHaveLength(12);
  });

  const funnels = [
    ['no window', { steps: FOUR_STEPS, windowSeconds: null }, [3611, 1924, 958, 653]],
    ['30 seconds', { steps: FOUR_STEPS, windowSeconds: 30 }, [3611, 1448, 511, 301]],
    ['60 seconds', { steps: FOUR_STEPS, windowSeconds: 60 }, [3611, 1845, 865, 585]],
    ['10 minutes', { steps: FOUR_STEPS, windowSeconds: 600 }, [3611, 1924, 958, 653]],
    ['the default window', { steps: FOUR_STEPS }, [3611, 1924, 958, 653]],
    ['nothing between', { steps: FOUR_STEPS, order: 'exact', windowSeconds: null }, [3611, 1324, 0, 0]],
    ['six steps', { steps: SIX_STEPS, windowSeconds: null }, [2385, 2015, 1109, 807, 570, 396]],
    ['six steps in any order', { steps: SIX_STEPS, order: 'anyOrder', windowSeconds: null }, [2385, 2245, 1324, 975, 697, 484]],
    ['a repeated step', { steps: ['catalog', 'catalog', 'cart'], windowSeconds: null }, [3611, 2624, 1404]],
    [
      'a step of two touchpoints',
      { steps: ['catalog', { touchpoints: ['product1', 'product2'] }, 'cart', 'payment_done'], windowSeconds: null },
      [3611, 2010, 1257, 429],
    ],
  ];
  for (const [title, question, counts] of funnels) {
    test(`funnel: ${title}`, async () => {
      expect(customers(await log.funnel(question))).toEqual(counts);
    });
  }

  test('funnel: median times', async () => {
    const { steps } = await log.funnel({ steps: FOUR_STEPS, windowSeconds: null });
    expect(steps[1].medianSecondsFromPrevious).toBeCloseTo(52.96, 2);
    expect(steps[2].medianSecondsFromPrevious).toBeCloseTo(8.47, 2);
    expect(steps[3].medianSecondsFromPrevious).toBeCloseTo(2.71, 2);
    expect(steps[3].medianSecondsFromStart).toBeCloseTo(90.7, 2);
  });

  test('touchpoint × next touchpoint', async () => {
    const report = await log.heatmap({ rows: 'touchpoint', columns: 'nextTouchpoint' });
    expect(cell(report, 'catalog', 'catalog')).toBe(4857);
    expect(cell(report, 'main', 'catalog')).toBe(4064);
    expect(cell(report, 'catalog', 'main')).toBe(2545);
    expect(cell(report, 'catalog', 'product2')).toBe(2172);
    expect(cell(report, 'catalog', 'cart')).toBe(1709);
    expect(cell(report, 'cart', 'delivery_choice')).toBe(1686);
    expect(report.cells.flat().reduce((sum, value) => sum + value, 0)).toBe(32_283 - 3_751);
  });

  test('step matrix', async () => {
    const report = await log.heatmap({ rows: 'touchpoint', columns: 'step', measure: 'customers' });
    expect(report.columns).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    const share = (touchpoint) => [0, 1, 2, 3, 4].map((step) => (report.cells[report.rows.indexOf(touchpoint)][step] ?? 0) / 3751);
    const published = {
      catalog: [0.7161, 0.4452, 0.3842, 0.3101, 0.2514],
      main: [0.2839, 0.1624, 0.1218, 0.0941, 0.0853],
      cart: [0, 0.0898, 0.1096, 0.0808, 0.0648],
    };
    for (const [touchpoint, shares] of Object.entries(published)) {
      share(touchpoint).forEach((value, step) => expect(value, `${touchpoint} at step ${step + 1}`).toBeCloseTo(shares[step], 4));
    }
    const reached = report.columns.map((_, step) => report.cells.reduce((sum, row) => sum + (row[step] ?? 0), 0));
    expect(reached).toEqual([3751, 3308, 2928, 2576, 2294, 2044, 1806, 1536, 1322, 1135]);
  });
});

test.describe('the same log in another shape', () => {
  for (const name of ['simple_shop_epoch_ms.csv', 'simple_shop_ddmmyyyy_seconds.csv']) {
    test(name, async () => {
      const log = await sojourn.open(dataFile(name));
      expect(log.summary).toMatchObject({ rows: 32_283, events: 32_283, customers: 3_751 });
      expect(log.summary.first).toContain('2019-11-01T17:59:13');
      expect(customers(await log.funnel({ steps: FOUR_STEPS, windowSeconds: null }))).toEqual([3611, 1924, 958, 653]);
      const report = await log.heatmap({ rows: 'touchpoint', columns: 'nextTouchpoint' });
      expect(cell(report, 'catalog', 'catalog')).toBe(4857);
    });
  }
});

test.describe('other real logs', () => {
  const logs = [
    ['ab_test_demo.csv', { events: 33_279, columns: { customer: 'user_id', touchpoint: 'event', timestamp: 'timestamp' } }],
    ['taobao_cn_gbk.csv', { events: 40_000, customers: 3_990, columns: { customer: '用户ID', touchpoint: '行为类型' } }],
    [
      'receipt.csv',
      {
        events: 8_577,
        customers: 1_434,
        columns: { customer: 'case:concept:name', touchpoint: 'concept:name', timestamp: 'time:timestamp' },
      },
    ],
    ['running-example.csv', { events: 42, customers: 6, columns: { customer: 'case:concept:name', timestamp: 'time:timestamp' } }],
  ];
  for (const [name, expected] of logs) {
    test(`${name} opens by itself`, async () => {
      const { summary } = await sojourn.open(dataFile(name));
      expect(summary).toMatchObject(expected);
    });
  }

  for (const name of ['online_shoppers_intention.csv', 'telco_churn_MANGLED_excel_eu.csv', 'NPS.csv', 'cookie_cats.csv']) {
    test(`${name} is refused: it has no timestamps`, async () => {
      const { error } = await sojourn.tryOpen(dataFile(name));
      expect(error).toMatchObject({ code: 'notAnEventLog' });
      expect(error.message).toContain(name);
    });
  }

  for (const name of ['apache_access_10k.log', 'cdnowElog.csv', 'PathData.csv', 'simple_shop.parquet', '08_receipt.xes.gz', 'roadtraffic100traces.xes']) {
    test(`${name}: not ours to read yet, and said so`, async () => {
      const { log, error } = await sojourn.tryOpen(dataFile(name));
      if (error) expect(error).toMatchObject({ code: expect.stringMatching(/^(notAnEventLog|unreadable)$/) });
      else expect(log.summary.rows).toBe(log.summary.events + log.summary.skipped.count);
    });
  }
});
