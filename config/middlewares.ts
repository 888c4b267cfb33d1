export default [
  'strapi::logger',
  'strapi::errors',
  {
    name: 'strapi::security',
    // Ours, for every answer: src/process/security-headers.ts.
    config: {
      contentSecurityPolicy: process.env['NODE_ENV'] === 'development' ? undefined : false,
      frameguard: false,
      hsts: false,
      noSniff: false,
      referrerPolicy: false,
    },
  },
  'strapi::cors',
  'strapi::query',
  'strapi::body',
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];
