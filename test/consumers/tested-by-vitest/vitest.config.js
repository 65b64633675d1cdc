import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globals: true,
    environment: 'jsdom',
    include: ['*.vitest.test.js', 'portrait.test.js', 'imports*.test.js'],
  },
});
