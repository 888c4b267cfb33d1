import {
  type Core,
  type ManagedComputedTrait,
  type ManagedSegment,
  type ManagedSegments,
  RapportError,
} from '@rapport/sdk';
import type { SegmentCommands } from './commands';
import type { ComputedCommands } from './computed-commands';
import { computedByKeys } from './stores/computed';
import { rankedRoots } from './stores/ranked';
import { type SegmentRow, segmentsByKeys } from './stores/segments';

/** Segments and computed traits that other plugins bring. They go the way of all: by the commands, with their checks. */
export function createManaged(core: Core, commands: SegmentCommands, computed: ComputedCommands): ManagedSegments {
  const { database } = core;
  const segmentOf = async (key: string): Promise<SegmentRow> => {
    const [found] = await segmentsByKeys(database, [key]);
    if (found === undefined) throw new RapportError('segment_not_found', key);
    return found;
  };
  const installSegment = async (wanted: ManagedSegment, actor: string): Promise<void> => {
    const [known] = await segmentsByKeys(database, [wanted.key]);
    const row =
      known ??
      (await made(
        () => commands.create({ ...wanted, kind: 'rule' }, actor),
        () => segmentOf(wanted.key),
      ));
    // Made by us, and broken off before it was published.
    if (row.state === 'draft' && row.version === 0 && row.updatedBy === actor)
      await commands.publish(row.publicId, actor);
  };
  const installComputed = async (wanted: ManagedComputedTrait, actor: string): Promise<void> => {
    const one = async () => (await computedByKeys(database, [wanted.key]))[0];
    const row = (await one()) ?? (await made(() => computed.create(wanted, actor), one));
    if (row?.version === 0 && row.updatedBy === actor) await computed.publish(row.key, actor);
  };
  return {
    async install(wanted, actor) {
      const there = new Set<string>();
      const whole = async (key: string, work: () => Promise<void>): Promise<void> => {
        if (await fits(work)) there.add(key);
      };
      for (const one of wanted.computed) await whole(one.key, () => installComputed(one, actor));
      for (const one of wanted.segments) await whole(one.key, () => installSegment(one, actor));
      return there;
    },
    async restore(wanted, actor) {
      const [known] = await segmentsByKeys(database, [wanted.key]);
      if (known === undefined) return installSegment(wanted, actor);
      await commands.change(known.publicId, wanted, actor);
      await commands.publish(known.publicId, actor);
    },
    async turn(key, on, actor) {
      const { publicId } = await segmentOf(key);
      if (on) await commands.publish(publicId, actor);
      else await commands.pause(publicId, actor);
    },
    async states(keys) {
      const rows = await segmentsByKeys(database, keys);
      return rows.map(({ key, name, state, draft, version, size, failure }) => ({
        ...{ key, name, state, version, size, failure },
        definition: draft,
      }));
    },
    async ranked(segments, request) {
      const found = await rankedRoots(database, segments, { ...request, count: request.count + 1 });
      const more = found.length > request.count;
      const items = found.slice(0, request.count);
      return request.forward
        ? { items, hasNext: more, hasPrevious: request.after !== undefined }
        : { items: items.reverse(), hasNext: request.before !== undefined, hasPrevious: more };
    },
  };
}

/** Another node may be first. */
async function made<T>(create: () => Promise<T>, read: () => Promise<T>): Promise<T> {
  try {
    return await create();
  } catch (error) {
    if (isOneOf(error, ['segment_key_taken', 'computed_trait_key_taken'])) return read();
    throw error;
  }
}

/** @returns false where there are as many as there may be */
async function fits(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (isOneOf(error, ['segments_exhausted', 'computed_traits_exhausted'])) return false;
    throw error;
  }
}

function isOneOf(error: unknown, codes: readonly string[]): boolean {
  return error instanceof RapportError && codes.includes(error.code);
}
