// Feedback on screen: how customers feel, and where.

import { downloaded, drop, expectAccessible, expectFunnel, goTo, openApp, openSample } from './app.mjs';
import { expect, test } from './site.mjs';

/** Two promoters and one detractor of four, and a number that is none of theirs. */
const SURVEY = {
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
    '',
  ].join('\n'),
};

/** The same without scores. */
const NO_SCORES = {
  name: 'visits.csv',
  bytes: SURVEY.bytes.replace(/,[^,\n]*$/gm, ''),
};

const select = (page, name) => page.getByRole('combobox', { name, exact: true });

const chart = (page) => page.getByRole('img', { name: /^(NPS|CSAT|CES) by / });

/** Opens the table below the chart; its cells, row by row, without its header. */
async function table(page) {
  await page.locator('.view__results summary').first().click();
  const rows = page.getByRole('table', { name: /^(Feedback as a table|反馈数据表)$/ }).getByRole('row');
  await expect(rows.nth(1)).toBeVisible();
  return rows.evaluateAll((rows) => rows.slice(1).map((row) => [...row.children].map((cell) => cell.textContent.trim())));
}

async function openSurvey(page, site, file = SURVEY) {
  await openApp(page, site);
  await drop(page, file);
  await expectFunnel(page);
  await goTo(page, 'Feedback');
}

test('from a band of scores to those who gave them', async ({ page, site }) => {
  await openSurvey(page, site);
  await page.getByRole('link', { name: /^See these customers: Promoters.* 2/ }).click();
  await expect(page.getByRole('heading', { name: '2 customers' })).toBeVisible();
  const list = page.getByRole('grid', { name: 'List of customers' });
  for (const name of ['ann', 'cid']) await expect(list).toContainText(name);
  await expect(list).not.toContainText('bob');
  await expect(page.getByText('Those behind a count: scores from 9 to 10.')).toBeVisible();
  // A survey speaks of what came before it: both events are marked.
  await list.getByText('ann').click();
  await expect(page.getByRole('region', { name: 'Timeline of ann' }).getByText('counted', { exact: true })).toHaveCount(2);
  await page.goBack();
  await page.goBack();
  await expect(chart(page)).toBeVisible();
  await table(page);
  await page.getByRole('link', { name: 'See these customers: help · Scores · 1' }).click();
  await expect(page.getByRole('heading', { name: '1 customer', exact: true })).toBeVisible();
  await expect(list).toContainText('bob');
});

test('the sample: says in a sentence, a picture and a table the same', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Feedback');
  const headline = page.getByRole('heading', { name: /^CSAT [\d.]+% \(95%: [\d.]+% to [\d.]+%\) of [\d,]+ scores$/ });
  await expect(headline).toBeVisible();
  const [, index, n] = (await headline.textContent()).match(/^CSAT (\S+) .* of (\S+) scores$/);
  // All scores stand at the survey; what they speak of is before it.
  await expect(select(page, 'A score speaks of')).toHaveValue('1');
  await expect(chart(page)).toHaveAccessibleName(/^CSAT by Touchpoint, with 95% intervals: \d+ groups/);
  const rows = await table(page);
  expect(rows[0].slice(0, 3)).toEqual(['All scores', n, index]);
  expect(rows.length).toBeGreaterThan(3);
  await expectAccessible(page, 'feedback with its table');
});

test('in Chinese', async ({ page, site }) => {
  await page.addInitScript(() => localStorage.setItem('sojourn.language', '"zh-CN"'));
  await openApp(page, site, '#/feedback?sample');
  await expect(page.getByRole('heading', { name: /^CSAT \S+（95%：\S+ 至 \S+），共 [\d,]+ 个评分$/ })).toBeVisible();
  await expect(page.getByRole('img', { name: /^各触点的 CSAT，含 95% 区间/ })).toBeVisible();
  const [all] = await table(page);
  expect(all[0]).toBe('全部评分');
});

