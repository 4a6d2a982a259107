import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [reactRouter()],
  build: { target: 'es2022', assetsInlineLimit: 0 },
  // The workspace packages are TypeScript sources: bundled, never left to Node.
  ssr: { noExternal: [/^@hygie\//] },
});
