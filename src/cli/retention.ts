import { formatBytes, RapportError } from '@rapport/sdk';
import type { Command } from 'commander';
import { z } from 'zod';
import { runRetention } from '../care/retention';
import { createRetention } from '../care/retention-admin';
import { parseRetention } from '../domain/retention';
import type { CliDeps, ExitCode, OpenDatabase } from './deps';
import { onInterrupt } from './interrupt';

const nameOptions = z.object({ default: z.boolean().default(false) });
const forAll = '(all others)';

/** How long events are kept. The worker deletes each hour; `run` does it now. */
export function addRetentionCommands(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  const retention = program.command('retention').description('how long events are kept, by name');
  const withRetention = (work: (of: ReturnType<typeof createRetention>) => Promise<string>) =>
    deps.withDatabase(async ({ pool, core }: OpenDatabase) => {
      deps.stdout.write(await work(createRetention({ pool, schema: deps.settings.schema, now: core.now })));
      end(0);
    });
  retention
    .command('list')
    .description('prints the rules')
    .action(() =>
      withRetention(async (of) => {
        const rules = await of.rules();
        const lines = rules.map(({ name, days }) => `${describeDays(days).padEnd(12)} ${name ?? forAll}\n`);
        return lines.join('') || 'There is no rule: events are kept for ever.\n';
      }),
    );
  retention
    .command('set')
    .argument('[name]', 'of the event, as it was sent')
    .argument('<time>', '90d, 12w, 6m, 2y or forever')
    .option('--default', 'of all names without a rule')
    .description('sets a rule; what is older is deleted within the hour: see `preview` first')
    .action((name: string | undefined, time: string, given: unknown) => {
      const wanted = parseRetention(time);
      if (wanted === null) throw new RapportError('usage', `"${time}" is no time: 90d, 12w, 6m, 2y or forever.`);
      return withRetention(async (of) => {
        await of.set({ name: nameOf(name, given), days: wanted.days }, 'command');
        return describePreview(await of.preview());
      });
    });
  retention
    .command('remove')
    .argument('[name]')
    .option('--default', 'of all names without a rule')
    .description('removes a rule')
    .action((name: string | undefined, given: unknown) =>
      withRetention(async (of) =>
        (await of.remove(nameOf(name, given))) ? 'Removed.\n' : 'There was no such rule.\n',
      ),
    );
  retention
    .command('preview')
    .description('prints what the rules would delete now')
    .action(() => withRetention(async (of) => describePreview(await of.preview())));
  retention
    .command('run')
    .description('deletes now, at the pace of the worker')
    .action(() => run(deps, end));
}

async function run(deps: CliDeps, end: (code: ExitCode) => void): Promise<void> {
  const interrupt = onInterrupt();
  try {
    const { schema } = deps.settings;
    const outcome = await deps.withDatabase(({ pool, core }) =>
      runRetention({ pool, schema, now: core.now, log: deps.log, signal: interrupt.signal }),
    );
    if (outcome.type === 'held') deps.stdout.write('A worker is at it already.\n');
    else if (outcome.type === 'idle') deps.stdout.write('Nothing to delete.\n');
    else {
      const emptied = outcome.emptied.length === 0 ? '' : ` and emptied ${outcome.emptied.join(', ')}`;
      const rest = outcome.finished ? '' : ' There is more: run it again, or let the worker go on.';
      deps.stdout.write(`Deleted ${outcome.deleted.toLocaleString('en')} events${emptied}.${rest}\n`);
    }
    end(interrupt.signal.aborted ? 130 : 0);
  } finally {
    interrupt.forget();
  }
}

/** @throws RapportError usage */
function nameOf(name: string | undefined, given: unknown): string | null {
  const { default: forDefault } = nameOptions.parse(given);
  if ((name === undefined) !== forDefault) throw new RapportError('usage', 'Give the name of an event, or --default.');
  return name ?? null;
}

function describeDays(days: number | null): string {
  return days === null ? 'for ever' : `${days} days`;
}

type Preview = Awaited<ReturnType<ReturnType<typeof createRetention>['preview']>>;

function describePreview({ names, events, bytes }: Preview): string {
  if (events === 0) return 'The rules delete nothing now.\n';
  const lines = names.map(
    (one) =>
      `${one.events.toLocaleString('en').padStart(14)}  ${formatBytes(one.bytes, 'en').padStart(9)}  ${one.name || one.type}\n`,
  );
  return `${lines.join('')}The rules delete ${events.toLocaleString('en')} events, about ${formatBytes(bytes, 'en')}.\n`;
}
