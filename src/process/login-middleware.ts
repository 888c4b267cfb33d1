import { errorTable } from '@rapport/sdk';
import type { Core as StrapiCore } from '@strapi/strapi';
import type { LoginLimits } from '../privacy/login-limits';

type Middleware = Parameters<StrapiCore.Strapi['server']['use']>[0];

/** Strapi's own limits, in memory and by node: these routes have them behind the parsing of the body, where ours take their places. */
const replaced = ['admin::rateLimit', 'plugin::email.rateLimit'];
/** Has none of Strapi's. It names nobody but by a secret token, so the address alone counts. */
const byAddressAlone = '/reset-password';

/** To be called in register(): Strapi puts routes and middlewares together later. */
export function registerLoginLimits(strapi: StrapiCore.Strapi, limits: LoginLimits): void {
  const registry: unknown = strapi.get('middlewares');
  if (!isRegistry(registry)) throw new TypeError('this Strapi has no registry of middlewares');
  for (const uid of replaced) registry.set(uid, () => limited(limits));
  const adminPath: unknown = strapi.config.get('admin.path', '/admin');
  const guarded = limited(limits);
  strapi.server.use(async (context, next) => {
    const isReset = context.path.toLowerCase().replace(/\/+$/, '') === `${String(adminPath)}${byAddressAlone}`;
    if (isReset && context.method === 'POST') await guarded(context, next);
    else await next();
  });
}

function limited(limits: LoginLimits): Middleware {
  return async (context, next) => {
    const attempt = await limits.attempt(emailIn(context.request), context.ip);
    if (attempt.waitSeconds > 0) {
      refuse(context, attempt.waitSeconds);
      return;
    }
    try {
      await next();
    } catch (error) {
      if (!isRefusal(error)) await attempt.takenBack();
      throw error;
    }
    // A forgotten password is always answered with 204: whether the account exists is nobody's business, so each asking counts.
    if (context.status >= 500) await attempt.takenBack();
    else if (context.status < 300 && !context.path.includes('forgot-password')) await attempt.succeeded();
  };
}

function refuse(context: Parameters<Middleware>[0], waitSeconds: number): void {
  const { status, message } = errorTable.login_blocked;
  context.status = status;
  context.set('Retry-After', String(waitSeconds));
  context.set('Cache-Control', 'no-store');
  // In the shape of Strapi's own errors: its login page shows the message.
  const details = { code: 'login_blocked', retryAfterSeconds: waitSeconds };
  const text = `${message} Try again in ${waitSeconds} s.`;
  context.body = { data: null, error: { status, name: 'RateLimitError', message: text, details } };
}

function emailIn(request: object): string | null {
  const body: unknown = Reflect.get(request, 'body');
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'email') : null;
  return typeof value === 'string' && value !== '' ? value.slice(0, 500) : null;
}

/** Strapi's errors become answers further out: those with a name of its own are the client's doing. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'details' in error;
}

function isRegistry(value: unknown): value is { set(uid: string, middleware: () => Middleware): unknown } {
  return typeof value === 'object' && value !== null && 'set' in value && typeof value.set === 'function';
}
