// Opening files in the app: every way in, every way it can go wrong, language, theme, keyboard, address.

import { choose, downloaded, drop, dropInstead, expectAccessible, expectFunnel, goTo, openApp, openSample, question } from './app.mjs';
import { BAD_INPUT, GOOD } from './bad-input.mjs';
import { expect, test } from './site.mjs';

const log = (rows) => ({
  name: 'large.csv',
  bytes: `user_id,timestamp,event\n${Array.from(
    { length: rows },
    (_, i) => `u${i % 9973},${new Date(1735689600000 + i * 1000).toISOString()},${['view', 'cart', 'pay'][i % 3]}\n`,
  ).join('')}`,
});

test.describe('ways in', () => {
  test('sample data: one click to the first funnel', async ({ page, site }) => {
    await openApp(page, site);
    await expect(page.getByText('Nothing leaves this device')).toBeVisible();
    await page.getByRole('button', { name: 'Try it with sample data' }).click();
    await expectFunnel(page);
    await expect(page.getByRole('banner')).toContainText(/Sample data.*customers.*events/);
  });

  test('a dropped file', async ({ page, site }) => {
    await openApp(page, site);
    await drop(page, GOOD);
    await expectFunnel(page);
    await expect(page.getByRole('banner')).toContainText('good.csv');
    await expect(page.getByRole('banner')).toContainText('7 customers');
    await expect(page.getByRole('banner')).toContainText('30 events');
  });

  test('a chosen file', async ({ page, site }) => {
    await openApp(page, site);
    await choose(page, GOOD);
    await expectFunnel(page);
  });

  test('a pasted table: into the page, and into the field', async ({ page, site }) => {
    await openApp(page, site);
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, GOOD.bytes.toString());
    await expectFunnel(page);

    await page.getByRole('link', { name: 'Open another file' }).click();
    await page.getByText('Paste a table').click();
    await page.getByLabel('Table, with a header line').fill(GOOD.bytes.toString().replaceAll(',', '\t'));
    await page.getByRole('button', { name: 'Open this table' }).click();
    await question(page).getByRole('button', { name: 'Open instead' }).click();
    await expectFunnel(page);
    await expect(page.getByRole('banner')).toContainText('Pasted table');
  });

  test('another file over an open one', async ({ page, site }) => {
    await openSample(page, site);
    await drop(page, GOOD);
    await expect(page.getByRole('banner')).toContainText('good.csv');
    await expectFunnel(page);
    await expect.poll(() => page.workers().length, 'workers that are left').toBe(1);
  });
});

/** Has the page itself cancel as soon as it can: reading may be done before a click from outside arrives. */
const cancelWhenThere = (page) =>
  page.evaluate(() => {
    window.cancelled = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        const cancel = document.querySelector('.progress button');
        if (!cancel) return;
        observer.disconnect();
        const bars = document.querySelectorAll('progress, [role=progressbar]').length;
        cancel.click();
        resolve(bars);
      });
      observer.observe(document.body, { childList: true, subtree: true });
    });
  });

test.describe('opening', () => {
  test('shows how far it is, and cancels at once', async ({ page, site }) => {
    await openApp(page, site);
    await cancelWhenThere(page);
    await choose(page, log(600_000));
    expect(await page.evaluate(() => window.cancelled), 'bars of progress beside the button').toBe(1);
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    await expect.poll(() => page.workers().length, 'workers that are left').toBe(0);
    await expect(page.getByRole('button', { name: 'Try it with sample data' })).toBeVisible();
    await drop(page, GOOD);
    await expectFunnel(page);
  });

  test('cancelled, leaves the log that was open', async ({ page, site }) => {
    await openApp(page, site);
    await drop(page, GOOD);
    await expectFunnel(page);
    await page.getByRole('link', { name: 'Open another file' }).click();
    await cancelWhenThere(page);
    await choose(page, log(600_000));
    await question(page).getByRole('button', { name: 'Open instead' }).click();
    await page.evaluate(() => window.cancelled);
    await goTo(page, 'Funnel');
    await expect(page.getByRole('banner')).toContainText('good.csv');
  });

  test('says which dates are meant when they can be read in two ways', async ({ page, site }) => {
    const dates = BAD_INPUT.find(({ name }) => name === 'dates.csv');
    await openApp(page, site);
    await drop(page, { name: dates.name, bytes: dates.bytes() });
    await expect(page.getByRole('alert')).toBeVisible();
    await page.getByRole('button', { name: /Day first/ }).click();
    await expectFunnel(page);
  });

  test('asks for the column that it did not find', async ({ page, site }) => {
    await openApp(page, site);
    await drop(page, {
      name: 'strange.csv',
      bytes: `a,b,c\n${Array.from({ length: 40 }, (_, i) => `x ${i},y ${i * 7},2025-01-01T00:00:${10 + i}Z`).join('\n')}\n`,
    });
    await expect(page.getByRole('alert').or(page.getByRole('navigation'))).toBeVisible();
  });
});

