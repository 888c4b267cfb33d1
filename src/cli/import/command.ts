import path from 'node:path';
import { importEncodings, RapportError } from '@rapport/sdk';
import { Option, type Command } from 'commander';
import { z } from 'zod';
import type { CliDeps, ExitCode } from '../deps';
import { onInterrupt } from '../interrupt';
import { progressBar } from '../progress';
import type { Mapping } from '../../import/mapping';
import { runImport, type ImportResult } from './run';

const importOptions = z.object({
  type: z.enum(['profiles', 'events']).optional(),
  format: z.enum(['csv', 'ndjson']).optional(),
  delimiter: z.string().optional(),
  encoding: z.enum(importEncodings).optional(),
  map: z.array(z.string()).default([]),
  onlyMapped: z.boolean().default(false),
  event: z.string().optional(),
  dateFormat: z.string().default('iso'),
  text: z.array(z.string()).default([]),
  number: z.array(z.string()).default([]),
  trust: z.enum(['verified', 'claimed']).default('verified'),
});
type Options = z.infer<typeof importOptions>;

const collect = (value: string, before: string[] = []): string[] => [...before, value];

export function addImportCommand(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  program
    .command('import')
    .argument('<file>', 'CSV with a header, or NDJSON; lines may be calls of the Segment spec')
    .description('brings in profiles or events; run it again to go on after a crash: every line counts once')
    .addOption(
      new Option(
        '--type <type>',
        'what the lines are (default: events if they have an event name, else profiles)',
      ).choices(['profiles', 'events']),
    )
    .addOption(new Option('--format <format>', 'default: by the file').choices(['csv', 'ndjson']))
    .option(
      '--delimiter <delimiter>',
      'one character, tab, or whitespace (default: , ; tab or |, whichever splits the lines evenly)',
    )
    .addOption(
      new Option('--encoding <encoding>', 'how the text is written (default: what the file looks like)').choices(
        importEncodings,
      ),
    )
    .option('--map <field=column>', 'e.g. userId=customer_id, timestamp=date, properties.revenue=total', collect)
    .option('--only-mapped', 'leave out the columns that --map does not name')
    .option('--event <name>', 'the name of every event')
    .option('--date-format <format>', 'iso, epoch, epoch-ms or e.g. yyyymmdd, dd.mm.yyyy hh:mm (UTC)', 'iso')
    .option('--text <column>', 'keep as text what looks like numbers', collect)
    .option('--number <column>', 'make numbers of what is not always one', collect)
    .addOption(
      new Option('--trust <trust>', 'verified: you know whose the identifiers are; claimed: people typed them')
        .choices(['verified', 'claimed'])
        .default('verified'),
    )
    .action(async (file: string, given: unknown) => end(await importCommand(file, importOptions.parse(given), deps)));
}

async function importCommand(file: string, options: Options, deps: CliDeps): Promise<ExitCode> {
  const { type, event, onlyMapped, dateFormat, trust, format, delimiter, encoding } = options;
  const types = [
    ...options.text.map((column) => ({ column, type: 'text' }) as const),
    ...options.number.map((column) => ({ column, type: 'number' }) as const),
  ];
  const mapping = { kind: type, map: options.map.map(readMapping), event, dateFormat, onlyMapped, ignore: [], types };
  const interrupt = onInterrupt();
  let begun = performance.now();
  try {
    const result = await deps.withDatabase(async (house) => {
      let bar: ReturnType<typeof progressBar> | undefined;
      try {
        return await runImport(
          {
            file,
            format: { kind: format, delimiter, encoding },
            trust,
            mapping,
            signal: interrupt.signal,
            onPlan(plan) {
              begun = performance.now();
              deps.stderr.write(describePlan(plan.mapping, options));
              bar = progressBar(deps.stderr, plan.bytes);
            },
            onProgress: ({ bytes, lines }) => bar?.update(bytes, lines),
          },
          house,
        );
      } finally {
        bar?.stop();
      }
    });
    deps.stdout.write(describeResult(file, result, (performance.now() - begun) / 1_000));
    if (result.stopped) return 130;
    return result.rejected > 0 && result.rejected === result.lines ? 1 : 0;
  } finally {
    interrupt.forget();
  }
}

function describePlan(mapping: Mapping, { trust, dateFormat }: Options): string {
  const header = `Importing ${mapping.kind}; their identifiers are ${trust}.\n`;
  if (mapping.kind === 'calls') return `${header}The lines are calls of the Segment spec and go in as they are.\n`;
  const width = Math.max(...mapping.columns.map((column) => column.name.length));
  const lines = mapping.columns.map(({ name, target, type }) => {
    const as = target[0] === 'timestamp' ? dateFormat : type;
    return `  ${name.padEnd(width)}  ->  ${target.join('.')} (${as})\n`;
  });
  return header + lines.join('');
}

function describeResult(file: string, result: ImportResult, seconds: number): string {
  const count = (value: number): string => value.toLocaleString('en');
  const rate = count(Math.round(result.lines / Math.max(seconds, 0.001)));
  const lines = [
    `${path.basename(file)}: ${count(result.lines)} lines in ${seconds.toFixed(1)} s (${rate}/s)`,
    `  ${count(result.accepted)} imported`,
    `  ${count(result.present)} there before`,
    `  ${count(result.rejected)} rejected${result.rejected > 0 ? `: see ${result.rejectedFile}` : ''}`,
  ];
  if (result.stopped) lines.push('Stopped before the end. Run the same command again to go on: nothing counts twice.');
  return `${lines.join('\n')}\n`;
}

/** @throws RapportError import_mapping_invalid */
function readMapping(entry: string): { field: string; column: string } {
  const [field = '', ...column] = entry.split('=');
  const mapping = { field, column: column.join('=') };
  if (field === '' || mapping.column === '')
    throw new RapportError('import_mapping_invalid', `--map ${entry} is not field=column.`);
  return mapping;
}
