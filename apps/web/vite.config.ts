import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Where the development server finds the API: `npm start` takes this port when it is free. */
const API = 'http://127.0.0.1:3000';

export default defineConfig({
  root: here('.'),
  plugins: [react()],
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
      treeshake: { moduleSideEffects: (id: string) => !id.includes('/libs/') },
    },
  },
});
