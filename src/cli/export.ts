import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { assertUnreachable, RapportError, type JsonObject } from '@rapport/sdk';
import { Argument, type Command } from 'commander';
import type pg from 'pg';
import { z } from 'zod';
import { foldTraits, type FoldRules } from '../domain/trait';
import { exportEvents, exportProfiles, type ExportedEvent, type ExportedProfile } from '../store/export';
import type { CliDeps, ExitCode } from './deps';
import { onInterrupt } from './interrupt';

const what = z.enum(['profiles', 'events']);
const exportOptions = z.object({ out: z.string().optional() });

export function addExportCommand(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  program
    .command('export')
    .addArgument(new Argument('<what>').choices(what.options))
    .option('--out <file>', 'instead of the standard output')
    .description('writes all profiles or events as NDJSON: calls of the Segment spec, which import takes again')
    .action(async (asked: string, given: unknown) => {
      const { out } = exportOptions.parse(given);
      const interrupt = onInterrupt();
      const rules = deps.settings.product.identity.traits;
      try {
        await deps.withDatabase(async ({ pool, core }) => {
          await core.audit.write({ actor: 'cli', action: `export.${asked}`, profileId: null });
          const lines = exportLines(pool, what.parse(asked), rules);
          if (out === undefined) await writeTo(deps.stdout, lines, interrupt.signal);
          else await writeFile(out, lines, interrupt.signal);
        });
        end(interrupt.signal.aborted ? 130 : 0);
      } finally {
        interrupt.forget();
      }
    });
}

/** One JSON object a line, from one snapshot, in constant memory. */
async function* exportLines(pool: pg.Pool, asked: z.infer<typeof what>, rules: FoldRules): AsyncGenerator<string> {
  switch (asked) {
    case 'profiles':
      for await (const profile of exportProfiles(pool)) yield `${JSON.stringify(profileCall(profile, rules))}\n`;
      return;
    case 'events':
      for await (const event of exportEvents(pool)) yield `${JSON.stringify(eventCall(event))}\n`;
      return;
    default:
      assertUnreachable(asked);
  }
}

/** An identify call; `identifiers` are all of the person. */
function profileCall(profile: ExportedProfile, rules: FoldRules): object {
  const { publicId, createdAt, lastSeen, identifiers } = profile;
  return {
    type: 'identify',
    profileId: publicId,
    ...namedIds(identifiers),
    traits: foldTraits(profile.traits, rules).values,
    identifiers,
    createdAt: iso(createdAt),
    timestamp: iso(lastSeen ?? createdAt),
  };
}

/** The call as it came; `profileId` is the person to whom it belongs now. */
function eventCall(event: ExportedEvent): object {
  const { type, name, properties, context, identifiers } = event;
  const describesPerson = type === 'identify' || type === 'group';
  return {
    type,
    ...(type === 'track' ? { event: name } : name === '' ? {} : { name }),
    messageId: event.messageId,
    profileId: event.profilePublicId,
    ...namedIds(identifiers),
    timestamp: iso(event.occurredAt),
    ...(event.originalAt === null ? {} : { originalAt: iso(event.originalAt) }),
    receivedAt: iso(event.receivedAt),
    ...(describesPerson ? { traits: properties } : { properties }),
    context,
    identifiers,
    source: event.source,
  };
}

function namedIds(identifiers: readonly { readonly kind: string; readonly value: string }[]): JsonObject {
  const userId = identifiers.find(({ kind }) => kind === 'user_id')?.value;
  const anonymousId = identifiers.find(({ kind }) => kind === 'anonymous_id')?.value;
  return { ...(userId === undefined ? {} : { userId }), ...(anonymousId === undefined ? {} : { anonymousId }) };
}

function iso(time: number): string {
  return new Date(time).toISOString();
}

/** Written under another name until it is whole; readable by its owner alone. */
export async function writeFile(path: string, lines: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  const unfinished = `${path}.unfinished`;
  try {
    await writeTo(createWriteStream(unfinished, { mode: 0o600 }), lines, signal);
    if (signal.aborted) await rm(unfinished, { force: true });
    else await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (error instanceof RapportError || !isFileError(error)) throw error;
    throw new RapportError('file_unreadable', `${path} cannot be written.`, { cause: error });
  }
}

/** A reader who has seen enough (`| head`) or Ctrl-C ends the export, not with an error. */
export async function writeTo(stream: Writable, lines: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(Readable.from(lines), stream, { signal, end: stream !== process.stdout });
  } catch (error) {
    const ended = error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ABORT_ERR');
    if (!ended) throw error;
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
