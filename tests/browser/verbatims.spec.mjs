// What customers say on screen: themes, the list of comments, and what comes before complaints.

import { downloaded, drop, expectAccessible, expectFunnel, goTo, openApp } from './app.mjs';
import { expect, test } from './site.mjs';

const LATE = ['Late delivery', 'again a late delivery', '物流太慢', '这次物流太慢，失望', 'late delivery, no word'];
const FINE = ['Lovely colours', 'fits well', '颜色很好看', '尺码合适', 'would buy again', '面料舒服'];

/** Ninety customers: the later they order, the more often the parcel is late; who has a late one is angry. */
const LOG = {
  name: 'parcels.csv',
  bytes: [
    'user_id,timestamp,event,csat,comment',
    ...Array.from({ length: 90 }, (_, n) => {
      const at = (hour) => `2025-0${1 + Math.floor(n / 30)}-${String(1 + (n % 28)).padStart(2, '0')}T${hour}:00:00Z`;
      const isLate = n < 45 ? n % 15 === 0 : n % 3 !== 0;
      const words = isLate ? LATE[n % LATE.length] : FINE[n % FINE.length];
      const rows = [`c${n},${at('09')},order,,`, `c${n},${at('10')},delivery,,`];
      if (isLate) rows.push(`c${n},${at('11')},complaint,,`);
      rows.push(`c${n},${at('12')},survey,${isLate ? 1 : 5},"${words}"`);
      return rows.join('\n');
    }),
    '',
  ].join('\n'),
};

const NO_COMMENTS = { name: 'plain.csv', bytes: LOG.bytes.replace(/,[^,\n]*$/gm, '').replaceAll(/,"[^"]*"?/g, '') };

const themes = (page) => page.getByRole('grid', { name: 'Themes' });
const list = (page) => page.getByRole('grid', { name: 'Comments' });
const heading = (page, name) => page.getByRole('heading', { name, exact: true });

/** The fields of the rows as drawn, from the top. */
const rows = (grid) =>
  grid.getByRole('row').evaluateAll((rows) =>
    rows.slice(1).sort((one, other) => one.getAttribute('aria-rowindex') - other.getAttribute('aria-rowindex'))
      .map((row) => [...row.children].map((field) => field.textContent.trim())));

async function openLog(page, site, file = LOG) {
  await openApp(page, site);
  await drop(page, file);
  await expectFunnel(page);
  await goTo(page, 'Feedback');
}

test('themes: what many say, how they feel, and since when; a theme lists its comments', async ({ page, site }) => {
  await openLog(page, site);
  await expect(heading(page, 'What they say: 90 comments')).toBeVisible();
  await expect(themes(page)).toBeVisible();
  const found = await rows(themes(page));
  const late = found.find(([term]) => term === 'late delivery');
  expect(late[2]).toBe('0.0%');
  // What surely has become more frequent is said to have.
  expect(late[4]).toMatch(/^[\d.]+% → [\d.]+%$/);
  expect(found.find(([term]) => term === '物流太慢')[4]).toMatch(/^[\d.]+% → [\d.]+%, rising$/);
  await themes(page).getByRole('button', { name: 'CSAT' }).click();
  await themes(page).getByRole('button', { name: 'CSAT' }).click();
  await expect.poll(async () => (await rows(themes(page)))[0][2]).toBe('0.0%');
  await themes(page).getByText('late delivery', { exact: true }).click();
  await expect(page.getByText('Theme: late delivery')).toBeVisible();
  await expect(heading(page, `${late[1]} of 90 comments match`)).toBeVisible();
  for (const [text, score, touchpoint] of await rows(list(page))) {
    expect([text.toLowerCase().includes('late delivery'), score, touchpoint]).toEqual([true, '1', 'complaint']);
  }
  await expectAccessible(page, 'feedback with a theme');
  await page.getByRole('button', { name: 'All themes' }).click();
  await expect(heading(page, '90 comments')).toBeVisible();
});

test('the list: searched, by score, and to a customer by keyboard', async ({ page, site }) => {
  await openLog(page, site);
  await page.getByRole('searchbox', { name: 'Search in comments' }).fill('COLOURS');
  await expect(page.getByRole('heading', { name: /^\d+ of 90 comments match$/ })).toBeVisible();
  for (const [text, score] of await rows(list(page))) expect([text, score]).toEqual(['Lovely colours', '5']);
  await page.getByRole('combobox', { name: 'Beside a score' }).selectOption({ label: 'Dissatisfied (1–2)' });
  await expect(page.getByText('No comment matches.')).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search in comments' }).fill('');
  await expect(list(page)).toBeVisible();
  const [, [, , , , second]] = await rows(list(page));
  await list(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: `Timeline of ${second}` })).toBeVisible();
  await page.goBack();
  await expect(list(page)).toBeVisible();
});

