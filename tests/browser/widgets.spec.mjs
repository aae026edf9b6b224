// The elements in other people's pages.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectAccessible } from './app.mjs';
import { add, bars, expect, openHost, settled, takeOff, test, told } from './embedding.mjs';
import { DIST } from './site.mjs';
import { serve } from '../../tools/serve.mjs';

const STEPS = 'landing, view_product, add_to_cart, purchase';

/** The bare page beside the examples. */
const host = (page, { origin }) => openHost(page, `${origin}/pages/host.html`, `${origin}/sojourn/sojourn.js`);

/** The address of the examples' log. */
const log = ({ examples }) => `${examples}journeys.csv`;

test.describe('examples', () => {
  test('plain HTML: two charts of one log, which tell what was chosen', async ({ page, examples }) => {
    const before = examples.requests.length;
    await page.goto(`${examples.examples}html/`);
    await expect(bars(page)).toBeVisible();
    await expect(page.getByRole('grid')).toBeVisible();
    await expect(page.locator('sojourn-funnel')).toContainText('45 of 180 customers went from landing to purchase');
    expect(page.workers()).toHaveLength(1);
    expect(examples.requests.slice(before).filter((url) => url.endsWith('.csv'))).toHaveLength(1);

    const chosen = page.getByRole('status').filter({ hasText: 'Choose' });
    await expect(chosen).toBeVisible();
    await bars(page).getByRole('button', { name: /did not reach step 4/ }).click();
    await expect(page.locator('#chosen')).toHaveText('49 customers did not reach purchase.');
    const grid = page.getByRole('grid');
    await grid.focus();
    await grid.press('ArrowRight');
    await grid.press('ArrowDown');
    await grid.press('Enter');
    await expect(page.locator('#chosen')).toHaveText('25 customers at search through social.');
    await expectAccessible(page, 'the plain page');
  });

  test('React: properties, events, a file of the visitor', async ({ page, examples }) => {
    await page.goto(`${examples.examples}react/`);
    const funnel = page.locator('sojourn-funnel');
    await expect(funnel).toContainText('45 of 180 customers');
    await expect(funnel.getByRole('listitem').filter({ hasText: 'social' })).toBeVisible();
    await expect(page.locator('sojourn-heatmap').getByRole('grid', { name: /Weekday.*Hour/ })).toBeVisible();
    await bars(funnel).getByRole('button', { name: /email · Step 2/ }).first().click();
    await expect(page.locator('main > [role=status]')).toContainText(/^view_product: \d+$/);
    await page.getByLabel('Days').fill('1');
    await expect(funnel).toContainText('35 of 180 customers');
    // Nobody in it views a product: what was shown of the other file must go.
    const csv = 'user,event,time,channel\na,landing,2026-01-01 10:00,web\na,view_product,2026-01-01 10:05,web\nb,landing,2026-01-01 10:00,web\n';
    await page.getByLabel('Another file').setInputFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await expect(funnel).toContainText('0 of 2 customers went from landing to purchase');
    await expect(page.locator('sojourn-heatmap').getByRole('gridcell', { name: /^Thu, 10:00: 3/ })).toBeVisible();
    await expect.poll(() => page.workers().length).toBe(1);
  });

  test('Vue: in Chinese, dark, and following a property', async ({ page, examples }) => {
    await page.goto(`${examples.examples}vue/`);
    const heatmap = page.locator('sojourn-heatmap');
    await expect(heatmap.locator('[part=headline]')).toContainText('事件数');
    await page.getByLabel('指标').selectOption('conversionRate');
    await expect(heatmap.locator('[part=headline]')).toContainText('转化率');
    await heatmap.getByRole('grid').focus();
    await heatmap.getByRole('grid').press('Enter');
    await expect(page.locator('main > [role=status]')).toHaveText('landing × search');
    const funnel = page.locator('sojourn-funnel');
    await expect(funnel.locator('[part=headline]')).toContainText('位客户');
    const ground = await funnel.locator('[part=base]').evaluate((base) => getComputedStyle(base).backgroundColor);
    expect(ground).toBe('rgb(27, 30, 36)');
    await expectAccessible(page, 'the Vue page');
    expect(page.workers()).toHaveLength(1);
  });
});

