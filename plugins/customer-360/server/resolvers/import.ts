import { importOptions, isStorable, RapportError } from '@rapport/sdk';
import type { ImportOptions, ImportPreview, ImportRecord, Json, JsonObject, RejectedRow } from '@rapport/sdk';
import { isGiven, pageRequest, toConnection } from '../connection';
import type { PageArguments } from '../connection';
import type { RequestContext } from '../context';
import { globalId, publicIdOf } from '../global-id';
import { actorName } from './audit';
import { idCursor } from './cursors';
import { once } from './mutation';
import type { Input } from './mutation';

type OfImport = Input & { readonly importId: string };

type RowOfImport = RejectedRow & { readonly importId: string };

const pageSizeMax = (context: RequestContext) => context.core.settings.graphql.pageSizeMax;

/** What others have uploaded is personal data to whoever did not. */
function mayRead({ createdBy }: ImportRecord, context: RequestContext): boolean {
  return createdBy === context.principal.actor || context.can('pii.read');
}

export function importById(publicId: string, context: RequestContext): Promise<ImportRecord | null> {
  return context.load<string, ImportRecord | null>('import', (ids) => context.core.imports.byPublicIds(ids))(publicId);
}

/** @throws forbidden, import_not_found */
async function readableImport(id: string, context: RequestContext): Promise<ImportRecord> {
  context.require('import.write');
  const record = await importById(publicIdOf('Import', id), context);
  if (record === null) throw new RapportError('import_not_found');
  if (!mayRead(record, context)) throw new RapportError('forbidden', 'What others have uploaded takes pii.read.');
  return record;
}

/** @throws bad_input */
function readOptions(given: unknown): ImportOptions | null {
  if (!isGiven(given)) return null;
  const parsed = importOptions.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RapportError('bad_input', `options.${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  if (!isStorable(JSON.stringify(parsed.data)) || JSON.stringify(parsed.data).includes('\\u0000'))
    throw new RapportError('bad_input', 'A text holds U+0000 or half a surrogate pair.');
  return parsed.data;
}

/** An idempotent command on an import; answers what it is then. */
function command(
  name: string,
  work: (
    record: ImportRecord,
    input: OfImport & { options?: unknown },
    context: RequestContext,
  ) => Promise<ImportRecord>,
) {
  return async (_root: unknown, { input }: { input: OfImport & { options?: unknown } }, context: RequestContext) => {
    const record = await readableImport(input.importId, context);
    const request: Json = {
      id: record.publicId,
      options: input.options === undefined ? null : JSON.stringify(input.options),
    };
    const { publicId } = await once(name, input, request, context, async (): Promise<JsonObject> => {
      const changed = await work(record, input, context);
      return { publicId: changed.publicId };
    });
    const after = typeof publicId === 'string' ? await importById(publicId, context) : null;
    return { clientMutationId: input.clientMutationId, import: after };
  };
}

/** Null where it is gone. @throws forbidden, import_not_found */
export async function rejectedRowById(
  publicId: string,
  id: number,
  context: RequestContext,
): Promise<RowOfImport | null> {
  const { publicId: importId } = await readableImport(publicId, context);
  const page = await context.core.imports.rejected(importId, { count: 1, forward: true, after: { id: id - 1 } });
  const [row] = page.items;
  return row?.id === id ? { ...row, importId } : null;
}

/** Files that become customers and events. */
export const importResolvers = {
  Query: {
    async imports(_root: unknown, args: PageArguments, context: RequestContext) {
      context.require('import.write');
      const page = await context.core.imports.page(pageRequest(args, idCursor, pageSizeMax(context)));
      return toConnection(
        page,
        idCursor,
        (record) => record,
        (record) => record,
      );
    },
    async import(_root: unknown, { id }: { id: string }, context: RequestContext): Promise<ImportRecord | null> {
      context.require('import.write');
      return importById(publicIdOf('Import', id), context);
    },
    async importPreview(
      _root: unknown,
      { id, options }: { id: string; options?: unknown },
      context: RequestContext,
    ): Promise<ImportPreview> {
      const { publicId } = await readableImport(id, context);
      return context.core.imports.preview(publicId, readOptions(options));
    },
  },

  Mutation: {
    startImport: command('startImport', ({ publicId }, { options }, { core }) =>
      core.imports.start(publicId, readOptions(options)),
    ),
    cancelImport: command('cancelImport', ({ publicId }, _input, { core }) => core.imports.cancel(publicId)),
    importAgain: command('importAgain', ({ publicId }, _input, { core, principal }) =>
      core.imports.again(publicId, principal.actor),
    ),
  },

  Import: {
    id: (record: ImportRecord) => globalId('Import', record.publicId),
    importId: (record: ImportRecord) => record.publicId,
    createdByName: (record: ImportRecord, args: unknown, context: RequestContext) =>
      actorName({ actor: record.createdBy }, args, context),
    readable: (record: ImportRecord, _args: unknown, context: RequestContext) => mayRead(record, context),
    async rejectedRows(record: ImportRecord, args: PageArguments, context: RequestContext) {
      const { publicId } = await readableImport(record.publicId, context);
      const page = await context.core.imports.rejected(publicId, pageRequest(args, idCursor, pageSizeMax(context)));
      return toConnection(
        page,
        idCursor,
        (row) => row,
        (row): RowOfImport => ({ ...row, importId: publicId }),
      );
    },
  },

  RejectedRow: {
    id: ({ importId, id }: RowOfImport) => globalId('RejectedRow', importId, id),
  },
};
