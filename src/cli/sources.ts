import { RapportError } from '@rapport/sdk';
import { Option, type Command } from 'commander';
import { z } from 'zod';
import { strapiSources } from '../ingest/strapi-sources';
import type { Source } from '../ingest/sources';
import { newWriteKey } from '../ingest/write-keys';
import type { CliDeps, ExitCode, OpenStrapi } from './deps';

const createOptions = z.object({ kind: z.enum(['browser', 'server']) });
const tokenOptions = z.object({ scopes: z.string() });

export function addSourceCommands(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  const source = program.command('source').description('where events come from');
  source
    .command('create')
    .argument('<name>')
    .addOption(
      new Option('--kind <kind>', 'server: what it says is verified; browser: claimed')
        .choices(['browser', 'server'])
        .default('server'),
    )
    .description('makes a source and prints its write key')
    .action(async (name: string, given: unknown) => {
      const { kind } = createOptions.parse(given);
      deps.stdout.write(`${await deps.withStrapi((open) => createSource(open, name, kind))}\n`);
      end(0);
    });
  source
    .command('list')
    .description('prints name, kind, state, write key and reference of every source')
    .action(async () => {
      const sources = await deps.withStrapi(({ strapi }) => strapiSources(strapi)());
      deps.stdout.write(sources.map(describeSource).join('') || 'There is no source yet: rapport source create NAME\n');
      end(0);
    });
}

export function addTokenCommands(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  program
    .command('token')
    .description('API tokens for GraphQL')
    .command('create')
    .argument('<name>')
    .requiredOption('--scopes <scopes>', 'separated by commas, e.g. profile.read,timeline.read,pii.read')
    .description('makes a token and prints it; it is shown this once')
    .action(async (name: string, given: unknown) => {
      const scopes = tokenOptions
        .parse(given)
        .scopes.split(',')
        .map((scope) => scope.trim())
        .filter((scope) => scope !== '');
      const token = await deps.withStrapi(({ strapi }) => deps.createToken(strapi, { name, scopes }));
      deps.stdout.write(`${token}\n`);
      end(0);
    });
}

/** @returns the write key */
async function createSource({ strapi }: OpenStrapi, name: string, kind: Source['kind']): Promise<string> {
  const writeKey = newWriteKey();
  await strapi.documents('api::source.source').create({ data: { name, kind, writeKey, enabled: true } });
  return writeKey;
}

function describeSource({ name, kind, enabled, writeKey, ref }: Source): string {
  return `${[name, kind, enabled ? 'enabled' : 'disabled', writeKey, ref].join('\t')}\n`;
}

/** By its name or its reference. @throws RapportError usage */
export async function findSource({ strapi }: OpenStrapi, wanted: string): Promise<Source> {
  const sources = await strapiSources(strapi)();
  const found = sources.filter((source) => source.ref === wanted || source.name === wanted);
  const [source] = found;
  if (source !== undefined && found.length === 1) return source;
  const reason = found.length === 0 ? 'There is no source' : 'There are several sources';
  throw new RapportError('usage', `${reason} "${wanted}"; see \`rapport source list\`.`);
}