test('nothing is loaded before an element comes near the window', async ({ page, examples }) => {
  await host(page, examples);
  const before = examples.requests.length;
  const since = () => examples.requests.slice(before);
  await page.evaluate(
    ([src, steps]) => {
      document.body.style.paddingTop = '4000px';
      const funnel = document.createElement('sojourn-funnel');
      Object.assign(funnel, { id: 'far', src, steps });
      document.querySelector('main').append(funnel);
    },
    [log(examples), STEPS],
  );
  await page.waitForTimeout(300);
  expect(since()).toEqual([]);
  expect(page.workers()).toHaveLength(0);
  await page.evaluate(() => scrollTo(0, 3000));
  await settled(page, 'far');
  expect(since().map((url) => url.split('/').pop()).sort()).toEqual([
    'journeys.csv', 'sojourn-charts.js', 'sojourn-charts_bg.wasm', 'sojourn-elements.css', 'sojourn-funnel.js', 'sojourn-funnel_bg.wasm',
  ]);
});

test('the numbers are those of the module', async ({ page, examples }) => {
  await host(page, examples);
  const funnel = await add(page, 'sojourn-funnel', { src: log(examples), steps: 'landing, search|view_product, purchase', window: '36h', order: 'anyOrder', breakdown: 'channel' });
  const heatmap = await add(page, 'sojourn-heatmap', { src: log(examples), rows: 'touchpoint', columns: 'outcome', measure: 'customers', goal: 'purchase' });
  const expected = await page.evaluate(async (src) => {
    const log = await sojourn.openLog({ name: 'a.csv', data: await (await fetch(src)).blob() });
    const steps = ['landing', { touchpoints: ['search', 'view_product'] }, 'purchase'];
    const funnel = await log.funnel({ steps, windowSeconds: 36 * 3600, order: 'anyOrder', breakdown: 'channel' });
    const heatmap = await log.heatmap({ rows: 'touchpoint', columns: 'outcome', measure: 'customers', goal: 'purchase' });
    log.close();
    return { funnel, heatmap };
  }, log(examples));
  expect(await funnel.evaluate(({ report }) => report)).toEqual(expected.funnel);
  expect(await heatmap.evaluate(({ report: { detail, ...rest } }) => rest)).toEqual(expected.heatmap);
  // The table says the same.
  await funnel.getByText('As a table').click();
  await expect(funnel.getByRole('table')).toContainText(String(expected.funnel.steps[2].customers));
  await heatmap.getByText('As a table').click();
  await expect(heatmap.getByRole('table')).toContainText('add_to_cart');
  await funnel.getByText('How this is counted').click();
  await expect(funnel.getByRole('listitem').filter({ hasText: 'Wilson' })).toBeVisible();
});

test('without steps the log proposes some', async ({ page, examples }) => {
  await host(page, examples);
  const funnel = await add(page, 'sojourn-funnel', { src: log(examples) });
  const labels = await funnel.evaluate(({ report }) => report.steps.map((step) => step.label));
  expect(labels.length).toBeGreaterThan(2);
  expect(labels.at(-1)).toBe('purchase');
});

test('elements share a log while they name the same, and the last one ends its worker', async ({ page, examples }) => {
  await host(page, examples);
  await page.evaluate(async (src) => {
    const file = new File([await (await fetch(src)).blob()], 'journeys.csv');
    for (const id of ['a', 'b', 'c']) {
      const element = document.createElement(id === 'c' ? 'sojourn-heatmap' : 'sojourn-funnel');
      Object.assign(element, { id, data: file, timeZone: 'UTC' });
      document.querySelector('main').append(element);
    }
  }, log(examples));
  for (const id of ['a', 'b', 'c']) await settled(page, id);
  expect(page.workers()).toHaveLength(1);
  const [worker] = page.workers();

  // Moving reads nothing again.
  const readings = (await told(page, 'progress')).length;
  await page.evaluate(() => {
    document.querySelector('main').prepend(document.querySelector('#c'));
    const box = document.querySelector('main').appendChild(document.createElement('div'));
    for (const id of ['a', 'b']) box.append(document.querySelector(`#${id}`));
  });
  await page.waitForTimeout(200);
  expect(page.workers()).toEqual([worker]);
  expect(await told(page, 'progress')).toHaveLength(readings);
  await expect(bars(page.locator('#a'))).toBeVisible();

  // Another zone is another reading.
  await page.evaluate(() => (document.querySelector('#c').timeZone = 'Asia/Shanghai'));
  await settled(page, 'c', 2);
  expect(page.workers()).toHaveLength(2);

  await page.evaluate(() => document.querySelector('#c').remove());
  await expect.poll(() => page.workers().length).toBe(1);
  await page.evaluate(() => document.querySelector('div').remove());
  await expect.poll(() => page.workers().length).toBe(0);
});

