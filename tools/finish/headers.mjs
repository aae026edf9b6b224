// Ready header files for static hosts: what the page's own policy says, and what only a header can say.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from './digest.mjs';

/** The policy in a page. */
export function policyOf(html) {
  const [, policy] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html);
  return policy;
}

/** Writes them. `inlined` are the sums of the scripts and styles of the single file, which may be served, too. */
export function headerFiles(dist, inlined) {
  const allowing = { 'script-src': inlined.scripts, 'style-src': inlined.styles };
  const directives = policyOf(read(dist, 'index.html').toString())
    .split('; ')
    .map((directive) => [directive, ...(allowing[directive.split(' ')[0]] ?? []).map((sum) => `'${sum}'`)].join(' '));
  const policy = [
    ...directives,
    "frame-ancestors 'none'",
    // Without popups: nothing can be sent by opening a window. Modals: the print dialog.
    'sandbox allow-scripts allow-same-origin allow-downloads allow-modals',
  ].join('; ');
  const everywhere = {
    'Content-Security-Policy': policy,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-DNS-Prefetch-Control': 'off',
    // The names of the files do not change with their content.
    'Cache-Control': 'no-cache',
  };
  // The JavaScript module and its parts may be used by pages of other origins.
  const module = { 'Access-Control-Allow-Origin': '*' };
  const about = [
    '# Headers for Sojourn on a static host. The page brings its own content-security policy; these let the host enforce it',
    '# for the workers, too, and add what only a header can say.',
  ];

  const lines = (headers, write) => Object.entries(headers).map(([name, value]) => write(name, value));
  const netlify = (name, value) => `  ${name}: ${value}`;
  write(dist, '_headers', [
    ...about,
    '# Netlify, Cloudflare Pages and others read this file. Sojourn in a folder: put the folder before the paths.',
    '/*',
    ...lines(everywhere, netlify),
    '/sojourn*',
    ...lines(module, netlify),
  ]);
  const nginx = (name, value) => `    add_header ${name} "${value}" always;`;
  write(dist, 'hosting/nginx.conf', [
    ...about,
    '# nginx: in the server block; set the two paths.',
    'location /sojourn/ {',
    '    alias /var/www/sojourn/;',
    '    types { application/wasm wasm; text/javascript js; text/css css; text/html html; application/manifest+json webmanifest; image/svg+xml svg; image/png png; }',
    ...lines({ ...everywhere, ...module }, nginx),
    '}',
  ]);
  const apache = (name, value) => `    Header always set ${name} "${value}"`;
  write(dist, 'hosting/apache.conf', [
    ...about,
    '# Apache with mod_headers: in the configuration of the host, or as .htaccess in the folder without the outer two lines.',
    '<Directory "/var/www/sojourn">',
    '    AddType application/wasm .wasm',
    '    AddType application/manifest+json .webmanifest',
    ...lines({ ...everywhere, ...module }, apache),
    '</Directory>',
  ]);
}

function write(dist, path, lines) {
  mkdirSync(join(dist, path, '..'), { recursive: true });
  writeFileSync(join(dist, path), lines.join('\n') + '\n');
}
