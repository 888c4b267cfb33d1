import { createMasking, noMasking, RapportError } from '@rapport/sdk';
import type { ActiveRoot, Core, GraphqlContext, Masking, Principal } from '@rapport/sdk';
import DataLoader from 'dataloader';
import { searchableKeys } from './searchable-keys';

type Loader<K, V> = { load(key: K): Promise<V>; prime(key: K, value: V): void };
type OfRoots<V> = (roots: readonly ActiveRoot[]) => Promise<ReadonlyMap<number, V>>;

/** One request: who asks, what is masked, and what was loaded already. */
export class RequestContext implements GraphqlContext {
  readonly masking: Masking;
  private readonly loaders = new Map<string, unknown>();

  constructor(
    readonly core: Core,
    readonly principal: Principal,
    maskingOfHouse: Masking,
    /** The client's X-Request-Id, where it has one. */
    readonly requestId: string | null = null,
  ) {
    this.masking = principal.scopes.has('pii.read') ? noMasking : maskingOfHouse;
  }

  can(scope: string): boolean {
    return this.principal.scopes.has(scope);
  }

  require(scope: string): void {
    if (!this.principal.scopes.has(scope)) throw new RapportError('forbidden', `It takes ${scope}.`);
  }

  searchedKeys(): readonly string[] {
    return searchableKeys(undefined, this);
  }

  /** For the audit log: this profile was looked at, or (without an id) a list of profiles. */
  noteRead(profileId?: string): void {
    const { actor, scopes } = this.principal;
    const { auditReads } = this.core.settings.privacy;
    const isPersonal = actor.startsWith('admin:') || scopes.has('pii.read');
    if (auditReads === 'off' || (auditReads === 'personal' && !isPersonal)) return;
    this.core.audit.note({
      actor,
      action: profileId === undefined ? 'profiles.list' : 'profile.read',
      profileId: profileId ?? null,
      details: { unmasked: scopes.has('pii.read') },
      requestId: this.requestId,
    });
  }

  load<K, V>(name: string, batch: (keys: readonly K[]) => Promise<readonly V[]>): (key: K) => Promise<V> {
    const loader = this.loader<K, V, K>(name, batch, (key) => key);
    return (key) => loader.load(key);
  }

  /** The same for what hangs on profiles: profiles that came by different ways are one. */
  loadOf<V>(name: string, batch: OfRoots<V>): (root: ActiveRoot) => Promise<V | undefined> {
    const loader = this.loaderOf(name, batch);
    return (root) => loader.load(root);
  }

  /** What another statement has answered by the way is not asked again. */
  primeOf<V>(name: string, batch: OfRoots<V>, root: ActiveRoot, value: V | undefined): void {
    this.loaderOf(name, batch).prime(root, value);
  }

  /** After a mutation nothing that was read before it is true any more. */
  forget(): void {
    this.loaders.clear();
  }

  private loaderOf<V>(name: string, batch: OfRoots<V>): Loader<ActiveRoot, V | undefined> {
    return this.loader<ActiveRoot, V | undefined, number>(
      name,
      async (roots) => {
        const found = await batch(roots);
        return roots.map((root) => found.get(root.rootId));
      },
      (root) => root.rootId,
    );
  }

  private loader<K, V, C>(
    name: string,
    batch: (keys: readonly K[]) => Promise<readonly V[]>,
    cacheKeyFn: (key: K) => C,
  ): Loader<K, V> {
    const known = this.loaders.get(name);
    if (known instanceof DataLoader) {
      return { load: (key) => known.load(key), prime: (key, value) => void known.prime(key, value) };
    }
    const made = new DataLoader<K, V, C>((keys) => batch(keys), { cacheKeyFn });
    this.loaders.set(name, made);
    return { load: (key) => made.load(key), prime: (key, value) => void made.prime(key, value) };
  }
}

export type ContextFactory = (principal: Principal, requestId?: string | null) => RequestContext;

export function createContextFactory(core: Core): ContextFactory {
  const masking = createMasking(core.settings.privacy);
  return (principal, requestId) => new RequestContext(core, principal, masking, requestId);
}
