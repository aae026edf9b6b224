// Drives the built site in Chromium. `make test` runs it; alone, after `make build`:
//   node_modules/.bin/playwright test --config tests/browser/playwright.config.mjs

import { defineConfig } from '@playwright/test';
import { existsSync } from 'node:fs';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 1, // a question takes both cores of a small machine
  timeout: 60_000,
  forbidOnly: !!process.env.CI,
  retries: process.env.CI ? 1 : 0, // a strange machine may be busy; what passes only then is told apart
  reporter: 'list',
  use: {
    locale: 'en-GB',
    timezoneId: 'UTC',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM || known.find(existsSync),
      chromiumSandbox: false,
      args: ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
        '--disable-component-update', '--disable-sync'],
    },
  },
});
