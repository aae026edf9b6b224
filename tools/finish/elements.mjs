// What other pages need of the build beside the module: the elements' style sheet, their manifest, the npm package.

import { transform } from 'esbuild';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The sheets that charts use, and what is only the elements'; the app in an element has the others of the page, too. */
const CHART_SHEETS = ['tokens', 'base', 'controls', 'chart', 'panel', 'widget'];

/** What the npm package is made of: what the module loads, and what describes it. */
const PACKAGED = /^sojourn(-(app|charts|funnel|heatmap|worker|exports|workbooks|parquet|arrow|elements).*)?\.(js|wasm|css|d\.ts)$|^custom-elements\.json$/;

/** In an element it is the width of the element that counts, not that of the window. */
const inElement = (css) => css.replace(/@media \((max|min)-width:/g, '@container ($1-width:');

/** Writes them. */
export async function elements(dist) {
  const page = readFileSync('index.html', 'utf8');
  const ofPage = [...page.matchAll(/rel="css" href="style\/([^"]+)\.css"/g)].map(([, name]) => name);
  await sheet(dist, 'sojourn-elements.css', CHART_SHEETS);
  await sheet(dist, 'sojourn-app.css', ofPage.filter((name) => !CHART_SHEETS.includes(name)));
  copyFileSync('src/widget/custom-elements.json', join(dist, 'custom-elements.json'));
  packageFolder(dist);
}

/** Writes sheets of the page as one. */
async function sheet(dist, file, names) {
  const css = names.map((name) => inElement(readFileSync(`style/${name}.css`, 'utf8'))).join('\n');
  const { code } = await transform(css, { loader: 'css', minify: true, charset: 'utf8' });
  writeFileSync(join(dist, file), code);
}

/** The folder that `npm pack` makes a package of. */
function packageFolder(dist) {
  const folder = join(dist, 'npm');
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(dist).filter((name) => PACKAGED.test(name))) {
    copyFileSync(join(dist, name), join(folder, name));
  }
  copyFileSync('docs/embedding.md', join(folder, 'README.md'));
  for (const licence of ['LICENSE-MIT', 'LICENSE-APACHE']) copyFileSync(licence, join(folder, licence));
  const cargo = readFileSync('Cargo.toml', 'utf8');
  const of = (field) => new RegExp(`^${field} = "([^"]+)"`, 'm').exec(cargo)[1];
  const about = {
    name: 'sojourn',
    version: of('version'),
    description: 'Funnel and touchpoint heatmap as custom elements; the log is read in the browser and never leaves it',
    license: of('license'),
    type: 'module',
    main: './sojourn.js',
    module: './sojourn.js',
    types: './sojourn.d.ts',
    exports: {
      '.': { types: './sojourn.d.ts', default: './sojourn.js' },
      './*': './*',
    },
    customElements: './custom-elements.json',
    // Importing it defines the elements.
    sideEffects: ['./sojourn.js'],
    keywords: ['customer journey', 'funnel', 'heatmap', 'web components', 'analytics', 'wasm'],
  };
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(about, null, 2)}\n`);
}
