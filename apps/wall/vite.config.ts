import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where a relay listens while the wall is worked on with `vite`. */
const relay = 'http://127.0.0.1:4600';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    // The relay's content policy allows nothing inline, so no file may be folded into another.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 800,
  },
  server: { proxy: { '/socket.io': { target: relay, ws: true }, '/api': relay } },
});
