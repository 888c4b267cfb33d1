import { z } from 'zod';
import type { Actor } from './identity';
import type { JsonObject } from './json';
import { limits } from './limits';
import type { Page, PageRequest } from './read-models';

/** `comma`: a number with a decimal comma, 1.234,50. `date`: a day or moment, which becomes ISO 8601. */
export const importColumnTypes = ['text', 'number', 'comma', 'boolean', 'date'] as const;
export type ImportColumnType = (typeof importColumnTypes)[number];

/** How the text of a file may be written. Names as TextDecoder has them. */
export const importEncodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'gb18030'] as const;
export type ImportEncoding = (typeof importEncodings)[number];

/** What becomes of one column of a file. */
export const importColumn = z.object({
  name: z.string(),
  /** A place in a Segment call: `userId`, `email`, `traits.plan`, `properties.total`, `identifiers.crm_id`; null: left out. */
  field: z.string().min(1).nullable(),
  type: z.enum(importColumnTypes).default('text'),
  /** Of dates and of the timestamp: `iso`, `epoch`, `epoch-ms`, or like `d.m.yyyy h:mm`. */
  dateFormat: z.string().min(1).max(limits.importDateFormatCharsMax).nullable().default(null),
});
export type ImportColumn = Readonly<z.infer<typeof importColumn>>;

/** What a person decides before the import begins. */
export const importOptions = z.object({
  kind: z.enum(['profiles', 'events']),
  /** The name of every event, where no column gives one. */
  event: z.string().max(limits.eventNameCharsMax).nullable().default(null),
  trust: z.enum(['verified', 'claimed']).default('verified'),
  encoding: z.enum(importEncodings).default('utf-8'),
  /** One character, or `whitespace`; null: the file is NDJSON. */
  delimiter: z
    .string()
    .regex(/^([^"\r\n]|whitespace)$/)
    .nullable()
    .default(','),
  columns: z.array(importColumn).max(limits.importColumnsMax).default([]),
});
export type ImportOptions = Readonly<z.infer<typeof importOptions>>;

/** Why a column is thought to be what it is. */
export type ImportGuess = 'name' | 'synonym' | 'values' | 'rest';

export type ImportPreviewColumn = {
  readonly name: string;
  /** At most three different values. */
  readonly examples: readonly string[];
  /** Share of the rows looked at that have a value, 0 to 1. */
  readonly filled: number;
  readonly suggestion: ImportColumn & { readonly reason: ImportGuess };
  /** Formats in which all its values are dates, the likelier first, and what they make of the first one. */
  readonly dateFormats: readonly { readonly format: string; readonly from: string; readonly to: string }[];
};

/**
 * What a person should know before the import begins:
 * `no_rows`; `names_changed` (columns without a name, or with one that came twice); `header_is_data`; `broken_characters`
 * (the encoding may be another); `date_ambiguous` (day and month may be exchanged); `imported_before`.
 */
export type ImportProblem = {
  readonly code:
    'no_rows' | 'names_changed' | 'header_is_data' | 'broken_characters' | 'date_ambiguous' | 'imported_before';
  readonly columns: readonly string[];
  /** imported_before: when. */
  readonly at: number | null;
};

/** What would become of the first rows. */
export type ImportTrial = {
  readonly rows: number;
  /** These are all rows of the file. */
  readonly complete: boolean;
  /** People: rows that share an identifier are one. */
  readonly newPeople: number;
  readonly knownPeople: number;
  readonly good: number;
  /** Rows that an earlier import of the same file brought in. */
  readonly present: number;
  readonly rejected: readonly {
    readonly code: string;
    readonly message: string;
    readonly count: number;
    /** The first such row. */
    readonly line: number;
  }[];
};

/** Why an import cannot begin: nothing says who it is about, the events have no name, two columns go to one place, or else. */
export type ImportFault = {
  readonly reason: 'identity' | 'event' | 'twice' | 'other';
  readonly message: string;
  readonly columns: readonly string[];
};

export type ImportPreview = {
  readonly options: ImportOptions;
  readonly columns: readonly ImportPreviewColumn[];
  /** The first rows; cells in the order of the columns. */
  readonly rows: readonly (readonly string[])[];
  readonly problems: readonly ImportProblem[];
  readonly fault: ImportFault | null;
  /** null where there is a fault. */
  readonly trial: ImportTrial | null;
};

/**
 * draft      the file is there; somebody looks at its preview
 * waiting    started; the next worker takes it
 * running    a worker is at it, or was until a crash: then another one goes on
 * done, cancelled, failed
 */
export const importStates = ['draft', 'waiting', 'running', 'done', 'cancelled', 'failed'] as const;
export type ImportState = (typeof importStates)[number];

/** One import of a file. Times are epoch milliseconds. */
export type ImportRecord = {
  readonly id: number;
  readonly publicId: string;
  readonly fileName: string;
  readonly fileBytes: number;
  /** The bytes are still there: it can be previewed, started or used again. */
  readonly fileKept: boolean;
  readonly state: ImportState;
  readonly stopping: boolean;
  /** null until it was started. */
  readonly options: ImportOptions | null;
  readonly createdBy: Actor;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** Of the last part that was committed. */
  readonly changedAt: number;
  /** Of the file, read. */
  readonly bytesRead: number;
  readonly rows: number;
  readonly accepted: number;
  /** Rows that had been brought in before: by an earlier import of the same file. */
  readonly duplicates: number;
  /** Rows about people who were erased since these happened: nothing of them is kept. */
  readonly erased: number;
  readonly rejected: number;
  /** Why it failed: a code of errorTable. */
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
};

/** A row that could not be imported. */
export type RejectedRow = {
  readonly id: number;
  /** On which it ends. */
  readonly line: number;
  readonly code: string;
  readonly message: string;
  /** The cells by column; the text of the line where it could not be read. */
  readonly record: JsonObject | string;
};

export interface Imports {
  /** Newest first. */
  page(request: PageRequest<{ readonly id: number }>): Promise<Page<ImportRecord>>;
  byPublicIds(ids: readonly string[]): Promise<readonly (ImportRecord | null)[]>;
  /**
   * @param options null: as the file suggests
   * @throws import_not_found, import_file_gone
   */
  preview(publicId: string, options: ImportOptions | null): Promise<ImportPreview>;
  /**
   * Of a draft; or again, of one that was stopped or failed, from where it was (its options stay).
   * @throws import_not_found, import_file_gone, import_mapping_invalid, import_state_wrong
   */
  start(publicId: string, options: ImportOptions | null): Promise<ImportRecord>;
  /** A draft is removed, a running one ends between two parts; what was imported stays. @throws import_not_found, import_state_wrong */
  cancel(publicId: string): Promise<ImportRecord>;
  /** A new draft of the same file. @throws import_not_found, import_file_gone */
  again(publicId: string, actor: Actor): Promise<ImportRecord>;
  rejected(publicId: string, request: PageRequest<{ readonly id: number }>): Promise<Page<RejectedRow>>;
}
