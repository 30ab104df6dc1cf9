// Bundles the web phone into the folder named on the command line (what only some pages need in a file of its own, which they
// import), beside it the icon sprite and the font, both made
// from npm packages so that nothing of theirs stands in this repository.
import { build } from 'esbuild';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const out = process.argv[2];
if (!out) throw new Error('usage: npm run build -- FOLDER');
mkdirSync(join(out, 'fonts'), { recursive: true });

// Their names change with their content.
for (const former of readdirSync(out).filter((name) => /^webphone-.*\.js$/.test(name))) rmSync(join(out, former));
await build({ entryPoints: { webphone: 'src/main.ts' }, bundle: true, splitting: true, format: 'esm', target: 'es2022', minify: true,
  sourcemap: false, outdir: out, chunkNames: 'webphone-[name]-[hash]', logLevel: 'warning' });

const names = readFileSync('icons.txt', 'utf8').split(/\s+/).filter(Boolean).sort();
const symbol = (name) => {
  const shapes = readFileSync(`node_modules/lucide-static/icons/${name}.svg`, 'utf8')
    .replace(/<!--.*?-->/s, '').replace(/^[\s\S]*?<svg[\s\S]*?>/, '').replace(/<\/svg>\s*$/, '').replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">${shapes}</symbol>`;
};
writeFileSync(join(out, 'icons.svg'), `<svg xmlns="http://www.w3.org/2000/svg">\n${names.map(symbol).join('\n')}\n</svg>\n`);

for (const subset of ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext']) {
  const file = `inter-${subset}-wght-normal.woff2`;
  copyFileSync(`node_modules/@fontsource-variable/inter/files/${file}`, join(out, 'fonts', file));
}