test('a small survey, by hand', async ({ page, site }) => {
  await openSurvey(page, site);
  await expect(page.getByRole('heading', { name: /^NPS \+25\.0 .* of 4 scores$/ })).toBeVisible();
  const bands = page.getByRole('list', { name: 'All scores' });
  await expect(bands).toHaveText(/Detractors \(0–6\)1 \(25\.0%\)\s*Passives \(7–8\)1 \(25\.0%\)\s*Promoters \(9–10\)2 \(50\.0%\)/);
  await expect(select(page, 'A score speaks of').locator('option:checked')).toHaveText("The customer's event before it");
  await expect(page.getByText('1 scores count in all and in no group')).toBeVisible();
  await select(page, 'Groups sorted by').selectOption({ label: 'Lowest first' });
  const rows = await table(page);
  expect(rows.map(([name, n, index]) => [name, n, index])).toEqual([
    ['All scores', '4', '+25.0'],
    ['help', '1', '-100.0'],
    ['order', '2', '+100.0'],
  ]);
  await select(page, 'Scale').selectOption({ label: 'CES, 1 to 7' });
  await expect(page.getByRole('heading', { name: /^CES 3\.0 of 7 .* of 1 score$/ })).toBeVisible();
  await expect(page.getByText('3 numbers are not on this scale')).toBeVisible();
});

test('keeps its question in the address, and is asked by keyboard', async ({ page, site }) => {
  await openSample(page, site);
  await goTo(page, 'Feedback');
  const by = select(page, 'By');
  await by.focus();
  await page.keyboard.press('c');
  await expect(chart(page)).toHaveAccessibleName(/^CSAT by Channel/);
  await expect.poll(() => page.url()).toContain('state=');
  await page.reload();
  await expect(chart(page)).toHaveAccessibleName(/^CSAT by Channel/);
  await page.locator('.view__results summary').first().focus();
  await page.keyboard.press('Enter');
  const shown = page.getByRole('table', { name: 'Feedback as a table' });
  await expect(shown).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(shown).toBeFocused();
  await page.goBack();
  await expect(chart(page)).toHaveAccessibleName(/^CSAT by Touchpoint/);
});

