import { kept, type Operations, type WelcomeStep } from '@rapport/sdk';
import type pg from 'pg';
import { readChecks, readHealth, type HealthOptions } from '../health/report';
import { readWelcome, writeCustomerSeen } from '../store/welcome';
import { createRetention } from './retention-admin';
import { reportStorage, summariseStorage } from './storage';

/**
 * Sizes change slowly, and to look at all tables and a sample of the events takes some 100 ms at a million events, of which 58 are
 * the sample where its pages are not in memory: a page that is open asks again each minute.
 */
const storageKeptMilliseconds = 60_000;

export type OperationsOptions = Omit<HealthOptions, 'storage'> & {
  readonly schema: string;
  readonly strapiSchema: string;
  readonly countSources: () => Promise<number>;
  readonly countAdmins: () => Promise<number>;
};

/** The sdk's Operations, for GraphQL and the commands alike. */
export function createOperations(options: OperationsOptions): Operations {
  const { pool, now, schema, strapiSchema } = options;
  const storage = { pool, now, schemas: [schema, strapiSchema] };
  return {
    health: () => readHealth(options),
    checks: () => readChecks({ ...options, storage: () => summariseStorage(storage) }),
    storage: kept(() => reportStorage(storage), { milliseconds: storageKeptMilliseconds, now }),
    retention: createRetention({ pool, schema, now }),
    welcome: () => welcome(pool, options),
    sawCustomer: () => writeCustomerSeen(pool, now()),
  };
}

async function welcome(pool: pg.Pool, options: OperationsOptions): Promise<ReadonlySet<WelcomeStep>> {
  const [facts, sources, admins] = await Promise.all([
    readWelcome(pool),
    options.countSources(),
    options.countAdmins(),
  ]);
  const done = new Set<WelcomeStep>();
  if (sources > 0) done.add('source');
  if (facts.event) done.add('event');
  if (admins > 1) done.add('colleague');
  if (facts.customer) done.add('customer');
  return done;
}
