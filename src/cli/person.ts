import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ErasureRecord, exportFormats, exportLanguages, type Identifier, RapportError } from '@rapport/sdk';
import { Option, type Command } from 'commander';
import { z } from 'zod';
import type { CliDeps, ExitCode, OpenDatabase } from './deps';
import { writeFile, writeTo } from './export';
import { onInterrupt } from './interrupt';

const actor = 'cli';
const lookMilliseconds = 100;
const exportOptions = z.object({
  format: z.enum(exportFormats),
  language: z.enum(exportLanguages),
  out: z.string().optional(),
});
const eraseOptions = z.object({ confirm: z.string().optional(), receipt: z.string().optional() });
const verifyOptions = z.object({ identifier: z.string().optional() });

export function addPersonCommands(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  const person = program
    .command('person')
    .description('the rights of one person: <who> is a profile id or <kind>:<value>');
  person
    .command('export <who>')
    .addOption(
      new Option('--format <format>', 'html is to read and to print').choices([...exportFormats]).default('json'),
    )
    .addOption(new Option('--language <language>').choices([...exportLanguages]).default('en'))
    .option('--out <file>', 'instead of the standard output')
    .description('writes everything that is kept about one person')
    .action(async (who: string, given: unknown) => {
      const { out, ...what } = exportOptions.parse(given);
      const interrupt = onInterrupt();
      try {
        await deps.withDatabase(async (open) => {
          const text = open.core.privacy.exportText(await find(open, who), what, actor);
          if (out === undefined) await writeTo(deps.stdout, text, interrupt.signal);
          else await writeFile(out, text, interrupt.signal);
        });
        end(interrupt.signal.aborted ? 130 : 0);
      } finally {
        interrupt.forget();
      }
    });
  person
    .command('erase <who>')
    .option('--confirm <characters>', 'the last six characters of the profile id, instead of being asked')
    .option('--receipt <file>', 'where to keep the receipt; else it is printed')
    .description('shows what would go, asks, and erases the person for good')
    .action(async (who: string, given: unknown) => {
      await deps.withDatabase((open) => erase(open, who, eraseOptions.parse(given), deps));
      end(0);
    });
  person
    .command('verify-receipt <file>')
    .option('--identifier <identifier>', 'e.g. email:anna@example.com: whether the erasure covered it')
    .description('checks that a receipt was signed here and says what it says')
    .action(async (file: string, given: unknown) => {
      const { identifier } = verifyOptions.parse(given);
      end(await deps.withDatabase((open) => verify(open, file, identifier, deps)));
    });
}

async function erase(
  open: OpenDatabase,
  who: string,
  { confirm, receipt }: z.infer<typeof eraseOptions>,
  { stdout, stderr }: CliDeps,
): Promise<void> {
  const { privacy } = open.core;
  const { profileId, counts, confirmation } = await privacy.erasurePreview(await find(open, who));
  stderr.write(`Profile ${profileId}: for good will go\n`);
  for (const { name, rows } of counts) if (rows > 0) stderr.write(`  ${String(rows).padStart(9)}  ${name}\n`);
  const typed = confirm ?? (await ask(`Type the last six characters of the profile id to erase it: `));
  if (typed.trim() !== confirmation) throw new RapportError('confirmation_wrong');
  const record = await finished(open, await privacy.erase(profileId, typed, actor));
  const text = `${JSON.stringify(record.receipt, null, 2)}\n`;
  if (receipt === undefined) stdout.write(text);
  else await writeFile(receipt, asLines(text), new AbortController().signal);
  stderr.write('Erased.\n');
}

async function* asLines(text: string): AsyncGenerator<string> {
  yield text;
}

/** A large history takes longer than `erase` waits. */
async function finished({ core }: OpenDatabase, record: ErasureRecord): Promise<ErasureRecord> {
  for (let current = record; ;) {
    if (current.finishedAt !== null) return current;
    await core.privacy.finishErasure(record.id);
    // A worker may be at it.
    await sleep(lookMilliseconds);
    const [next] = await core.privacy.erasuresByPublicIds([record.erasureId]);
    current = next ?? current;
  }
}

async function verify(
  { core }: OpenDatabase,
  file: string,
  asked: string | undefined,
  { stdout }: CliDeps,
): Promise<ExitCode> {
  const receipt = parse(await readFile(file, 'utf8').catch((error: unknown) => unreadable(file, error)), file);
  const identifier = asked === undefined ? undefined : normal(core, parseIdentifier(asked));
  const { valid, covers } = core.privacy.verifyReceipt(receipt, identifier);
  if (!valid) throw new RapportError('receipt_invalid');
  stdout.write(
    `Signed here, and unchanged.${covers === null ? '' : covers ? ` It covers ${asked}.` : ` It does not cover ${asked}.`}\n`,
  );
  return covers === false ? 1 : 0;
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return unreadable(file, error);
  }
}

function unreadable(file: string, cause: unknown): never {
  throw new RapportError('file_unreadable', file, { cause });
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @returns the profile's public id @throws RapportError profile_not_found, usage */
async function find({ core }: OpenDatabase, who: string): Promise<string> {
  if (uuid.test(who)) return who.toLowerCase();
  const [found] = await core.read.profiles.byIdentifiers([normal(core, parseIdentifier(who))]);
  if (found === null || found === undefined) throw new RapportError('profile_not_found');
  return found.publicId;
}

function parseIdentifier(text: string): Identifier {
  const colon = text.indexOf(':');
  if (colon < 1)
    throw new RapportError('usage', 'A person is a profile id or <kind>:<value>, e.g. email:anna@example.com.');
  return { kind: text.slice(0, colon), value: text.slice(colon + 1) };
}

function normal({ identity }: OpenDatabase['core'], identifier: Identifier): Identifier {
  const found = identity.normalise(identifier);
  if (found === null) throw new RapportError('identifier_not_found');
  return found;
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