test('downloads the table as CSV and the picture as SVG and PNG', async ({ page, site }) => {
  await openSurvey(page, site);
  const main = page.getByRole('main');
  const csv = await downloaded(page, () => main.getByRole('button', { name: 'CSV', exact: true }).click());
  const lines = csv.toString().trim().split('\r\n');
  expect(lines[0]).toMatch(/^\ufeff?touchpoint,n,nps,nps_low,nps_high,mean,mean_low,mean_high,detractors,passives,promoters$/);
  expect(lines[1]).toMatch(/^\(all\),4,0\.25,.*,1,1,2$/);
  expect(lines[2]).toMatch(/^order,2,1,.*,0,0,2$/);
  const svg = await downloaded(page, () => main.getByRole('button', { name: 'SVG', exact: true }).click());
  expect(svg.toString()).toMatch(/<svg[^]*order[^]*<\/svg>/);
  expect(svg.toString()).not.toMatch(/var\(--|class="/);
  const png = await downloaded(page, () => main.getByRole('button', { name: 'PNG', exact: true }).click());
  expect(png.length).toBeGreaterThan(5_000);
});

test('says what is missing where there are no scores', async ({ page, site }) => {
  await openSurvey(page, site, NO_SCORES);
  await expect(page.getByRole('status').filter({ hasText: 'This log has no scores' })).toBeVisible();
  await expectAccessible(page, 'feedback without scores');
  await page.getByRole('link', { name: 'Choose the column on the data screen' }).click();
  await expect(page.getByRole('link', { name: 'Data', exact: true })).toHaveAttribute('aria-current', 'page');
});

test('asks for the scale where it cannot be told', async ({ page, site }) => {
  const bytes = SURVEY.bytes.replace('nps', 'score').replace(',8\n', ',80\n').replace(',9\n', ',90\n');
  await openSurvey(page, site, { name: 'percent.csv', bytes });
  await expect(page.getByRole('status').filter({ hasText: 'The scores are on no scale that is known' })).toBeVisible();
  await expectAccessible(page, 'feedback on no known scale');
  await page.getByRole('button', { name: 'NPS, 0 to 10' }).click();
  await expect(page.getByRole('heading', { name: /^NPS 0\.0 .* of 2 scores$/ })).toBeVisible();
  await expect(page.getByText('2 numbers are not on this scale and count nowhere.')).toBeVisible();
});

/** Each customer rates the checkout, by phone or on the web, asks for help and rates a visit. */
const TWO_CHANNELS = (() => {
  const rows = ['user_id,timestamp,event,channel,csat'];
  for (let at = 0; at < 12; at++) {
    const row = (hour, event, channel, score) => rows.push(`c${at},2025-01-06T${String(hour).padStart(2, '0')}:00:00Z,${event},${channel},${score}`);
    row(9, 'checkout', at % 2 ? 'phone' : 'web', at % 2 ? 1 + (at % 3 === 0) : 5 - (at % 3 === 0));
    row(10, 'help', 'web', '');
    row(11, 'visit', 'web', 4 + (at % 2));
  }
  return { name: 'csat.csv', bytes: `${rows.join('\n')}\n` };
})();

/** The cells of a table, row by row, without its header. */
const cells = (page, name) =>
  page
    .getByRole('table', { name })
    .getByRole('row')
    .evaluateAll((rows) => rows.slice(1).map((row) => [...row.children].map((cell) => cell.textContent.trim())));

test('the same touchpoint through several channels, and scores before and after one', async ({ page, site }) => {
  await openSurvey(page, site, TWO_CHANNELS);
  await expect(page.getByText('checkout differs most between channels: a mean score of 1.33 through phone, 4.67 through web.')).toBeVisible();
  const [[name, channels, lowest, highest, spread, , verdict], ...others] = await cells(page, 'The same touchpoint through several channels');
  expect([name, channels, lowest, highest, spread, verdict, others]).toEqual([
    'checkout', '2', 'phone 1.33 (n = 6)', 'web 4.67 (n = 6)', '3.33', 'Inconsistent', [],
  ]);
  const changes = await cells(page, 'Scores before and after a touchpoint');
  expect(changes.map((row) => [...row.slice(0, 5), row[7]])).toEqual([
    ['help', '12', '3.00', '4.50', '+1.50', 'Better after it'],
    ['visit', '12', '3.00', '4.50', '+1.50', 'Better after it'],
  ]);
  await expectAccessible(page, 'feedback across channels');
  const behind = async (name, says) => {
    await page.getByRole('link', { name }).click();
    await expect(page.getByText(`Those behind a count: ${says}.`)).toBeVisible();
    const heading = await page.getByRole('heading', { name: /^\d+ customers$/ }).textContent();
    await page.goBack();
    return heading;
  };
  const through = 'See these customers: checkout · Lowest · phone 1.33 (n = 6)';
  expect(await behind(through, 'scores, checkout')).toBe('6 customers');
  const help = 'See these customers: help · Customers · 12';
  expect(await behind(help, 'a score before “help”, and one from it on')).toBe('12 customers');
  const save = page.locator('section').filter({ hasText: 'Scores before and after a touchpoint' }).getByRole('button', { name: 'Save this table as CSV' });
  const csv = (await downloaded(page, () => save.click())).toString();
  expect(csv.split('\r\n')[1]).toMatch(/^help,12,3,4\.5,1\.5,/);
});

test('without channels and with one score each there is nothing of them', async ({ page, site }) => {
  await openSurvey(page, site);
  await expect(chart(page)).toBeVisible();
  await expect(page.getByRole('table', { name: 'The same touchpoint through several channels' })).toHaveCount(0);
  await expect(page.getByRole('table', { name: 'Scores before and after a touchpoint' })).toHaveCount(0);
});