test.describe('bad input', () => {
  for (const { title, name, bytes, code } of BAD_INPUT.filter((input) => input.name !== 'one-customer.csv')) {
    test(`${title}, dropped: ${code ? 'a sentence' : 'a working view'}, and the next file opens`, async ({ page, site }) => {
      await openApp(page, site);
      await choose(page, { name, bytes: bytes() });
      const alert = page.getByRole('alert');
      const menu = page.getByRole('navigation');
      await expect(alert.or(menu)).toBeVisible({ timeout: 30_000 });
      if (code) {
        await expect(alert).toBeVisible();
      } else if (await menu.isVisible()) {
        for (const view of ['Data', 'Journey map', 'Funnel', 'Heatmap', 'Feedback', 'Customers']) await goTo(page, view);
      }
      await (await menu.isVisible() ? dropInstead : drop)(page, GOOD);
      await expect(page.getByRole('banner')).toContainText('good.csv');
      await goTo(page, 'Funnel');
      await expectFunnel(page);
    });
  }

  test('names that look like markup stay text', async ({ page, site }) => {
    const evil = '<img src=x onerror=alert(1)>';
    await openApp(page, site);
    page.on('dialog', (dialog) => {
      throw new Error(`a dialog: ${dialog.message()}`);
    });
    const rows = Array.from({ length: 20 }, (_, i) => `u${i % 5},2025-01-0${1 + (i % 9)}T00:00:00Z,"${evil}${i % 3}",<b>x</b>`);
    await drop(page, { name: `${evil}.csv`, bytes: `user_id,timestamp,event,channel\n${rows.join('\n')}\n` });
    await expect(page.getByRole('banner')).toContainText(evil);
    for (const view of ['Data', 'Journey map', 'Funnel', 'Heatmap', 'Feedback', 'Customers']) await goTo(page, view);
    expect(await page.locator('img[src="x"]').count()).toBe(0);
  });
});

test.describe('data screen', () => {
  test('shows what was understood, and reads again with another role', async ({ page, site }) => {
    await openApp(page, site);
    await drop(page, { name: 'good.csv', bytes: `${GOOD.bytes}u1,not a time,view\n` });
    await expectFunnel(page);
    await goTo(page, 'Data');
    const main = page.getByRole('main');
    await expect(main).toContainText('31 = 30 events + 1 skipped');
    await expect(main).toContainText('UTF-8');
    await expect(main).toContainText('not a time');

    const text = await downloaded(page, () => page.getByRole('button', { name: 'Download as CSV' }).click());
    expect(text.toString()).toContain('not a time');

    await page.getByLabel('Role of column event').selectOption('');
    await page.getByLabel('Role of column user_id').selectOption({ label: 'Touchpoint' });
    await page.getByLabel('Role of column event').selectOption({ label: 'Customer' });
    await page.getByRole('button', { name: 'Read again with these roles' }).click();
    await expect(page.getByRole('banner')).toContainText('3 customers');
  });

  test('keeps the stages that were chosen', async ({ page, site }) => {
    await openApp(page, site);
    await drop(page, GOOD);
    await expectFunnel(page);
    await goTo(page, 'Data');
    await page.getByLabel('Stage of view').selectOption({ label: 'Loyalty' });
    await page.reload();
    await expect(page.getByText('Drop the same file again')).toBeVisible();
    await drop(page, GOOD);
    await expect(page.getByRole('banner')).toContainText('good.csv');
    await goTo(page, 'Data');
    await expect(page.getByLabel('Stage of view').locator('option:checked')).toHaveText('Loyalty');
  });
});

