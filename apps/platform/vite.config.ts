import { join } from 'node:path';
import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  // Messages are read once for all, on the server and in the browser: see the docstring there.
  resolve: { alias: { 'use-intl/format-message': join(import.meta.dirname, 'app', 'format-message.ts') } },
  plugins: [reactRouter()],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  // The workspace packages are TypeScript sources: bundled, never left to Node; `use-intl` for the alias to hold in it.
  ssr: { noExternal: [/^@hygie\//, 'use-intl'] },
});
