import type { IncomingMessage } from 'node:http';

/**
 * A right that a token, a role or an admin can hold: `<noun>.<verb>`, e.g. `profile.read`. Plugins declare theirs in
 * definePlugin. A read-only token holds every `*.read` but pii.read.
 */
export type Scope = {
  readonly name: string;
  readonly label: { readonly en: string; readonly 'zh-Hans': string };
};

/** Who asks. `scopes` holds names of declared scopes. */
export type Principal = {
  /** `token:<id>` or `admin:<id>`: stable, no personal data. */
  readonly actor: string;
  readonly scopes: ReadonlySet<string>;
};

export interface Authenticator {
  /**
   * Strapi API token or admin session in `Authorization: Bearer`; null where there is none or it is not valid.
   * Cached for 30 s: a revoked token or a changed role works that much longer.
   * @throws RapportError database_unavailable where Strapi's tables do not answer
   */
  authenticate(request: IncomingMessage): Promise<Principal | null>;
  /**
   * Who an admin user or a token is today, by its actor: for sign-ins that a plugin keeps itself. Null where it is gone, blocked or
   * expired. Cached as `authenticate`.
   * @throws RapportError database_unavailable
   */
  byActor(actor: string): Promise<Principal | null>;
  /** What people call these actors (`admin:7`, `token:3`); those that are gone are missing. */
  names(actors: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
