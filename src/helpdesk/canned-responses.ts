import { type Core, type HelpdeskContext, type Json, type WriteBackSource, writtenPrefix } from '@rapport/sdk';
import type { Written } from '../domain/helpdesk/write-plan';
import { choiceOf } from './wanted';
import type { WritableConnection } from './write-back';

type Options = {
  readonly core: Core;
  readonly sources: readonly WriteBackSource[];
  readonly connection: WritableConnection;
  readonly context: HelpdeskContext<unknown>;
  /** By short code. */
  readonly written: ReadonlyMap<string, Written>;
  readonly keep: (kept: ReadonlyMap<string, Written | null>) => Promise<void>;
  readonly hashOf: (value: Json) => string;
};

/**
 * Published scripts as canned responses: what is new is made, what was published again is changed, what is not published any more goes.
 * The helpdesk is asked only where something is another. What agents made there stays, whatever it is called.
 */
export async function writeCannedResponses(options: Options): Promise<void> {
  const { connection, context, written, keep, hashOf } = options;
  const { cannedResponses } = connection.write;
  const wanted = await wantedBy(options);
  if (cannedResponses === undefined || wanted === null) return;
  const changed = [...wanted].filter(([code, content]) => written.get(code)?.hash !== hashOf(content));
  const gone = [...written.keys()].filter((code) => !wanted.has(code));
  if (changed.length === 0 && gone.length === 0) return;
  const there = new Map((await cannedResponses.list(context)).map((one) => [one.shortCode, one]));
  for (const [shortCode, content] of changed) {
    const known = there.get(shortCode);
    if (known?.content !== content) await cannedResponses.put(known?.id ?? null, { shortCode, content }, context);
    const row = { hash: hashOf(content), flips: 0, flipsSince: null, leftAloneAt: null };
    await keep(new Map([[shortCode, row]]));
  }
  for (const shortCode of gone) {
    const known = there.get(shortCode);
    if (known !== undefined) await cannedResponses.remove(known.id, context);
    await keep(new Map([[shortCode, null]]));
  }
}

/** By short code; empty where the admin does not want them; null: nobody knows now. */
async function wantedBy({ core, sources, connection }: Options): Promise<ReadonlyMap<string, string> | null> {
  const { writesCannedResponses, writtenLanguage } = choiceOf(connection);
  if (!writesCannedResponses) return new Map();
  const wanted = new Map<string, string>();
  for (const { cannedResponses } of sources) {
    if (cannedResponses === undefined) continue;
    const told = await cannedResponses(core, writtenLanguage);
    if (told === null) return null;
    for (const { key, content } of told) wanted.set(`${writtenPrefix}${key}`, content);
  }
  return wanted;
}
