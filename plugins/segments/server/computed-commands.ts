import { type Core, type DefinitionFault, type Json, limits, RapportError, type Transaction } from '@rapport/sdk';
import { type ComputedDefinition, parseComputed } from '../domain/computed';
import type { DefinitionReader } from '../domain/definition';
import { computedFaults } from '../domain/references';
import { checkName, checkTraits, keyPattern } from './commands';
import type { CatalogueReader } from './live/catalogue';
import { buildWhoNames } from './live/computed-builder';
import { bumpGeneration } from './stores/catalogue';
import * as store from './stores/computed';

/** What people do to computed traits and scores. Every method names its actor and answers with the trait as it is then. */
export class ComputedCommands {
  constructor(
    private readonly core: Core,
    private readonly definitions: DefinitionReader,
    private readonly catalogues: CatalogueReader,
    private readonly newPublicId: () => string,
  ) {}

  /** @throws computed_trait_invalid, computed_trait_key_taken, computed_traits_exhausted */
  async create(
    draft: { readonly key: string; readonly name: string; readonly description: string; readonly definition: Json },
    actor: string,
  ): Promise<store.ComputedRow> {
    if (!keyPattern.test(draft.key))
      throw new RapportError('computed_trait_invalid', 'A key is lower case letters, digits, - and _, 64 at the most.');
    checkName(draft.name, 'computed_trait_invalid');
    this.parse(draft.definition);
    return this.transaction(draft.key, async (sql) => {
      if ((await store.countComputed(sql)) >= limits.computedTraitsMax)
        throw new RapportError('computed_traits_exhausted');
      const one = { ...draft, publicId: this.newPublicId(), draft: draft.definition };
      if (!(await store.insertComputed(sql, one, this.by(actor)))) throw new RapportError('computed_trait_key_taken');
    });
  }

  /** What people see of it at once; the definition counts once it is published. @throws computed_trait_not_found, _invalid */
  async change(
    key: string,
    change: { readonly name?: string; readonly description?: string; readonly definition?: Json },
    actor: string,
  ): Promise<store.ComputedRow> {
    if (change.name !== undefined) checkName(change.name, 'computed_trait_invalid');
    if (change.definition !== undefined) this.parse(change.definition);
    return this.transaction(key, async (sql) => {
      const { id } = await held(sql, key);
      await store.changeComputed(sql, id, change, this.by(actor));
      await bumpGeneration(sql);
    });
  }

  /** From now on everybody has it: touched profiles at once, the others as they are worked out. @throws as change */
  async publish(key: string, actor: string): Promise<store.ComputedRow> {
    return this.transaction(key, async (sql) => {
      const row = await held(sql, key);
      const computed = this.parse(row.draft);
      const catalogue = await this.catalogues.read(sql);
      const faults = computedFaults(row.draft, computed.mentions, { kind: 'computed', key }, catalogue.references);
      if (faults.length > 0) throw invalid(faults);
      checkTraits(this.core, computed.mentions);
      await store.insertComputedVersion(sql, row.id, row.draft, this.by(actor));
      await buildWhoNames(sql, catalogue, key, this.core.now());
    });
  }

  /** @throws computed_trait_not_found, computed_trait_in_use */
  async remove(key: string): Promise<void> {
    await this.core.database.transaction(async (sql) => {
      const row = await held(sql, key);
      const catalogue = await this.catalogues.read(sql);
      const { segments, computed } = catalogue.leadingToComputed(key);
      const users = [...new Set([...segments, ...computed].map((one) => one.key))];
      if (users.length > 0) throw new RapportError('computed_trait_in_use', `By ${users.join(', ')}.`);
      await store.deleteComputed(sql, row.id);
      await bumpGeneration(sql);
    });
  }

  private by(actor: string) {
    return { actor, at: this.core.now() };
  }

  private parse(definition: Json): ComputedDefinition {
    const parsed = parseComputed(definition, this.definitions);
    if ('faults' in parsed) throw invalid(parsed.faults);
    return parsed.computed;
  }

  private async transaction(key: string, work: (sql: Transaction) => Promise<void>): Promise<store.ComputedRow> {
    await this.core.database.transaction(work);
    this.core.wake();
    const [row] = await store.computedByKeys(this.core.database, [key]);
    if (row === undefined) throw new RapportError('computed_trait_not_found');
    return row;
  }
}

async function held(sql: Transaction, key: string): Promise<store.ComputedRow> {
  const row = await store.lockComputed(sql, key);
  if (row === null) throw new RapportError('computed_trait_not_found');
  return row;
}

function invalid(faults: readonly DefinitionFault[]): RapportError {
  const [first] = faults;
  return new RapportError(
    'computed_trait_invalid',
    first === undefined ? undefined : `${first.path}: ${first.message}`,
  );
}
