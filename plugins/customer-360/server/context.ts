import { RapportError } from '@rapport/sdk';
import type { Core, GraphqlContext, Principal, ActiveRoot } from '@rapport/sdk';
import DataLoader from 'dataloader';
import { createMasking, noMasking } from './masking';
import type { Masking } from './masking';

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
  ) {
    this.masking = principal.scopes.has('pii.read') ? noMasking : maskingOfHouse;
  }

  can(scope: string): boolean {
    return this.principal.scopes.has(scope);
  }

  require(scope: string): void {
    if (!this.principal.scopes.has(scope)) throw new RapportError('forbidden', `It takes ${scope}.`);
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

export function createContextFactory(core: Core): (principal: Principal) => RequestContext {
  const masking = createMasking(core.settings.privacy);
  return (principal) => new RequestContext(core, principal, masking);
}
