import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { CHUNKS } from './chunks.js';
import { menuOfTexts } from './menu-of-texts.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where the development server finds the API: `npm start` takes this port when it is free. */
const API = 'http://127.0.0.1:3000';

export default defineConfig({
  root: here('.'),
  plugins: [menuOfTexts, react()],
  cacheDir: here('../../node_modules/.cache/vite'),
  resolve: { alias: { '#domain/figures': here('../../libs/domain/figures.index.ts'), '#vi': here('../../libs/vi/index.ts'), '#domain': here('../../libs/domain/index.ts') } },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': API, '/app-config.json': API } },
  build: {
    outDir: here('../../dist/web'),
    emptyOutDir: true,
    manifest: true,
    target: 'es2022',
    // Pictures inside scripts would be against the page's content policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      // Words and rules are constants: what a page does not name of them is left out.
      // The parts of antd's fields and tables do not say so of themselves, but are no different.
      treeshake: { moduleSideEffects: (id: string) => !/\/(libs|node_modules\/@rc-component)\//.test(id) },
      output: { codeSplitting: { groups: CHUNKS } },
    },
  },
});
