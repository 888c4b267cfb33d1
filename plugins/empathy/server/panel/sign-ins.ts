import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Core, type Principal, RapportError } from '@rapport/sdk';
import { deleteSession, insertLink, readSession, redeemLink, type SessionRow } from '../stores/panel-sign-ins';
import { panelLimits } from './limits';

const cookieName = 'rapport_panel';
const secretPattern = /^[\w-]{43}$/;

export type SignedIn = { readonly principal: Principal; readonly expiresAt: number };
export type Link = { readonly code: string; readonly expiresAt: number };

/**
 * Who looks at the panel. A link (256 random bits, used once, within minutes) opens a session; its token lies in a cookie that only
 * frames of the same page around it send. Both are kept as hashes, in the database: they hold on every node and after a restart.
 * What somebody may do is asked of Strapi at each request (remembered for 30 s): who is blocked or loses panel.use is out.
 */
export class SignIns {
  private readonly known = new Map<string, { readonly until: number; readonly session: Promise<SessionRow | null> }>();

  private readonly names = new Map<string, { readonly until: number; readonly name: Promise<string | null> }>();

  constructor(private readonly core: Core) {}

  /**
   * @param actor for whom, if not for who asks: that takes panel.invite, and nobody hands on what he may not do himself
   * @throws RapportError forbidden, bad_input
   */
  async link(by: Principal, actor: string = by.actor): Promise<Link> {
    const { core } = this;
    if (actor !== by.actor) {
      requireScope(by, 'panel.invite');
      const other = await core.auth.byActor(actor);
      if (other === null) throw new RapportError('bad_input', 'There is no such agent.');
      requireScope(other, 'panel.use');
      const more = [...other.scopes].find((scope) => !by.scopes.has(scope));
      if (more !== undefined) throw new RapportError('forbidden', `The agent has ${more}, and you have not.`);
    }
    const code = randomBytes(32).toString('base64url');
    const createdAt = core.now();
    const expiresAt = createdAt + core.settings.panel.linkMinutes * 60_000;
    await core.audit.around(
      { actor: by.actor, action: 'createPanelLink', profileId: null, details: { for: actor } },
      () => insertLink(core.database, { codeHash: hashOf(code), actor, createdBy: by.actor, createdAt, expiresAt }),
    );
    return { code, expiresAt };
  }

  /** @returns the session's token, for the cookie @throws RapportError panel_link_invalid */
  async redeem(code: string): Promise<SignedIn & { readonly token: string }> {
    const { core } = this;
    if (!secretPattern.test(code)) throw new RapportError('panel_link_invalid');
    const token = randomBytes(32).toString('base64url');
    const at = core.now();
    const expiresAt = at + core.settings.panel.shiftHours * 3_600_000;
    const actor = await redeemLink(core.database, { codeHash: hashOf(code), tokenHash: hashOf(token), at, expiresAt });
    if (actor === null) throw new RapportError('panel_link_invalid');
    const principal = await this.principalOf(actor);
    await core.audit.write({ actor, action: 'panelSignIn', profileId: null });
    return { principal, expiresAt, token };
  }

  /** @throws RapportError unauthenticated, forbidden */
  async who(request: IncomingMessage): Promise<SignedIn> {
    const token = tokenOf(request);
    const session = token === null ? null : await this.session(token);
    if (session === null || session.expiresAt <= this.core.now()) throw new RapportError('unauthenticated');
    return { principal: await this.principalOf(session.actor), expiresAt: session.expiresAt };
  }

  /** On other nodes a few seconds later (panelLimits.sessionMilliseconds). */
  async signOut(request: IncomingMessage): Promise<void> {
    const token = tokenOf(request);
    if (token === null) return;
    this.known.delete(token);
    await deleteSession(this.core.database, hashOf(token));
  }

  /** What people call him, as it was five minutes ago at the most. */
  name(actor: string): Promise<string | null> {
    const now = this.core.now();
    const entry = this.names.get(actor);
    if (entry !== undefined && entry.until > now) return entry.name;
    const name = this.core.auth.names([actor]).then((names) => names.get(actor) ?? null);
    keep(this.names, actor, { until: now + panelLimits.namesMilliseconds, name });
    name.catch(() => this.names.delete(actor));
    return name;
  }

  private async principalOf(actor: string): Promise<Principal> {
    const principal = await this.core.auth.byActor(actor);
    if (principal === null) throw new RapportError('unauthenticated');
    requireScope(principal, 'panel.use');
    return principal;
  }

  private session(token: string): Promise<SessionRow | null> {
    const now = this.core.now();
    const entry = this.known.get(token);
    if (entry !== undefined && entry.until > now) return entry.session;
    const session = readSession(this.core.database, hashOf(token), now);
    keep(this.known, token, { until: now + panelLimits.sessionMilliseconds, session });
    session.catch(() => this.known.delete(token));
    return session;
  }
}

function keep<T>(cache: Map<string, T>, key: string, entry: T): void {
  cache.delete(key);
  cache.set(key, entry);
  const oldest = cache.keys().next();
  if (cache.size > panelLimits.rememberedMax && oldest.done !== true) cache.delete(oldest.value);
}

/** @throws RapportError forbidden */
export function requireScope({ scopes }: Principal, scope: string): void {
  if (!scopes.has(scope)) throw new RapportError('forbidden', `It takes ${scope}.`);
}

/**
 * A frame of another site gets its cookies only so: third-party cookies are blocked, and a partitioned one is kept apart for each
 * site around the frame. Browsers take `Secure` on loopback without TLS as well.
 */
export function sessionCookie(token: string, secondsLeft: number): string {
  return `${cookieName}=${token}; Path=/panel; Max-Age=${Math.max(0, Math.ceil(secondsLeft))}; HttpOnly; Secure; SameSite=None; Partitioned`;
}

function tokenOf({ headers }: IncomingMessage): string | null {
  const found = (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${cookieName}=`))
    ?.slice(cookieName.length + 1);
  return found !== undefined && secretPattern.test(found) ? found : null;
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
