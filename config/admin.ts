import type { StrapiEnv } from './server';

export default ({ env }: { env: StrapiEnv }) => ({
  auth: { secret: env('ADMIN_JWT_SECRET') },
  apiToken: { salt: env('API_TOKEN_SALT') },
  transfer: { token: { salt: env('TRANSFER_TOKEN_SALT') } },
  secrets: { encryptionKey: env('ENCRYPTION_KEY') },
  // Ours hold over all nodes: src/process/login-middleware.ts.
  rateLimit: { enabled: false },
  flags: { nps: false, promoteEE: false },
  // Tests and workers have no use for the panel.
  serveAdminPanel: env.bool('SERVE_ADMIN', true),
  // `rapport dev` may start where nobody sits in front.
  autoOpen: false,
  // Of the plugins only what tsc has emitted starts `rapport dev` again, not the source before.
  watchIgnoreFiles: [
    ...['admin', 'domain', 'server', 'src'].map((folder) => `**/plugins/*/${folder}/**`),
    ...['bin', 'database', 'docs', 'examples', 'scripts', 'test', 'coverage'].map((folder) => `**/${folder}/**`),
    ...['**/*.map', '**/*.md', '**/*.mjs', '**/*.test.ts', '**/*.tsbuildinfo', '**/package-lock.json'],
  ],
});
