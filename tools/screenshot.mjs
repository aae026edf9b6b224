// Takes the picture of README.md from the built page: the funnel of the sample data.
// usage: node tools/screenshot.mjs [docs/screenshot.png]

import { chromium } from '@playwright/test';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { serve } from './serve.mjs';

const path = process.argv[2] ?? 'docs/screenshot.png';
const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const server = await serve({ '/': 'dist' });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || known.find(existsSync),
  chromiumSandbox: false,
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', colorScheme: 'light' });
await page.goto(`${server.origin}/#/funnel?sample`);
await page.getByRole('group', { name: /^Funnel of/ }).waitFor();
await page.waitForTimeout(500);
mkdirSync(dirname(path), { recursive: true });
await page.screenshot({ path });
await browser.close();
server.close();
console.log(path);
