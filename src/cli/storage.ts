import { formatBytes, type StorageReport } from '@rapport/sdk';
import type { Command } from 'commander';
import { z } from 'zod';
import { reportStorage } from '../care/storage';
import type { CliDeps, ExitCode } from './deps';

const storageOptions = z.object({ json: z.boolean().default(false) });
const linesMax = 15;

export function addStorageCommand(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  program
    .command('storage')
    .option('--json', 'one line for programs')
    .description('prints what takes how much space, how it grows, and when the disk is full')
    .action(async (given: unknown) => {
      const { schema, strapiSchema } = deps.settings;
      const report = await deps.withDatabase(({ pool, core }) =>
        reportStorage({ pool, schemas: [schema, strapiSchema], now: core.now }),
      );
      const { json } = storageOptions.parse(given);
      deps.stdout.write(json ? `${JSON.stringify(report)}\n` : describe(report));
      end(0);
    });
}

function describe(report: StorageReport): string {
  const line = (bytes: number, text: string): string => `${formatBytes(bytes, 'en').padStart(10)}  ${text}\n`;
  const tables = report.tables.slice(0, linesMax).map(({ name, bytes, rows, deadRows }) => {
    const dead = deadRows > rows / 5 && deadRows > 1_000 ? `, ${deadRows.toLocaleString('en')} of them dead` : '';
    return line(bytes, `${name}, about ${rows.toLocaleString('en')} rows${dead}`);
  });
  const names = report.names
    .slice(0, linesMax)
    .map(({ bytes, type, name, events }) => line(bytes, `${name || type}, about ${events.toLocaleString('en')}`));
  const { otherNames } = report;
  const others = Math.max(0, report.names.length - linesMax) + otherNames.names;
  const rest = report.names.slice(linesMax).reduce((sum, { bytes }) => sum + bytes, otherNames.bytes);
  return [
    'Tables with their indexes\n',
    ...tables,
    `\nEvents by name, from a sample of ${report.sampledEvents.toLocaleString('en')}\n`,
    ...names,
    others === 0 ? '' : line(rest, `${others.toLocaleString('en')} other names`),
    '\n',
    line(report.bytes, 'in all'),
    report.growthBytesPerDay === null ? '' : line(report.growthBytesPerDay, 'more each day'),
    report.freeBytes === null ? '' : line(report.freeBytes, 'free on the disk'),
    report.fullInDays === null
      ? ''
      : `At this pace the disk is full in ${Math.floor(report.fullInDays).toLocaleString('en')} days.\n`,
  ].join('');
}