test('an address that fails is asked again, and many changes in one go are one question', async ({ page, examples, complaints }) => {
  await host(page, examples);
  let fails = true;
  await page.route('**/flaky.csv', async (route) =>
    fails ? route.fulfill({ status: 503 }) : route.fulfill({ path: join(import.meta.dirname, '../../docs/examples/journeys.csv') }));
  const funnel = await add(page, 'sojourn-funnel', { src: new URL('flaky.csv', examples.examples).href });
  await expect(funnel.locator('[part=error]')).toContainText('503');
  complaints.length = 0;
  fails = false;
  await funnel.evaluate((element) => {
    element.steps = 'landing, checkout';
    element.window = '1d';
    element.steps = ['landing', 'purchase'];
  });
  await settled(page, 'element-1', 2);
  await expect(bars(funnel)).toBeVisible();
  const ready = await told(page, 'ready');
  expect(ready.map(({ detail }) => detail.question)).toMatchObject([{ steps: ['landing', 'purchase'], windowSeconds: 86400 }]);
});

test('a log that the page opened is drawn, and is the page’s to close', async ({ page, examples }) => {
  await host(page, examples);
  const customers = await page.evaluate(async (src) => {
    window.log = await sojourn.openLog({ name: 'a.csv', data: await (await fetch(src)).arrayBuffer() });
    const element = document.createElement('sojourn-funnel');
    Object.assign(element, { id: 'given', data: log, steps: ['landing', 'purchase'], window: Infinity });
    document.querySelector('main').append(element);
    return (await log.funnel({ steps: ['landing', 'purchase'], windowSeconds: null })).steps[1].customers;
  }, log(examples));
  await settled(page, 'given');
  expect(await page.evaluate(() => document.querySelector('#given').report.steps[1].customers)).toBe(customers);
  await page.evaluate(() => document.querySelector('#given').remove());
  await page.waitForTimeout(100);
  expect(await page.evaluate(async () => (await log.funnel({ steps: ['landing', 'search'] })).steps.length)).toBe(2);
});

test('put on and taken off thirty times, nothing is left', async ({ page, examples }) => {
  await host(page, examples);
  await page.evaluate(() => (window.roots = []));
  for (let time = 0; time < 30; time++) {
    await add(page, time % 2 ? 'sojourn-heatmap' : 'sojourn-funnel', { src: log(examples) });
    await takeOff(page);
    await expect.poll(() => page.workers().length).toBe(0);
  }
  const session = await page.context().newCDPSession(page);
  await expect
    .poll(async () => {
      await session.send('HeapProfiler.collectGarbage');
      return page.evaluate(() => roots.filter((root) => root.deref()).length);
    })
    .toBe(0);
});

test('a worker that is lost is started anew', async ({ page, examples }) => {
  await page.addInitScript(() => {
    window.workers = [];
    const Original = Worker;
    window.Worker = class extends Original {
      constructor(...given) {
        super(...given);
        workers.push(this);
      }
    };
  });
  await host(page, examples);
  const funnel = await add(page, 'sojourn-funnel', { src: log(examples), steps: STEPS });
  await page.evaluate(() => {
    workers[0].onerror(new Event('error'));
    document.querySelector('sojourn-funnel').window = '1d';
  });
  await settled(page, 'element-1', 2);
  expect((await told(page, 'error')).length).toBe(0);
  await expect(bars(funnel)).toBeVisible();
});

