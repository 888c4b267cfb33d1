import type { Core, Ingest } from '@rapport/sdk';
import type pg from 'pg';
import { pino } from 'pino';
import { createCatalogue } from '../../src/catalogue/catalogue';
import { createPlanAdmin } from '../../src/catalogue/plans';
import { createImports } from '../../src/import/jobs';
import { identityPolicy } from '../../src/domain/identity/policy';
import { EventReceiver } from '../../src/ingest/door-events';
import { createRejectedEvents } from '../../src/ingest/replay';
import { createSourceAdmin, type SourceFields, type SourceWriter } from '../../src/ingest/source-admin';
import type { Source } from '../../src/ingest/sources';
import { productSettings } from '../../src/settings';
import { Dictionaries } from '../../src/store/dictionaries';
import { createAdminReadModels, createReadModels } from '../../src/store/read-models';
import { newestWins } from './customers';
import { fixedSources, testSource } from './door';

/** Sources in memory, written as Strapi would. */
export class MemorySources implements SourceWriter {
  constructor(readonly sources: Source[] = []) {}

  readonly load = (): Promise<readonly Source[]> => Promise.resolve([...this.sources]);

  async create(fields: Parameters<SourceWriter['create']>[0]): Promise<string> {
    const ref = `source-${this.sources.length + 1}`;
    this.sources.push(testSource({ ...fields, ref }));
    return ref;
  }

  async update(ref: string, fields: SourceFields): Promise<void> {
    const at = this.sources.findIndex((source) => source.ref === ref);
    const [source] = this.sources.slice(at, at + 1);
    if (source !== undefined) this.sources[at] = { ...source, ...fields };
  }

  async remove(ref: string): Promise<void> {
    this.sources.splice(
      this.sources.findIndex((source) => source.ref === ref),
      1,
    );
  }
}

/** What admins see and change, over one pool; nothing waits for signals. */
export function testAdministration(
  pool: pg.Pool,
  schema: string,
  ingest: Ingest,
  now: () => number,
): Pick<Core, 'sources' | 'rejected' | 'catalogue' | 'plans' | 'imports'> {
  const sources = new MemorySources();
  const readers = createAdminReadModels(pool);
  const changed = () => Promise.resolve();
  const receiver = new EventReceiver({
    ingest,
    settings: productSettings.parse({}).door,
    policy: identityPolicy.parse({}),
    now,
  });
  return {
    sources: createSourceAdmin({
      ...{ pool, schema, now, changed, load: sources.load, writer: sources },
      reader: readers.sources,
      log: pino({ level: 'silent' }),
    }),
    rejected: createRejectedEvents(
      { pool, ingest, now, receiver, sources: fixedSources(sources.sources) },
      readers.rejected,
    ),
    imports: createImports({ pool, now, receiver, dictionaries: new Dictionaries(pool) }),
    catalogue: createCatalogue({
      ...{ pool, readPool: pool, now },
      reader: readers.catalogue,
      names: createReadModels(pool, newestWins).eventNames,
    }),
    plans: createPlanAdmin({ ...{ pool, readPool: pool, now, changed }, dictionaries: new Dictionaries(pool) }),
  };
}
