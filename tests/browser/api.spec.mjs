// The JavaScript module in a page that is not ours, as `sojourn.d.ts` promises it.

import { BAD_INPUT, GOOD } from './bad-input.mjs';
import { cell, customers, loadModule } from './module.mjs';
import { expect, test } from './site.mjs';

const SHOP = {
  name: 'shop.csv',
  bytes: [
    'user_id,timestamp,event,channel,revenue',
    'ann,2025-01-06T09:00:00Z,view,email,',
    'bob,2025-01-06T09:00:00Z,view,social,',
    'ann,2025-01-06T09:00:30Z,cart,email,',
    'ann,2025-01-06T09:01:30Z,pay,email,12.50',
    'bob,2025-01-07T10:00:00Z,cart,direct,',
    'cid,2025-01-07T11:00:00Z,view,email,',
    'cid,not a time,cart,email,',
    '',
  ].join('\n'),
};

let sojourn;
test.beforeEach(async ({ page, site }) => {
  sojourn = await loadModule(page, site);
});

test.describe('openLog', () => {
  test('sums up what was read, and accounts for every row', async () => {
    const { summary } = await sojourn.open(SHOP);
    expect(summary).toMatchObject({
      rows: 7,
      events: 6,
      customers: 3,
      columns: { customer: 'user_id', touchpoint: 'event', timestamp: 'timestamp', channel: 'channel', value: 'revenue' },
      channels: [
        { name: 'email', events: 4 },
        { name: 'direct', events: 1 },
        { name: 'social', events: 1 },
      ],
    });
    expect(Date.parse(summary.first)).toBe(Date.UTC(2025, 0, 6, 9));
    expect(Date.parse(summary.last)).toBe(Date.UTC(2025, 0, 7, 11));
    expect(summary.touchpoints.map(({ name, events, customers }) => [name, events, customers])).toEqual([
      ['view', 3, 3],
      ['cart', 2, 2],
      ['pay', 1, 1],
    ]);
    expect(summary.skipped.count).toBe(1);
    expect(summary.skipped.reasons).toEqual([{ reason: expect.any(String), count: 1 }]);
    expect(summary.skipped.examples).toEqual([
      { source: 'shop.csv', line: 8, column: 'timestamp', value: 'not a time', reason: expect.any(String) },
    ]);
  });

  test('takes a Blob, a File, and a name with data of every kind', async ({ page }) => {
    const counts = await page.evaluate(async (text) => {
      const bytes = new TextEncoder().encode(text);
      const padded = new Uint8Array([88, 10, ...bytes, 88, 10]);
      const sources = {
        blob: new Blob([text]),
        file: new File([text], 'a.csv'),
        string: { name: 'a.csv', data: text },
        buffer: { name: 'a.csv', data: bytes.buffer },
        array: { name: 'a.csv', data: bytes },
        part: { name: 'a.csv', data: padded.subarray(2, padded.length - 2) },
        named: { name: 'a.csv', data: new Blob([text]) },
        list: [new Blob([text])],
      };
      const counts = {};
      for (const [kind, source] of Object.entries(sources)) {
        const log = await openLog(source);
        counts[kind] = `${log.summary.events} of ${log.summary.rows}`;
        log.close();
      }
      return { ...counts, left: bytes.length === bytes.buffer.byteLength };
    }, SHOP.bytes);
    expect(counts).toEqual({
      blob: '6 of 7',
      file: '6 of 7',
      string: '6 of 7',
      buffer: '6 of 7',
      array: '6 of 7',
      part: '6 of 7',
      named: '6 of 7',
      list: '6 of 7',
      left: true,
    });
  });

  test('takes the roles that the caller names', async () => {
    const { summary } = await sojourn.open(SHOP, { columns: { touchpoint: 'channel', channel: 'event' } });
    expect(summary.columns).toMatchObject({ touchpoint: 'channel', channel: 'event' });
    expect(summary.touchpoints[0]).toMatchObject({ name: 'email', events: 4 });
  });

  test('reads hours and weekdays in the zone that the caller names', async () => {
    const log = await sojourn.open(SHOP, { timeZone: 'Asia/Shanghai' });
    const { rows, columns, cells } = await log.heatmap({ rows: 'weekday', columns: 'hour' });
    expect(rows).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(columns).toEqual(Array.from({ length: 24 }, (_, hour) => String(hour)));
    expect(cells[0][17]).toBe(4);
    expect(cells[1][18]).toBe(1);
  });

  test('asks which way round a date is, and takes the answer', async () => {
    const dates = BAD_INPUT.find(({ name }) => name === 'dates.csv');
    const file = { name: dates.name, bytes: dates.bytes() };
    const { error } = await sojourn.tryOpen(file);
    expect(error.code).toBe('unreadable');
    expect(error.message).toContain('dateOrder');
    const day = await sojourn.open(file, { dateOrder: 'dayFirst' });
    const month = await sojourn.open(file, { dateOrder: 'monthFirst' });
    expect(day.summary.last).toContain('2025-08-');
    expect(month.summary.last).toContain('2025-09-');
  });

  test('says how far it is', async ({ page }) => {
    const { size, reports } = await page.evaluate(async () => {
      const row = (i) => `u${i % 999},${new Date(1735689600000 + i * 1000).toISOString()},view\n`;
      const blob = new Blob(['user_id,timestamp,event\n', ...Array.from({ length: 300_000 }, (_, i) => row(i))]);
      const reports = [];
      const log = await openLog(blob, { onProgress: (progress) => reports.push(progress) });
      log.close();
      return { size: blob.size, reports };
    });
    expect(reports.length).toBeGreaterThan(1);
    for (const report of reports) {
      expect(report).toEqual({
        phase: expect.stringMatching(/^(reading|sorting)$/),
        bytes: expect.any(Number),
        totalBytes: size,
        rows: expect.any(Number),
      });
    }
    const bytes = reports.map((report) => report.bytes);
    expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
    expect(reports.at(-1)).toMatchObject({ bytes: size });
  });

  test('gives the same numbers with any number of workers', async () => {
    const answers = [];
    for (const workers of [1, 2, 3]) {
      const log = await sojourn.open(SHOP, { workers });
      answers.push([log.summary, await log.funnel({ steps: ['view', 'cart', 'pay'] })]);
    }
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  test('reads what office programs save: UTF-16, a byte order mark, semicolons, Chinese in GBK', async () => {
    const lines = ['用户ID;时间;行为', '甲;2025-01-06 09:00:00;浏览', '甲;2025-01-06 09:05:00;下单', ''].join('\r\n');
    // "用户ID;时间;行为\n甲;2025-01-06 09:00:00;浏览\n甲;2025-01-06 09:05:00;下单\n" in GBK.
    const gbk = Buffer.concat([
      Buffer.from('d3c3bba74944', 'hex'), Buffer.from(';'), Buffer.from('cab1bce4', 'hex'), Buffer.from(';'),
      Buffer.from('d0d0ceaa', 'hex'), Buffer.from('\n'),
      ...['e4afc0c0', 'cfc2b5a5'].flatMap((touchpoint, i) => [
        Buffer.from('bcd7', 'hex'), Buffer.from(`;2025-01-06 09:0${i * 5}:00;`), Buffer.from(touchpoint, 'hex'), Buffer.from('\n'),
      ]),
    ]);
    const files = {
      'utf-8 with a mark': Buffer.from(`\ufeff${lines}`),
      'utf-16 little': Buffer.from(`\ufeff${lines}`, 'utf16le'),
      'utf-16 big': Buffer.from(`\ufeff${lines}`, 'utf16le').swap16(),
      gbk,
    };
    for (const [name, bytes] of Object.entries(files)) {
      const { summary } = await sojourn.open({ name, bytes });
      expect(summary.columns, name).toMatchObject({ customer: '用户ID', touchpoint: '行为', timestamp: '时间' });
      expect(summary.touchpoints.map((touchpoint) => touchpoint.name).sort(), name).toEqual(['下单', '浏览']);
    }
  });
});

test.describe('questions', () => {
  test('a funnel: counts, rates, times, groups', async () => {
    const log = await sojourn.open(SHOP);
    const report = await log.funnel({ steps: ['view', { touchpoints: ['cart'] }, 'pay'], breakdown: 'channel' });
    expect(report.customers).toBe(3);
    expect(customers(report)).toEqual([3, 2, 1]);
    const [view, cart, pay] = report.steps;
    expect(view).toMatchObject({ label: 'view', conversionRate: 1, stepConversionRate: null, dropOff: 0 });
    expect(view).toMatchObject({ medianSecondsFromPrevious: null });
    expect(cart).toMatchObject({ conversionRate: 2 / 3, stepConversionRate: 2 / 3, dropOff: 1 });
    expect(pay).toMatchObject({ stepConversionRate: 0.5, medianSecondsFromPrevious: 60, medianSecondsFromStart: 90 });
    // Wilson, 1 of 3.
    expect(pay.interval[0]).toBeCloseTo(0.0614919, 6);
    expect(pay.interval[1]).toBeCloseTo(0.7923404, 6);
    expect(report.groups.map((group) => [group.value, ...customers(group)])).toEqual([
      ['email', 2, 1, 1],
      ['social', 1, 1, 0],
    ]);
  });

  test('a funnel: window, scope, orders', async () => {
    const log = await sojourn.open(SHOP);
    const steps = ['view', 'cart', 'pay'];
    expect(customers(await log.funnel({ steps, windowSeconds: 90 }))).toEqual([3, 1, 1]);
    expect(customers(await log.funnel({ steps, windowSeconds: 89.999 }))).toEqual([3, 1, 0]);
    expect(customers(await log.funnel({ steps, windowSeconds: null, scope: { to: '2025-01-07' } }))).toEqual([2, 1, 1]);
    const mail = { where: [{ column: 'channel', is: ['email'] }] };
    expect(customers(await log.funnel({ steps, scope: mail }))).toEqual([2, 1, 1]);
    const event = (name) => [{ column: 'touchpoint', is: [name] }];
    const of = async (...customers) => (await log.customers({ scope: { customers } })).rows.map(({ customer }) => customer);
    expect(await of({ did: event('cart') })).toEqual(['ann', 'bob']);
    expect(await of({ did: event('cart') }, { did: event('pay'), not: true })).toEqual(['bob']);
    expect(await of({ did: event('view'), then: event('cart'), withinSeconds: 30 })).toEqual(['ann']);
    const who = { did: event('cart') };
    const others = await log.customers({ scope: { except: [{ customers: [who] }] } });
    expect(others.rows.map(({ customer }) => customer), 'the rest').toEqual(['cid']);
    const unmailed = await log.customers({ scope: { except: [mail] } });
    expect(unmailed.rows.map(({ customer, events }) => [customer, events]), 'of each event').toEqual([['bob', 2]]);
    expect(customers(await log.funnel({ steps, scope: { to: '2025-01-07', customers: [who] } })), 'by all of their events').toEqual([2, 1, 1]);
    expect(customers(await log.funnel({ steps: ['cart', 'view'], order: 'anyOrder' }))).toEqual([2, 2]);
    expect(customers(await log.funnel({ steps: ['view', 'pay'], order: 'exact' }))).toEqual([3, 0]);
  });

  test('a heatmap: cells, samples, measures', async () => {
    const log = await sojourn.open(SHOP);
    const next = await log.heatmap({ rows: 'touchpoint', columns: 'nextTouchpoint' });
    expect(next.rows.slice(0, 2)).toEqual(['view', 'cart']);
    expect(cell(next, 'view', 'cart')).toBe(2);
    expect(cell(next, 'cart', 'pay')).toBe(1);
    expect(next.samples[0][next.columns.indexOf('cart')]).toBe(2);

    const value = await log.heatmap({ rows: 'touchpoint', columns: 'channel', measure: 'totalValue' });
    expect(cell(value, 'pay', 'email')).toBe(12.5);

    const rate = { rows: { column: 'event' }, columns: 'channel', measure: 'conversionRate', goal: 'pay' };
    const converted = await log.heatmap(rate);
    expect(cell(converted, 'view', 'email')).toBe(0.5);
    expect(converted.samples[converted.rows.indexOf('view')][converted.columns.indexOf('email')]).toBe(2);
  });

  test('a journey map: stages, what becomes of their customers, times', async () => {
    const log = await sojourn.open(SHOP);
    const { customers, stages, scale } = await log.journeyMap();
    expect([customers, scale]).toEqual([3, null]);
    expect(stages.map(({ stage, customers, goingOn, staying, leaving }) => [stage, customers, goingOn, staying, leaving])).toEqual([
      ['consideration', 3, 2, 1, 0],
      ['purchase', 2, 0, 2, 0],
    ]);
    expect(stages[0].onwardRate).toBeCloseTo(2 / 3, 12);
    // 30 seconds, and 25 hours: half-way between.
    expect(stages[0].secondsToNext[1]).toBe((30 + 90_000) / 2);
    expect(stages[1]).toMatchObject({ stage: 'purchase', onwardRate: null, scores: null });
    // Ann and Bob go from the view to the cart, Cid does not: the ways through the stage add up to its customers.
    const ways = await log.stagePaths({ stage: 'consideration' });
    expect(ways).toMatchObject({ stage: 'consideration', customers: 3, goingOn: 2, nPaths: 1 });
    expect(ways.paths).toMatchObject([{ touchpoints: ['view'], isCut: false, customers: 3, goingOn: 2, medianSeconds: 0 }]);
    await expect(log.stagePaths({ stage: 'dreaming' })).rejects.toMatchObject({ code: 'badQuestion', message: expect.stringContaining('"dreaming"') });
    const { stages: none } = await log.journeyMap({ scope: { to: '2000-01-01' } });
    expect(none).toEqual([]);
    // Nothing in the log is offline or has failed, unless it is said to be offline.
    expect(stages[0]).toMatchObject({ online: stages[0].events, failures: 0, failedCustomers: 0 });
    const placed = await sojourn.open(SHOP, { sides: { view: 'offline' } });
    expect((await placed.journeyMap()).stages[0].online).toBeLessThan(stages[0].events);
    // A channel that is said decides, and its name tells the side.
    const through = await sojourn.open(SHOP, { channels: { view: 'store' } });
    expect((await through.journeyMap()).stages[0].online).toBeLessThan(stages[0].events);
    const { rows, columns: touchpoints, samples } = await through.heatmap({ rows: 'channel', columns: 'touchpoint' });
    const views = through.summary.touchpoints.find(({ name }) => name === 'view').events;
    expect(samples[rows.indexOf('store')][touchpoints.indexOf('view')]).toBe(views);
    const { error } = await sojourn.tryOpen(SHOP, { sides: { view: 'near' } });
    expect(error).toMatchObject({ code: 'badQuestion', message: expect.stringContaining('"near" is no side') });
  });

  test('stage models: presets, own stages, stages of touchpoints', async () => {
    const names = async (options) => {
      const log = await sojourn.open(SHOP, options);
      return (await log.journeyMap()).stages.map(({ stage }) => stage);
    };
    expect(await names({ stageModel: 'aida' })).toEqual(['interest', 'desire', 'action']);
    expect(await names({ stageModel: 'fourStage', stages: { view: 'loyalty' } })).toEqual(['decision', 'loyalty']);
    const own = [{ name: 'Paying', also: ['purchase'], color: '#336699' }, { name: 'Looking' }];
    expect(await names({ stageModel: own, stages: { view: 'Looking' } })).toEqual(['Paying', 'Looking']);
    expect(await names({ stageModel: own })).toEqual(['Paying']);
    const refused = async (options, message) => {
      const { error } = await sojourn.tryOpen(SHOP, options);
      expect(error).toMatchObject({ code: 'badQuestion', isError: true, message: expect.stringContaining(message) });
    };
    await refused({ stageModel: 'six' }, 'expected a stage model: "fiveStage"');
    await refused({ stageModel: [{ name: 'a' }, { name: 'A' }] }, 'Two stages are called "A".');
    await refused({ stages: { view: 'dreaming' } }, 'the model has no stage "dreaming"');
  });

  test('names of touchpoints: several are counted as one, and questions may use either', async () => {
    const plain = await sojourn.open(SHOP);
    const log = await sojourn.open(SHOP, { names: { view: 'look', pay: 'Payment', gone: 'x' } });
    const { touchpoints } = log.summary;
    expect(touchpoints.find(({ name }) => name === 'Payment').names).toEqual(['pay']);
    expect(touchpoints.find(({ name }) => name === 'cart')).not.toHaveProperty('names');
    const counts = async (log, steps) => (await log.funnel({ steps })).steps.map(({ customers }) => customers);
    const expected = await counts(plain, ['view', 'pay']);
    expect(await counts(log, ['look', 'Payment'])).toEqual(expected);
    expect(await counts(log, ['view', 'pay'])).toEqual(expected);
    const grouped = await sojourn.open(SHOP, { names: { view: 'all', cart: 'all', pay: 'all' } });
    expect(grouped.summary.touchpoints).toMatchObject([{ name: 'all', customers: 3, names: ['cart', 'pay', 'view'] }]);
    const { rows } = await grouped.heatmap({ rows: { column: 'event' }, columns: 'touchpoint', measure: 'events' });
    expect(rows.sort()).toEqual(['cart', 'pay', 'view']);
  });

  test('feedback: the index, its interval, by group', async () => {
    const log = await sojourn.open({
      name: 'survey.csv',
      bytes: [
        'user_id,timestamp,event,nps',
        'ann,2025-01-06T09:00:00Z,order,',
        'ann,2025-01-06T09:05:00Z,survey,10',
        'bob,2025-01-06T10:00:00Z,help,',
        'bob,2025-01-06T10:05:00Z,survey,3',
        'cid,2025-01-06T11:00:00Z,order,',
        'cid,2025-01-06T11:05:00Z,survey,9',
        'dan,2025-01-06T12:00:00Z,survey,8',
        'eve,2025-01-06T13:00:00Z,order,11',
        '',
      ].join('\n'),
    }, { columns: { score: 'nps' } });
    // Two promoters and one detractor of four; eleven is no score.
    const report = await log.feedback({ by: 'touchpoint', rated: 'before', scale: 'nps' });
    expect(report).toMatchObject({ scale: 'nps', gathered: 0, offScale: 1, unplaced: 1 });
    expect(report.overall).toMatchObject({ n: 4, index: 0.25, mean: 7.5, counts: [0, 0, 0, 1, 0, 0, 0, 0, 1, 1, 1] });
    const [low, high] = report.overall.interval;
    expect(low).toBeLessThan(0.25);
    expect(high).toBeGreaterThan(0.25);
    expect(report.groups.map(({ name, scores }) => [name, scores.n, scores.index])).toEqual([
      ['order', 2, 1],
      ['help', 1, -1],
    ]);
    // All scores stand at one touchpoint of several: told from the data.
    expect(await log.feedback({ scale: 'nps' })).toMatchObject({ rated: 'before', groups: [] });
    // The order is rated by ann and cid alone.
    const about = [{ column: 'touchpoint', is: ['order'] }];
    expect(await log.feedback({ rated: 'before', scale: 'nps', about })).toMatchObject({ overall: { n: 2, index: 1 } });
  });

  test('feedback: the same touchpoint across channels, and scores before and after one', async () => {
    const rows = ['user_id,timestamp,event,channel,csat'];
    for (let at = 0; at < 12; at++) {
      const row = (hour, event, channel, score) => rows.push(`c${at},2025-01-06T${String(hour).padStart(2, '0')}:00:00Z,${event},${channel},${score}`);
      row(9, 'checkout', at % 2 ? 'phone' : 'web', at % 2 ? 1 + (at % 3 === 0) : 5 - (at % 3 === 0));
      row(10, 'help', 'web', '');
      row(11, 'visit', 'web', 4 + (at % 2));
    }
    const log = await sojourn.open({ name: 'csat.csv', bytes: `${rows.join('\n')}\n` }, { columns: { score: 'csat' } });
    const { touchpoints } = await log.consistency();
    expect(touchpoints.map(({ touchpoint, channels, spread }) => [touchpoint, channels.map(({ name }) => name), spread])).toEqual([
      ['checkout', ['phone', 'web'], expect.closeTo(4 + 2 / 3 - (1 + 1 / 3), 9)],
    ]);
    expect(touchpoints[0].pValue).toBeLessThan(0.01);
    const changes = await log.scoreChanges();
    expect(changes).toMatchObject({ scale: 'csat' });
    // Nobody has a score before the checkout.
    expect(changes.touchpoints.map(({ touchpoint, customers, before, after }) => [touchpoint, customers, before, after])).toEqual([
      ['help', 12, 3, 4.5],
      ['visit', 12, 3, 4.5],
    ]);
    expect((await log.scoreChanges({ least: 13 })).touchpoints).toEqual([]);
    const behind = async (count) => (await log.customers({ behind: count, order: 'name' })).rows.map(({ customer }) => customer);
    expect(await behind({ scoreChange: { touchpoint: 'help' } })).toHaveLength(12);
    const phone = { by: 'touchpoint', about: [{ column: 'channel', is: ['phone'] }] };
    expect(await behind({ scores: { question: phone, group: 'checkout', range: [1, 1] } })).toEqual(['c1', 'c11', 'c5', 'c7']);
  });

  test('verbatims: themes, the list, and what comes before complaints', async () => {
    const rows = [
      ['ann', '01', 'order', '', ''], ['ann', '02', 'delivery', '', ''], ['ann', '03', 'complaint', '', ''],
      ['ann', '04', 'survey', '2', 'Late delivery'], ['bob', '05', 'order', '', ''], ['bob', '06', 'survey', '1', 'late delivery again'],
      ['cid', '07', 'order', '', ''], ['cid', '08', 'survey', '5', 'All fine'], ['dan', '09', 'order', '', ''],
      ['dan', '10', 'survey', '3', '一次 late delivery'],
    ].map(([customer, day, event, csat, comment]) => `${customer},2025-01-${day}T09:00:00Z,${event},${csat},${comment}`);
    const log = await sojourn.open({ name: 'survey.csv', bytes: `user_id,timestamp,event,csat,comment\n${rows.join('\n')}\n` });
    const report = await log.verbatims({ scale: 'csat' });
    expect(report).toMatchObject({ scale: 'csat', rated: 'before', comments: 4, matching: 4, from: 0, halves: [1, 3] });
    expect(report.themes.map(({ term, comments, scores, halves }) => [term, comments, scores.index, halves])).toEqual([['late delivery', 3, 0, [1, 2]]]);
    expect(report.rows[0]).toEqual({
      customer: 'dan', event: 1, timestamp: '2025-01-10T09:00:00Z', touchpoint: 'order', score: 3, text: '一次 late delivery',
    });
    const list = await log.verbatims({ scale: 'csat', theme: 'late delivery', scores: [1, 2], themes: 0, search: 'AGAIN' });
    expect([list.matching, list.themes, list.rows.map(({ customer }) => customer)]).toEqual([1, [], ['bob']]);
    const before = await log.complaints();
    expect(before).toMatchObject({ complaints: ['complaint'], enquiries: [], events: 1, unplaced: 0 });
    expect(before.touchpoints[0]).toMatchObject({ touchpoint: 'delivery', events: 1, complaints: 1, enquiries: 0, rate: 1, rest: 0, excess: 1 });
    expect((await log.complaints({ complaints: ['survey'] })).touchpoints.map(({ touchpoint }) => touchpoint)).toContain('complaint');
  });

  test('a column that is left out can be asked for by no question', async () => {
    const text = 'user_id,timestamp,event,device\na,2025-01-06T09:00:00Z,see,phone\na,2025-01-06T09:05:00Z,buy,phone\n';
    const by = { rows: 'touchpoint', columns: { column: 'device' } };
    const whole = await sojourn.openTexts([{ name: 'a.csv', text }]);
    expect((await whole.heatmap(by)).columns).toEqual(['phone']);
    const log = await sojourn.openTexts([{ name: 'a.csv', text, leaveOut: ['device'] }]);
    expect(log.summary).toMatchObject({ events: 2, skipped: { count: 0 } });
    await expect(log.heatmap(by)).rejects.toMatchObject({ code: 'badQuestion', message: expect.stringContaining('device') });
  });

  test('risks: what failures cost', async () => {
    const rows = ['user_id,timestamp,event,amount'];
    for (let at = 0; at < 20; at++) {
      const row = (hour, event, amount = '') => rows.push(`c${at},2025-01-06T${String(hour).padStart(2, '0')}:00:00Z,${event},${amount}`);
      row(9, 'cart');
      if (at < 8) row(10, 'payment failed');
      if (at >= 8 || at % 4 === 0) row(11, 'purchase', at % 2 ? 30 : 10);
    }
    const log = await sojourn.open({ name: 'shop.csv', bytes: `${rows.join('\n')}\n` }, { columns: { value: 'amount' } });
    const report = await log.risks();
    expect(report).toMatchObject({ stake: 'value', failures: ['payment failed'] });
    // Twelve bring 20 each, eight who fail 2.5.
    expect(report.touchpoints).toMatchObject([{ touchpoint: 'cart', customers: 20, failed: 8, rate: 0.4, lost: 17.5, risk: 140 }]);
    expect((await log.risks({ failures: [] })).touchpoints).toEqual([]);
    // Those who failed, each with the events that say so.
    const behind = { followed: { touchpoint: 'cart', by: report.failures } };
    const { customers: failed, matching, rows: who } = await log.customers({ behind });
    expect([failed, matching, who.map(({ events }) => events)]).toEqual([8, 8, [3, 2, 2, 2, 3, 2, 2, 2]]);
    const { timeline } = await log.customer({ customer: 'c0', behind });
    expect(timeline.flatMap(({ events }) => events).map(({ touchpoint, counted }) => [touchpoint, counted])).toEqual([
      ['cart', true], ['payment failed', true], ['purchase', false],
    ]);
    const nowhere = { stage: { stage: 'dreaming', part: 'all' } };
    await expect(log.customers({ behind: nowhere })).rejects.toMatchObject({ code: 'badQuestion', message: expect.stringContaining('"dreaming"') });
    const unknown = { stage: { stage: 'purchase', part: 'lost' } };
    await expect(log.customers({ behind: unknown })).rejects.toMatchObject({ code: 'badQuestion', message: expect.stringContaining('lost') });
  });

  test('pain points: what hurts, with the evidence', async () => {
    // Of the web's customers a third leave at the product, and nobody else.
    const row = (customer, minute, event, channel) => `c${customer},2025-01-${String(1 + (customer % 28)).padStart(2, '0')}T09:${minute}:00Z,${event},${channel}`;
    const rows = Array.from({ length: 400 }, (_, customer) => {
      const channel = customer % 2 ? 'web' : 'app';
      const leaves = channel === 'web' && customer % 3 === 0;
      return [row(customer, '00', 'product', channel), ...(leaves ? [] : [row(customer, '05', 'order', channel)])];
    });
    const log = await sojourn.open({ name: 'channels.csv', bytes: `user_id,timestamp,event,channel\n${rows.flat().join('\n')}\nlate,2025-03-01T09:00:00Z,order,app\n` });
    const report = await log.painPoints({ withinSeconds: 0 });
    expect(report).toMatchObject({ customers: 401, goal: { touchpoints: ['order'] }, failures: [], withinSeconds: 0 });
    expect(report.points.map(({ touchpoint }) => touchpoint)).toEqual([]);
    const [point, ...others] = (await log.painPoints({ withinSeconds: 3600 })).points;
    expect(others).toEqual([]);
    expect(point).toMatchObject({ touchpoint: 'product', customers: 400, unhappy: 0 });
    const [evidence] = point.evidence;
    expect(evidence).toMatchObject({ kind: 'dropOff', group: { column: 'channel', value: 'web' }, n: 200, observed: 0.335, expected: 0 });
    expect(point.lost).toBeCloseTo(67, 5);
    expect(evidence.pValue).toBeLessThan(0.01);
    const { points, goal } = await log.painPoints({ goal: { touchpoints: [] }, withinSeconds: 3600 });
    expect([goal, points.map(({ touchpoint }) => touchpoint)]).toEqual([null, ['product']]);
  });

  test('overview: a period against the one before', async () => {
    const log = await sojourn.open({
      name: 'weeks.csv',
      bytes: [
        'user_id,timestamp,event',
        'ann,2025-01-06T09:00:00Z,page',
        'ann,2025-01-13T09:00:00Z,page',
        'ann,2025-01-13T09:10:00Z,order',
        'bob,2025-01-14T10:00:00Z,page',
        '',
      ].join('\n'),
    });
    const { figures, ...periods } = await log.overview({ scope: { from: '2025-01-13', to: '2025-01-20' } });
    expect(periods).toEqual({
      from: '2025-01-13T00:00:00Z', to: '2025-01-20T00:00:00Z', previousFrom: '2025-01-06T00:00:00Z',
      goal: { touchpoints: ['order'] }, scale: null,
    });
    const by = Object.fromEntries(figures.map((figure) => [figure.kind, figure]));
    expect(by.customers).toMatchObject({ now: 2, before: 1, change: 1, isSure: false });
    expect(by.conversionRate).toMatchObject({ now: 0.5, before: 0, change: 0.5 });
    expect(by.secondsToConvert).toMatchObject({ now: 600, before: null, changeInterval: null, trend: [] });
    expect(by.events.trend).toHaveLength(28);
    expect(Object.keys(by)).toEqual(['customers', 'events', 'sessions', 'conversionRate', 'secondsToConvert', 'repeatRate']);
  });

  test('customers: the list, and why one of them was counted', async () => {
    const log = await sojourn.open(SHOP);
    const { customers: all, matching, rows } = await log.customers({ order: 'events', descending: true });
    expect([all, matching, rows.length]).toEqual([log.summary.customers, log.summary.customers, log.summary.customers]);
    expect(rows.reduce((sum, { events }) => sum + events, 0)).toBe(log.summary.events);
    const one = await log.customers({ from: 1, count: 1, search: rows[1].customer.toUpperCase() });
    expect(one).toMatchObject({ from: 1, rows: [] });
    const question = { steps: ['view', 'cart', 'pay'] };
    const came = [0, 0, 0];
    for (const { customer, events } of rows) {
      const report = await log.customer({ customer, funnel: question });
      const told = report.timeline.flatMap((session) => session.events);
      expect([report.events, told.length, report.timeline.length]).toEqual([events, events, report.sessions]);
      report.trace.matched.forEach(({ event }, step) => {
        came[step] += 1;
        expect(told[event]).toMatchObject({ step: step + 1, inScope: true, touchpoint: question.steps[step] });
      });
      expect(report.trace.missed?.step ?? null).toBe(report.trace.matched.length === 3 ? null : report.trace.matched.length + 1);
    }
    expect(came).toEqual(customers(await log.funnel(question)));
  });

  test('answers come in plain data that can be copied', async ({ page }) => {
    await sojourn.open(SHOP);
    const same = await page.evaluate(async () => {
      const report = await logs[0].funnel({ steps: ['view', 'cart'] });
      return JSON.stringify(structuredClone(report)) === JSON.stringify(report);
    });
    expect(same).toBe(true);
  });

  test('many at once are all answered, each with its own', async ({ page }) => {
    await sojourn.open(SHOP);
    const counts = await page.evaluate(async () => {
      const steps = (i) => (i % 2 ? ['view', 'cart'] : ['cart', 'pay']);
      const reports = await Promise.all(Array.from({ length: 20 }, (_, i) => logs[0].funnel({ steps: steps(i) })));
      return reports.map((report) => report.steps.map((step) => step.customers).join());
    });
    expect(counts).toEqual(Array.from({ length: 20 }, (_, i) => (i % 2 ? '3,2' : '2,1')));
  });

  test('two logs at once do not mix', async () => {
    const shop = await sojourn.open(SHOP);
    const good = await sojourn.open(GOOD);
    const [one, two] = await Promise.all([
      shop.funnel({ steps: ['view', 'cart'] }),
      good.funnel({ steps: ['view', 'cart'] }),
    ]);
    expect(customers(one)).toEqual([3, 2]);
    expect(customers(two)).toEqual([7, 7]);
    await shop.close();
    expect(customers(await good.funnel({ steps: ['view', 'cart'] }))).toEqual([7, 7]);
  });
});

test.describe('errors', () => {
  const wrong = {
    'a funnel of one step': ['funnel', { steps: ['view'] }],
    'a funnel of 21 steps': ['funnel', { steps: Array(21).fill('view') }],
    'a step without touchpoints': ['funnel', { steps: ['view', { touchpoints: [] }] }],
    'a negative window': ['funnel', { steps: ['view', 'cart'], windowSeconds: -1 }],
    'a breakdown by no column': ['funnel', { steps: ['view', 'cart'], breakdown: 'planet' }],
    'an order that does not exist': ['funnel', { steps: ['view', 'cart'], order: 'backwards' }],
    'a field that does not exist': ['funnel', { steps: ['view', 'cart'], window: 5 }],
    'a date that is none': ['funnel', { steps: ['view', 'cart'], scope: { from: 'yesterday' } }],
    'a condition on customers less than no time apart': ['customers', { scope: { customers: [{ did: [], withinSeconds: -1 }] } }],
    'a condition on customers that says nothing': ['customers', { scope: { customers: [{}] } }],
    'no question': ['funnel', undefined],
    'a dimension that does not exist': ['heatmap', { rows: 'touchpoint', columns: 'planet' }],
    'a column that does not exist': ['heatmap', { rows: 'touchpoint', columns: { column: 'planet' } }],
    'a conversion rate without a goal': ['heatmap', { rows: 'stage', columns: 'channel', measure: 'conversionRate' }],
    'feedback where there is no score': ['feedback', { by: 'touchpoint' }],
    'verbatims where there is no comment': ['verbatims', {}],
    'verbatims beside a word': ['verbatims', { scores: ['low', 'high'] }],
    'complaints of a touchpoint that is no list': ['complaints', { complaints: 'complaint' }],
    'a customer who is not there': ['customer', { customer: 'nobody' }],
    'an order of customers that does not exist': ['customers', { order: 'height' }],
    'a scale that does not exist': ['feedback', { scale: 'stars' }],
    'pain points within less than nothing': ['painPoints', { withinSeconds: -1 }],
    'an overview of no day': ['overview', { scope: { from: 'yesterday' } }],
    'a score where there is none': ['heatmap', { rows: 'stage', columns: 'channel', measure: 'meanScore' }],
  };
  for (const [title, [kind, question]] of Object.entries(wrong)) {
    test(`${title} is a bad question`, async () => {
      const log = await sojourn.open(SHOP);
      const error = await log[kind](question).then(
        () => null,
        (error) => error,
      );
      expect(error).toMatchObject({ code: 'badQuestion', isError: true, message: expect.stringMatching(/\w+ \w+/) });
      expect(customers(await log.funnel({ steps: ['view', 'cart'] })), 'the next question').toEqual([3, 2]);
    });
  }

  test('a named column that is not there', async () => {
    const { error } = await sojourn.tryOpen(SHOP, { columns: { score: 'stars' } });
    expect(error).toMatchObject({ code: 'missingColumn', isError: true });
    expect(error.message).toContain('stars');
    expect(error.message).toContain('user_id');
  });

  test('a zone that does not exist', async () => {
    const { error } = await sojourn.tryOpen(SHOP, { timeZone: 'Mars/Olympus' });
    expect(error.code).toBe('badQuestion');
    expect(error.message).toContain('Mars/Olympus');
  });

  test('an aborted signal cancels: before, and in the middle', async ({ page }) => {
    const outcomes = await page.evaluate(async () => {
      const row = (i) => `u${i % 999},${new Date(1735689600000 + i * 1000).toISOString()},view\n`;
      const blob = new Blob(['user_id,timestamp,event\n', ...Array.from({ length: 400_000 }, (_, i) => row(i))]);
      const before = await outcome(openLog(blob, { signal: AbortSignal.abort() }));
      const controller = new AbortController();
      const during = await outcome(
        openLog(blob, { signal: controller.signal, onProgress: () => controller.abort() }),
      );
      return { before, during };
    });
    expect(outcomes.before.error).toMatchObject({ code: 'cancelled', isError: true });
    expect(outcomes.during.error).toMatchObject({ code: 'cancelled', isError: true });
    await expect.poll(() => page.workers().length, 'workers that are left').toBe(0);
    await sojourn.open(GOOD);
  });

  test('close ends the workers, and later questions with an error', async ({ page }) => {
    const log = await sojourn.open(SHOP);
    expect(page.workers().length).toBeGreaterThan(0);
    await log.close();
    await log.close();
    await expect.poll(() => page.workers().length).toBe(0);
    await expect(log.funnel({ steps: ['view', 'cart'] })).rejects.toMatchObject({ isError: true, code: expect.any(String) });
  });
});

test.describe('bad input', () => {
  for (const { title, name, bytes, code, orCode, events } of BAD_INPUT) {
    test(`${title}: ${code ? 'a clear sentence' : 'a working log'}, and the next file opens`, async () => {
      test.slow();
      const { log, error } = await sojourn.tryOpen({ name, bytes: bytes() });
      if (code || (orCode && error)) {
        expect(error).toMatchObject({ code: code ?? orCode, isError: true });
        expect(error.message).toMatch(/^\S.* .*\S[.!)]$/s);
      } else {
        expect(error).toBeUndefined();
        const { summary } = log;
        expect(summary.rows).toBe(summary.events + summary.skipped.count);
        if (events === null) expect(summary.events).toBeGreaterThan(0);
        else expect(summary.events).toBe(events);
        expect(summary.skipped.examples.length).toBe(Math.min(100, summary.skipped.count));
        const [one, two = one] = summary.touchpoints.map((touchpoint) => touchpoint.name);
        const funnel = await log.funnel({ steps: [one, two], windowSeconds: null });
        expect(funnel.customers).toBe(summary.customers);
        const { cells } = await log.heatmap({ rows: 'weekday', columns: 'hour' });
        expect(cells.flat().reduce((sum, cell) => sum + cell, 0)).toBe(summary.events);
        await log.close();
      }
      const good = await sojourn.open(GOOD);
      expect(good.summary.events).toBe(30);
    });
  }
});