test('from another origin, under a strict policy with Trusted Types', async ({ page, examples }) => {
  const files = await serve({ '/v1/': DIST }, 0, { headers: { 'Access-Control-Allow-Origin': '*' } });
  const data = await serve({ '/': join(import.meta.dirname, '../../docs/examples') }, 0, { headers: { 'Access-Control-Allow-Origin': '*' } });
  const policy = [
    // The icon of the page itself is an image.
    "default-src 'none'", 'img-src data:', `script-src ${files.origin} 'wasm-unsafe-eval'`, 'worker-src blob:', `connect-src ${files.origin} ${data.origin}`,
    "require-trusted-types-for 'script'", 'trusted-types sojourn',
  ].join('; ');
  const strict = await serve({ '/': join(import.meta.dirname, 'pages') }, 0, { headers: { 'Content-Security-Policy': policy } });
  try {
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        violations.push(`${violatedDirective} ${blockedURI} ${sample}`));
    });
    await openHost(page, `${strict.origin}/host.html`, `${files.origin}/v1/sojourn.js`);
    const funnel = await add(page, 'sojourn-funnel', { src: `${data.origin}/journeys.csv`, steps: STEPS, breakdown: 'channel' });
    const heatmap = await add(page, 'sojourn-heatmap', { src: `${data.origin}/journeys.csv`, rows: 'weekday', columns: 'hour' });
    const app = await add(page, 'sojourn-app', { src: `${data.origin}/journeys.csv` });
    await expect(bars(funnel)).toBeVisible();
    await funnel.getByText('As a table').click();
    await expect(funnel.getByRole('table')).toBeVisible();
    await expect(heatmap.getByRole('grid')).toBeVisible();
    await expect(bars(app)).toBeVisible();
    // The sheets are in force, though the policy has no style-src.
    expect(await funnel.locator('[part=base]').evaluate((base) => getComputedStyle(base).display)).toBe('grid');
    expect(await page.evaluate(() => violations)).toEqual([]);
  } finally {
    for (const server of [files, data, strict]) server.close();
  }
});

test.describe('what goes wrong is said, in the element and to the page', () => {
  const cases = [
    ['an address without a file', { src: 'nothing.csv' }, 'unreadable', /nothing\.csv could not be loaded: the server answers 404/],
    ['a step that does not exist', { src: 'journeys.csv', steps: 'landing, nowhere', breakdown: 'no such column' }, 'badQuestion', /no such column/],
    ['a window that does not read', { src: 'journeys.csv', window: 'soon' }, 'badQuestion', /“soon”/],
    ['no log', { src: 'html/page.css' }, 'notAnEventLog', /./],
  ];
  for (const [name, attributes, code, sentence] of cases) {
    test(name, async ({ page, examples, complaints }) => {
      await host(page, examples);
      const element = await add(page, 'sojourn-funnel', { ...attributes, src: examples.examples + attributes.src });
      const [{ detail }] = await told(page, 'error');
      expect(detail).toMatchObject({ code, message: expect.stringMatching(/\w/) });
      await expect(element.locator('[part=error]')).toContainText(sentence);
      await expectAccessible(page, name);
      complaints.length = 0; // the browser itself complains of the 404

      // Mended, it goes on.
      await element.evaluate((element, src) => {
        element.removeAttribute('breakdown');
        Object.assign(element, { src, steps: ['landing', 'purchase'], window: '14d' });
      }, log(examples));
      await expect(bars(element)).toBeVisible();
      await expect(element.locator('[part=error]')).toHaveCount(0);
    });
  }

  test('in Chinese', async ({ page, examples }) => {
    await host(page, examples);
    const element = await add(page, 'sojourn-funnel', { src: `${examples.examples}html/page.css`, lang: 'zh-CN' });
    await expect(element.locator('[part=error]')).toContainText(/[一-龥]{4}/);
    const other = await add(page, 'sojourn-heatmap', { src: log(examples), rows: 'no such column', lang: 'zh-CN' });
    await expect(other.locator('[part=error]')).toContainText(/[一-龥]{4}/);
  });
});

