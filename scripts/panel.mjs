/** Bundles the agents' panel (plugins/empathy/panel) into plugins/empathy/lib/panel; part of `npm run build`, half a second. */
import { build } from 'esbuild';

await build({
  entryPoints: ['panel.tsx', 'sign-in.tsx', 'panel.css'].map((name) => `plugins/empathy/panel/${name}`),
  outdir: 'plugins/empathy/lib/panel',
  bundle: true,
  minify: true,
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  target: ['chrome123', 'firefox121', 'safari17.5'],
  legalComments: 'none',
  logLevel: 'warning',
});
