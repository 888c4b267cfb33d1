import type { Command } from 'commander';
import { z } from 'zod';
import { replayRejected } from '../ingest/replay';
import { createSourceDirectory } from '../ingest/sources';
import { withOpenSecrets } from '../privacy/source-secrets';
import { strapiSources } from '../ingest/strapi-sources';
import { listRejected, type RejectedRow } from '../store/rejected-events';
import type { CliDeps, ExitCode, OpenStrapi } from './deps';
import { findSource } from './sources';

const filterOptions = z.object({ source: z.string().optional(), code: z.string().optional() });
const listOptions = filterOptions.extend({
  limit: z.coerce.number().int().min(1).max(10_000),
  all: z.boolean().default(false),
  json: z.boolean().default(false),
});

export function addRejectedCommands(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  const rejected = program.command('rejected').description('events that were refused and kept');
  rejected
    .command('list')
    .option('--source <source>', 'name or reference')
    .option('--code <code>', 'why they were refused')
    .option('--limit <count>', 'the oldest so many', '100')
    .option('--all', 'also those that were sent again with success')
    .option('--json', 'as NDJSON, with their bodies (personal data)')
    .description('prints time, source, code and reason, the oldest first')
    .action(async (given: unknown) => {
      const { limit, all, json, ...asked } = listOptions.parse(given);
      await deps.withStrapi(async (open) => {
        const filter = await readFilter(open, asked);
        const rows = await listRejected(open.pool, { ...filter, afterId: 0, limit, openOnly: !all });
        deps.stdout.write(rows.map(json ? toJson : toText).join('') || 'No event was rejected.\n');
      });
      end(0);
    });
  rejected
    .command('replay')
    .option('--source <source>', 'name or reference')
    .option('--code <code>', 'only those refused for this reason')
    .description('sends them again; what is refused again stays')
    .action(async (given: unknown) => {
      const result = await deps.withStrapi((open) => replay(open, filterOptions.parse(given), deps));
      deps.stdout.write(
        `${result.accepted} accepted, ${result.duplicates} there before, ${result.rejected} refused again` +
          `${result.orphaned > 0 ? `, ${result.orphaned} of sources that are gone` : ''}\n`,
      );
      end(0);
    });
}

async function replay(open: OpenStrapi, asked: z.infer<typeof filterOptions>, { log }: CliDeps) {
  const { pool, core, receiver, strapi, secretBox } = open;
  const sources = createSourceDirectory({
    load: withOpenSecrets(strapiSources(strapi), secretBox, log),
    log,
    now: core.now,
  });
  try {
    const filter = await readFilter(open, asked);
    return await replayRejected({ pool, ingest: core.ingest, now: core.now, receiver, sources }, filter);
  } finally {
    sources.stop();
  }
}

async function readFilter(
  open: OpenStrapi,
  { source, code }: z.infer<typeof filterOptions>,
): Promise<{ sourceRef?: string; code?: string }> {
  return {
    ...(source === undefined ? {} : { sourceRef: (await findSource(open, source)).ref }),
    ...(code === undefined ? {} : { code }),
  };
}

function toText(row: RejectedRow): string {
  const { id, receivedAt, sourceRef, code, message } = row;
  return `${[id, new Date(receivedAt).toISOString(), sourceRef, code, message].join('\t')}\n`;
}

function toJson(row: RejectedRow): string {
  return `${JSON.stringify({ ...row, receivedAt: new Date(row.receivedAt).toISOString() })}\n`;
}
