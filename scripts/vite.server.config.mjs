import { defineConfig } from 'vite';

/**
 * How each server is built: into one file, libraries included. A library belongs to the workspace package that uses it and could not be
 * found from an app's own folder; and what is shipped is then one file for each process.
 */
export default defineConfig({
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist',
    emptyOutDir: true,
    target: 'node20',
    sourcemap: true,
    // Read in stacks and by whoever debugs at night; size is of no concern on a server.
    minify: false,
    rolldownOptions: { output: { format: 'es', entryFileNames: 'main.js', codeSplitting: false } },
  },
});
