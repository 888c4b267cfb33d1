/** `bin/rapport` makes the keys once, keeps them in the data directory and hands them over as environment variables. */
export default ({ env }: { env: StrapiEnv }) => ({
  host: env('HOST', '127.0.0.1'),
  port: env.int('PORT', 1337),
  // Who asks and how is what the proxy says; without one, what it says is anybody's claim.
  proxy: { koa: env.bool('PROXY', false) },
  app: { keys: env.array('APP_KEYS') },
  logger: { startup: { enabled: false }, updates: { enabled: false } },
});

/** The part of Strapi's `env` that the files here use; it publishes no type for it. */
export type StrapiEnv = {
  (name: string, fallback?: string): string | undefined;
  int(name: string, fallback: number): number;
  bool(name: string, fallback: boolean): boolean;
  array(name: string): string[] | undefined;
};