test.describe('language and theme', () => {
  test('follow the browser, can be changed, and are remembered', async ({ page, site }) => {
    await openApp(page, site);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.getByLabel('Language').selectOption('zh-CN');
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(page.getByRole('button', { name: '用示例数据试试' })).toBeVisible();
    await page.getByLabel('主题').selectOption({ label: '深色' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await page.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await expect(page.getByRole('button', { name: '用示例数据试试' })).toBeVisible();
  });

  test.describe('in a Chinese browser', () => {
    test.use({ locale: 'zh-CN' });
    test('Chinese is the first language', async ({ page, site }) => {
      await openApp(page, site);
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
      await page.getByRole('button', { name: '用示例数据试试' }).click();
      await expect(page.getByRole('link', { name: '漏斗', exact: true })).toHaveAttribute('aria-current', 'page');
    });
  });
});

test.describe('address', () => {
  test('back, forward and reload keep the view', async ({ page, site }) => {
    await openSample(page, site);
    await goTo(page, 'Data');
    await goTo(page, 'Heatmap');
    await page.goBack();
    await expect(page.getByRole('link', { name: 'Data', exact: true })).toHaveAttribute('aria-current', 'page');
    await page.goForward();
    await expect(page.getByRole('link', { name: 'Heatmap', exact: true })).toHaveAttribute('aria-current', 'page');
    await page.reload();
    await expect(page.getByRole('link', { name: 'Heatmap', exact: true })).toHaveAttribute('aria-current', 'page');
  });

  test('an address that makes no sense is the first screen', async ({ page, site }) => {
    for (const fragment of ['#/nowhere', '#/funnel?state=%', '#/heatmap?of=x&state={', '#']) {
      await openApp(page, site, fragment);
      await expect(page.getByRole('button', { name: 'Try it with sample data' })).toBeVisible();
    }
  });
});

test('keyboard alone: from the first screen to the heatmap', async ({ page, site }) => {
  await openApp(page, site);
  const tabTo = async (target) => {
    for (let i = 0; i < 60; i += 1) {
      await page.keyboard.press('Tab');
      if (await target.evaluate((element) => element === document.activeElement)) {
        expect(await target.evaluate((element) => element.matches(':focus-visible')), 'the focus is seen').toBe(true);
        return;
      }
    }
    throw new Error('Tab does not get there');
  };
  await tabTo(page.getByRole('button', { name: 'Try it with sample data' }));
  await page.keyboard.press('Enter');
  await expectFunnel(page);
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await tabTo(page.getByRole('main')).catch(() => {});
  await page.evaluate(() => document.activeElement.blur());
  await tabTo(page.getByRole('navigation').getByRole('link', { name: 'Heatmap', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Heatmap', exact: true })).toHaveAttribute('aria-current', 'page');
});

test.describe('accessibility', () => {
  for (const language of ['en', 'zh-CN']) {
    for (const theme of ['light', 'dark']) {
      test(`no violations on any screen: ${language}, ${theme}`, async ({ page, site }) => {
        test.slow();
        await page.addInitScript(
          ([language, theme]) => {
            localStorage.setItem('sojourn.language', JSON.stringify(language));
            localStorage.setItem('sojourn.theme', JSON.stringify(theme));
          },
          [language, theme],
        );
        await openApp(page, site);
        await expect(page.locator('html')).toHaveAttribute('lang', language);
        await expectAccessible(page, 'first screen');
        await drop(page, { name: 'empty.csv', bytes: '' });
        await expect(page.getByRole('alert')).toBeVisible();
        await expectAccessible(page, 'a file that does not open');
        for (const view of ['data', 'overview', 'map', 'pains', 'funnel', 'heatmap', 'feedback', 'customers']) {
          await openApp(page, site, `#/${view}?sample`);
          await expect(page.getByRole('navigation')).toBeVisible();
          await page.waitForTimeout(300);
          await expectAccessible(page, view);
        }
      });
    }
  }

  test('no violations on a phone', async ({ page, site }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await openApp(page, site);
    await expectAccessible(page, 'first screen');
    for (const view of ['data', 'overview', 'map', 'pains', 'funnel', 'heatmap', 'feedback', 'customers']) {
      await openApp(page, site, `#/${view}?sample`);
      await expect(page.getByRole('navigation')).toBeVisible();
      await page.waitForTimeout(300);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow, `${view} is wider than the screen by`).toBeLessThanOrEqual(0);
      await expectAccessible(page, view);
    }
  });
});