test('keeps what is listed in the address', async ({ page, site }) => {
  await openApp(page, site, '#/feedback?sample');
  await page.getByRole('searchbox', { name: 'Search in comments' }).fill('delivery');
  await themes(page).getByText('delivery', { exact: true }).click();
  const matching = page.getByRole('heading', { name: /^\d+ of \d+ comments match$/ });
  await expect(matching).toBeVisible();
  const found = await matching.textContent();
  await expect.poll(() => page.url()).toContain("'search':'delivery','theme':'delivery'");
  await page.reload();
  await expect(matching).toHaveText(found);
  await expect(themes(page).getByRole('row', { name: /^delivery/ }).first()).toHaveAttribute('aria-selected', 'true');
});

test('before complaints: the touchpoint that they come after', async ({ page, site }) => {
  await openLog(page, site);
  await expect(heading(page, 'Before complaints and enquiries')).toBeVisible();
  const table = page.getByRole('table', { name: 'Before complaints and enquiries' });
  const [delivery] = await rows(table);
  expect([delivery[0], delivery[1], delivery[3]]).toEqual(['delivery', '90', '0']);
  expect(delivery[6]).toBe('above 0.0%');
  await table.getByRole('link', { name: /^See these customers: delivery · .* · 33$/ }).click();
  await expect(heading(page, '33 customers')).toBeVisible();
  await expect(page.getByText('Those behind a count: “delivery”, and as the very next event complaint.')).toBeVisible();
});

test('downloads: themes, comments, what comes before complaints', async ({ page, site }) => {
  await openLog(page, site);
  const csv = async (name) => {
    const file = await downloaded(page, () => page.getByRole('button', { name, exact: true }).click());
    return file.toString().replace('\ufeff', '').trim().split('\r\n');
  };
  await expect(list(page)).toBeVisible();
  expect((await csv('Themes as CSV'))[0]).toMatch(/^theme,comments,scores,index,.*,p_value$/);
  const comments = await csv('Comments as CSV');
  expect([comments[0], comments.length]).toEqual(['customer,event,timestamp,touchpoint,score,comment', 91]);
  expect((await csv('Save this table as CSV'))[1]).toMatch(/^delivery,90,\d+,0,/);
});

test('in Chinese, on a phone', async ({ page, site }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem('sojourn.language', '"zh-CN"'));
  await openApp(page, site, '#/feedback?sample');
  await expect(page.getByRole('heading', { name: /^客户原话：[\d,]+ 条评论$/ })).toBeVisible();
  await expect(page.getByRole('grid', { name: '主题' })).toBeVisible();
  await expect(page.getByRole('heading', { name: '投诉与咨询之前' })).toBeVisible();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await expectAccessible(page, 'feedback in Chinese on a phone');
});

test('says in one sentence that there are no comments', async ({ page, site }) => {
  await openLog(page, site, NO_COMMENTS);
  await expect(page.getByText('There are no comments to read')).toBeVisible();
  await expect(list(page)).toHaveCount(0);
});
