import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type {
  Actor,
  ErasurePreview,
  ErasureRecord,
  ExportFormat,
  ExportLanguage,
  HttpMount,
  Identifier,
  Page,
  PageRequest,
  PrivacyCommands,
  ReceiptCheck,
} from '@rapport/sdk';
import { limits, RapportError } from '@rapport/sdk';
import type { Logger } from 'pino';
import { readReceipt } from '../domain/privacy/receipt';
import { insertAudit } from '../store/audit';
import { dueErasures, erasuresByPublicIds, readErasures } from '../store/erasures';
import { insertExportLink, takeExportLink } from '../store/export-links';
import { findPerson } from '../store/person';
import { countPersonRows } from '../store/person-rows';
import { confirmationOf, Eraser, type ErasureOptions } from './erasure';
import { exportPerson } from './export';
import { refuse } from './refuse';

const exportPath = '/privacy/export';
const tokenBytes = 32;

export type HousePrivacy = PrivacyCommands & {
  readonly mounts: readonly HttpMount[];
  /** The whole export as text, for the command line. */
  exportText(profileId: string, what: ExportAsked, actor: Actor): AsyncIterable<string>;
  /** Goes on with erasures that a crash has left. One that fails is logged, holds up no other, and is tried again later. */
  finishErasures(goOn: () => boolean): Promise<void>;
  /** Goes on with this one. @throws what its step throws */
  finishErasure(id: number): Promise<void>;
};

type ExportAsked = { readonly format: ExportFormat; readonly language: ExportLanguage };

export function createPrivacy(options: ErasureOptions & { readonly log: Logger }): HousePrivacy {
  return new Privacy(options);
}

class Privacy implements HousePrivacy {
  private readonly eraser: Eraser;
  readonly mounts: readonly HttpMount[];

  constructor(private readonly options: ErasureOptions & { readonly log: Logger }) {
    this.eraser = new Eraser(options);
    this.mounts = [{ path: exportPath, handle: (request, response) => this.answer(request, response) }];
  }

  async exportLink(profileId: string, what: ExportAsked, actor: Actor): Promise<{ path: string; expiresAt: number }> {
    const person = await this.personOf(profileId);
    const token = randomBytes(tokenBytes).toString('base64url');
    const expiresAt = this.options.now() + limits.exportLinkMinutes * 60_000;
    await insertExportLink(this.options.pool, hashOf(token), {
      profileId: person.profileId,
      ...what,
      actor,
      expiresAt,
    });
    return { path: `${exportPath}/${token}`, expiresAt };
  }

  async *exportText(profileId: string, what: ExportAsked, actor: Actor): AsyncGenerator<string> {
    const person = await this.personOf(profileId);
    await this.auditExport(person.profileId, what, actor);
    yield* exportPerson(this.options, person.profileId, what);
  }

  async erasurePreview(profileId: string): Promise<ErasurePreview> {
    const person = await this.personOf(profileId);
    const counts = await countPersonRows(this.options.pool, person.leafIds);
    return { profileId: person.profileId, confirmation: confirmationOf(person), counts };
  }

  erase(profileId: string, confirmation: string, actor: Actor): Promise<ErasureRecord> {
    return this.eraser.erase(profileId, confirmation, actor);
  }

  erasures(request: PageRequest<number>): Promise<Page<ErasureRecord>> {
    return readErasures(this.options.pool, request);
  }

  erasuresByPublicIds(ids: readonly string[]): Promise<(ErasureRecord | null)[]> {
    return erasuresByPublicIds(this.options.pool, ids);
  }

  verifyReceipt(receipt: unknown, identifier?: Identifier): ReceiptCheck {
    const read = readReceipt(receipt);
    const valid = read !== null && this.options.keys.isSigned(read.text, read.signature);
    if (identifier === undefined) return { valid, covers: null };
    const digest = this.options.keys.digestIdentifier(identifier).toString('hex');
    return { valid, covers: read?.identifierDigests.includes(digest) ?? false };
  }

  async finishErasures(goOn: () => boolean): Promise<void> {
    const { pool, now, log } = this.options;
    for (const id of await dueErasures(pool, now())) {
      await this.eraser.finish(id, goOn).catch((error: unknown) => {
        log.error({ err: error, erasure: id }, 'a step of an erasure failed; it is tried again');
      });
    }
  }

  finishErasure(id: number): Promise<void> {
    return this.eraser.finish(id, () => true);
  }

  private async personOf(profileId: string) {
    const person = await findPerson(this.options.pool, this.options.dictionaries, profileId);
    if (person === null) throw new RapportError('profile_not_found');
    return person;
  }

  private auditExport(profileId: string, what: ExportAsked, actor: Actor): Promise<void> {
    const entry = {
      at: this.options.now(),
      actor,
      action: 'profile.export',
      profileId,
      details: { format: what.format },
    };
    return insertAudit(this.options.pool, [entry]);
  }

  /** GET of a link: once, and streamed. A browser that is cut off asks for a new link. */
  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const token = (request.url ?? '').split('?')[0]?.slice(exportPath.length + 1) ?? '';
    if (request.method !== 'GET') return refuse(response, new RapportError('method_not_allowed'));
    const link = await takeExportLink(this.options.pool, hashOf(token), this.options.now());
    if (link === null) return refuse(response, new RapportError('export_link_invalid'));
    // Erased since the link was made.
    const person = await findPerson(this.options.pool, this.options.dictionaries, link.profileId);
    if (person === null) return refuse(response, new RapportError('profile_not_found'));
    await this.auditExport(link.profileId, link, link.actor);
    response.writeHead(200, {
      'content-type': link.format === 'json' ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="customer-${link.profileId}.${link.format}"`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cache-control': 'no-store',
    });
    try {
      await pipeline(Readable.from(exportPerson(this.options, link.profileId, link)), response);
    } catch (error) {
      this.options.log.warn({ err: error }, 'an export ended before its end');
      response.destroy();
    }
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
