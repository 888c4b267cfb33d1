import type { Core } from './core';
import type { Actor, Identifier } from './identity';
import type { JsonObject } from './json';
import type { Page, PageRequest, Root } from './read-models';

/** Somebody whose data is exported or erased: the whole tree of merges. */
export type Person = Root & {
  /** Public id of the root. */
  readonly profileId: string;
  /** Public ids of all leaves. */
  readonly profileIds: readonly string[];
  readonly identifiers: readonly Identifier[];
};

/** What a plugin adds to the export of one person: a list under its own heading. */
export type PersonSection = {
  /** Key in the JSON export, e.g. `messages`. */
  readonly name: string;
  readonly label: { readonly en: string; readonly 'zh-Hans': string };
  /** Row by row: a person's history may be larger than memory. */
  readonly rows: (core: Core, person: Person) => AsyncIterable<JsonObject>;
};

/**
 * Removes what a plugin keeps about a person, also in systems outside. It may be called again after a crash, and then finds nothing
 * left. No lane handler works on the person meanwhile.
 * @returns rows removed, by table: they stand in the receipt
 */
export type ErasePerson = (core: Core, person: Person) => Promise<Readonly<Record<string, number>>>;

export const exportFormats = ['json', 'html'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportLanguages = ['en', 'zh-Hans'] as const;
export type ExportLanguage = (typeof exportLanguages)[number];

/** What an erasure would remove: rows by table, largest first. */
export type ErasurePreview = {
  readonly profileId: string;
  /** What a person types to say that it is this one. */
  readonly confirmation: string;
  readonly counts: readonly { readonly name: string; readonly rows: number }[];
};

/** In this order; src/privacy/erasure.ts says what each does. */
export const erasureSteps = ['barrier', 'events', 'others', 'rows', 'rejected', 'plugins', 'receipt', 'done'] as const;

export type ErasureRecord = {
  readonly id: number;
  readonly erasureId: string;
  readonly profileId: string;
  readonly actor: Actor;
  readonly erasedAt: number;
  /** Null while rows are still being removed; the person is out of reach from `erasedAt` on. */
  readonly finishedAt: number | null;
  /** The one that is under way; one of erasureSteps. */
  readonly step: string;
  /** That step did not succeed when it was tried last; it is tried again. */
  readonly failing: { readonly code: string; readonly times: number; readonly retryAt: number } | null;
  readonly counts: readonly { readonly name: string; readonly rows: number }[];
  /** Signed; null until it is finished. */
  readonly receipt: JsonObject | null;
};

export type ReceiptCheck = {
  readonly valid: boolean;
  /** Whether this identifier was among those erased; null where none was asked for. */
  readonly covers: boolean | null;
};

/** Rights of the person behind a profile. */
export interface PrivacyCommands {
  /** A link that answers once, for limits.exportLinkMinutes. @throws profile_not_found */
  exportLink(
    profileId: string,
    what: { readonly format: ExportFormat; readonly language: ExportLanguage },
    actor: Actor,
  ): Promise<{ readonly path: string; readonly expiresAt: number }>;
  /** @throws profile_not_found */
  erasurePreview(profileId: string): Promise<ErasurePreview>;
  /**
   * After it resolves nobody finds the person; rows may still be going (`finishedAt` is null), whatever happens to this process.
   * @param confirmation as the preview says @throws profile_not_found, confirmation_wrong, concurrent_change
   */
  erase(profileId: string, confirmation: string, actor: Actor): Promise<ErasureRecord>;
  /** Newest first; a position is an ErasureRecord's id. */
  erasures(request: PageRequest<number>): Promise<Page<ErasureRecord>>;
  erasuresByPublicIds(ids: readonly string[]): Promise<(ErasureRecord | null)[]>;
  /** @param receipt as `ErasureRecord.receipt`, from anywhere */
  verifyReceipt(receipt: unknown, identifier?: Identifier): ReceiptCheck;
}
