import type { ReadySituation } from '../situation';
import { retail } from './retail';
import { service } from './service';
import { services } from './services';
import { subscriptions } from './subscriptions';

/** A situation more: one object in one of these files. */
export const readySituations: readonly ReadySituation[] = [...service, ...retail, ...subscriptions, ...services];

export const readyByKey: ReadonlyMap<string, ReadySituation> = new Map(readySituations.map((one) => [one.key, one]));
