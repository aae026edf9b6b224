// The tour in a network namespace without a network: nothing that the browser does by whatever means can get out.
// usage: unshare --net node without-network.mjs disk|host     (with --map-root-user where one is not root)
// `host` needs the loopback device, which it brings up by `ip`; there is no other device.

import { chromium } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { pathToFileURL } from 'node:url';
import { serve } from '../../tools/serve.mjs';
import config from './playwright.config.mjs';
import { DIST } from './site.mjs';
import { sealed, tour } from './tour.mjs';

const where = process.argv[2];
if (where === 'host') execFileSync('ip', ['link', 'set', 'lo', 'up']);
const others = Object.keys(networkInterfaces()).filter((name) => name !== 'lo');
if (others.length > 0) throw new Error(`There is a network here: ${others}`);

const server = where === 'host' ? await serve({ '/': DIST }) : null;
const browser = await chromium.launch(config.use.launchOptions);
const { locale, timezoneId, viewport } = config.use;
const page = await browser.newPage({ locale, timezoneId, viewport });
const complaints = [];
page.on('pageerror', (error) => complaints.push(String(error)));
await page.goto(server ? `${server.origin}/` : pathToFileURL(`${DIST}sojourn.html`).href);
await sealed(page);
await tour(page);
await browser.close();
server?.close();
if (complaints.length > 0) throw new Error(complaints.join('\n'));
console.log('the whole tour, without a network');