test.describe('look', () => {
  const fill = (element, selector) => element.locator(selector).first().evaluate((mark) => getComputedStyle(mark).fill);
  const ground = (element) => element.locator('[part=base]').evaluate((base) => getComputedStyle(base).backgroundColor);
  const LIGHT = 'rgb(255, 255, 255)';
  const DARK = 'rgb(27, 30, 36)';

  test('the theme is that of the page around, or the one asked for', async ({ page, examples }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await host(page, examples);
    const funnel = await add(page, 'sojourn-funnel', { src: log(examples), steps: STEPS });
    // A page that says nothing is light.
    expect(await ground(funnel)).toBe(LIGHT);
    await page.evaluate(() => (document.documentElement.style.colorScheme = 'light dark'));
    expect(await ground(funnel)).toBe(DARK);
    for (const [theme, expected] of [['light', LIGHT], ['dark', DARK], ['system', DARK], [null, DARK]]) {
      await funnel.evaluate((element, theme) => (element.theme = theme), theme);
      expect(await ground(funnel), String(theme)).toBe(expected);
      await expectAccessible(page, `theme ${theme}`);
    }
  });

  test('custom properties and parts of the page reach the chart', async ({ page, examples }) => {
    await host(page, examples);
    await page.addStyleTag({
      content: `body { --sojourn-accent: rgb(1, 120, 2); --sojourn-surface: rgb(250, 251, 252); --accent: red; --surface: red }
        sojourn-heatmap { --sojourn-heat-low: rgb(255, 255, 255); --sojourn-heat-high: rgb(90, 0, 0) }
        sojourn-funnel::part(headline) { letter-spacing: 3px }`,
    });
    const funnel = await add(page, 'sojourn-funnel', { src: log(examples), steps: STEPS });
    expect(await fill(funnel, '.bars__bar')).toBe('rgb(1, 120, 2)');
    // Custom properties that merely have the same name as ours do not get in.
    expect(await ground(funnel)).toBe('rgb(250, 251, 252)');
    expect(await funnel.locator('[part=headline]').evaluate((part) => getComputedStyle(part).letterSpacing)).toBe('3px');
    const heatmap = await add(page, 'sojourn-heatmap', { src: log(examples), rows: 'touchpoint', columns: 'channel' });
    const shades = await heatmap.locator('.heat__cell').evaluateAll((cells) => cells.map((cell) => getComputedStyle(cell).fill));
    expect(new Set(shades).size).toBeGreaterThan(5);
    expect(shades.some((shade) => /^oklab\(/.test(shade))).toBe(true);
    const inks = new Set(await heatmap.locator('.heat__text').evaluateAll((texts) => texts.map((text) => getComputedStyle(text).fill)));
    expect([...inks].sort()).toEqual(['oklch(0 0 0)', 'oklch(1 0 0)']);
    await expectAccessible(page, 'colours of the page');
  });

  test('it is as wide as its place', async ({ page, examples }) => {
    await host(page, examples);
    const funnel = await add(page, 'sojourn-funnel', { src: log(examples), steps: STEPS }, 'width: 330px');
    const chart = bars(funnel);
    const width = async () => (await chart.boundingBox()).width;
    await expect.poll(width).toBeLessThanOrEqual(330);
    // Steps below each other need more height than width.
    const box = await chart.boundingBox();
    expect(box.height).toBeGreaterThan(box.width);
    await funnel.evaluate((element) => (element.style.width = '1000px'));
    await expect.poll(width).toBeGreaterThan(800);
  });

  test('the language is the nearest one, and can change', async ({ page, examples }) => {
    await host(page, examples);
    const funnel = await add(page, 'sojourn-funnel', { src: log(examples), steps: STEPS });
    await expect(funnel).toContainText('customers went from');
    await funnel.evaluate((element) => (element.lang = 'zh-CN'));
    await expect(funnel).toContainText('位客户');
  });
});

test.describe('package', () => {
  const manifest = () => JSON.parse(readFileSync(join(DIST, 'npm/custom-elements.json'), 'utf8'));

  test('the manifest says what the elements have', async ({ page, examples }) => {
    await host(page, examples);
    for (const declaration of manifest().modules[0].declarations.filter((each) => each.customElement)) {
      const { observed, fields, name } = await page.evaluate((tag) => {
        const { observedAttributes, properties, name } = customElements.get(tag);
        return { observed: observedAttributes, fields: properties, name };
      }, declaration.tagName);
      const attributes = declaration.attributes.map((attribute) => attribute.name);
      expect(attributes.sort(), declaration.tagName).toEqual([...observed, 'theme'].sort());
      const named = [...declaration.attributes.map(({ fieldName }) => fieldName).filter(Boolean), 'data'];
      expect(named.sort()).toEqual([...fields, 'theme'].sort());
      expect(await page.evaluate((name) => typeof sojourn[name], declaration.name), name).toBe('function');
    }
  });

  test('npm packs it, and it can be imported where there is no document', () => {
    const folder = join(DIST, 'npm');
    const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: folder, encoding: 'utf8' }));
    const names = files.map((file) => file.path);
    for (const name of ['sojourn.js', 'sojourn.d.ts', 'sojourn-elements.css', 'sojourn-funnel_bg.wasm', 'sojourn-heatmap_bg.wasm', 'sojourn-worker_bg.wasm', 'sojourn-charts_bg.wasm', 'sojourn-app.css',
      'sojourn-app_bg.wasm', 'custom-elements.json', 'README.md', 'LICENSE-MIT', 'LICENSE-APACHE']) {
      expect(names).toContain(name);
    }
    const script = `import('sojourn').then(({ openLog }) => console.log(typeof openLog))`;
    expect(execFileSync('node', ['-e', script], { cwd: folder, encoding: 'utf8' }).trim()).toBe('function');
  });
});
