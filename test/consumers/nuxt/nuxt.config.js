export default {
  compatibilityDate: '2026-11-01',
  telemetry: false,
  experimental: { payloadExtraction: false },
  nitro: { output: { publicDir: 'dist' } },
};
