import {
  RapportError,
  type ImportFault,
  type ImportOptions,
  type ImportPreview,
  type ImportPreviewColumn,
  type ImportProblem,
  type JsonObject,
} from '@rapport/sdk';
import { isIdentityField } from './columns';
import { isAmbiguous } from './guess-dates';
import { areCalls, createMapping, type AskedMapping, type Mapping } from './mapping';
import { nameColumns, type FileFormat, type Sample } from './records';
import { guessKind, isEmail, suggestColumns, type SuggestedColumn } from './suggest';

const rowsMax = 8;
const examplesMax = 3;
const exampleCharsMax = 200;

/** What the file suggests, with what somebody has decided already. */
export function suggestOptions(
  format: FileFormat,
  sample: Sample,
  decided: Pick<ImportOptions, 'kind' | 'event' | 'trust'> | null,
): ImportOptions {
  const { kind, event } = decided ?? guessKind(sample.names);
  const columns = areCalls(sample.records) ? [] : suggestColumns(sample.names, sample.records, kind);
  return {
    ...{ kind, event, trust: decided?.trust ?? 'verified', encoding: format.encoding },
    delimiter: format.kind === 'ndjson' ? null : format.delimiter,
    columns: columns.map(({ suggestion: { name, field, type, dateFormat } }) => ({ name, field, type, dateFormat })),
  };
}

/** Columns that the options do not name are left out: of a file that is read in another way now. */
export function askedMapping({ kind, event, columns }: ImportOptions, { names }: Pick<Sample, 'names'>): AskedMapping {
  const there = columns.filter(({ name }) => names.includes(name));
  return {
    kind,
    event: event === null || event.trim() === '' ? undefined : event,
    dateFormat: there.find(({ field }) => field === 'timestamp')?.dateFormat ?? 'iso',
    map: there.flatMap(({ name, field }) => (field === null ? [] : [{ column: name, field }])),
    ignore: names.filter((name) => !there.some((column) => column.name === name && column.field !== null)),
    types: there.map(({ name, type, dateFormat }) => ({
      column: name,
      type,
      ...(dateFormat === null ? {} : { dateFormat }),
    })),
    onlyMapped: false,
  };
}

/** Calls of the Segment spec need no columns. @throws RapportError import_mapping_invalid */
export function mappingOf(options: ImportOptions, sample: Sample): Mapping {
  if (options.columns.length > 0 || !areCalls(sample.records))
    return createMapping(askedMapping(options, sample), sample);
  return createMapping({ ...askedMapping(options, sample), map: [] }, sample);
}

/** Why an import with these options cannot begin; null: it can. */
export function faultOf(options: ImportOptions, sample: Sample): ImportFault | null {
  const columns = options.columns.filter(({ name, field }) => field !== null && sample.names.includes(name));
  const isOf = (field: string) => columns.filter((column) => column.field === field).map(({ name }) => name);
  if (columns.length > 0) {
    const twice = columns.find(({ field }) => field !== null && isOf(field).length > 1)?.field;
    if (twice !== null && twice !== undefined) {
      return { reason: 'twice', message: `Two columns go to ${twice}.`, columns: isOf(twice) };
    }
    if (!columns.some(({ field }) => field !== null && isIdentityField(field))) {
      return { reason: 'identity', message: 'No column says who it is.', columns: [] };
    }
    const named = options.event !== null && options.event.trim() !== '';
    if (options.kind === 'events' && !named && isOf('event').length === 0) {
      return { reason: 'event', message: 'The events have no name.', columns: [] };
    }
  }
  try {
    mappingOf(options, sample);
    return null;
  } catch (error) {
    if (!(error instanceof RapportError)) throw error;
    return { reason: 'other', message: error.message, columns: [] };
  }
}

/** The part of a preview that says what the file is. */
export function describeFile(
  options: ImportOptions,
  sample: Sample,
  importedAt: number | null,
): Pick<ImportPreview, 'columns' | 'rows' | 'problems'> {
  const suggested = suggestColumns(sample.names, sample.records, options.kind);
  return {
    columns: suggested.map((column) => describeColumn(column, sample.records.length)),
    rows: sample.records.slice(0, rowsMax).map((fields) => sample.names.map((name) => cellText(fields, name))),
    problems: problemsOf(options, sample, suggested, importedAt),
  };
}

function describeColumn({ suggestion, values, dateFormats }: SuggestedColumn, rows: number): ImportPreviewColumn {
  return {
    name: suggestion.name,
    examples: [...new Set(values)].slice(0, examplesMax).map((value) => value.slice(0, exampleCharsMax)),
    filled: rows === 0 ? 0 : values.length / rows,
    suggestion,
    dateFormats,
  };
}

function problemsOf(
  options: ImportOptions,
  sample: Sample,
  suggested: readonly SuggestedColumn[],
  importedAt: number | null,
): ImportProblem[] {
  const { header, names, records } = sample;
  const problem = (
    code: ImportProblem['code'],
    columns: readonly string[],
    at: number | null = null,
  ): ImportProblem[] => (columns.length > 0 || at !== null || code === 'no_rows' ? [{ code, columns, at }] : []);
  const renamed = nameColumns(header ?? []).filter((name, index) => name !== header?.[index]?.trim());
  const isBroken = (text: string) => text.includes('\uFFFD');
  const dates = options.columns.filter(
    ({ field, type }) => field === 'timestamp' || (field !== null && type === 'date'),
  );
  const ambiguous = dates.filter(({ name }) => {
    const column = suggested.find(({ suggestion }) => suggestion.name === name);
    return column !== undefined && isAmbiguous(column.dateFormats);
  });
  return [
    ...(records.length === 0 ? problem('no_rows', []) : []),
    ...problem('names_changed', renamed),
    ...problem(
      'header_is_data',
      (header ?? []).filter((cell) => isEmail(cell) || /^\+?\d[\d .-]{3,}$/.test(cell.trim())),
    ),
    ...problem(
      'broken_characters',
      names.filter((name) => isBroken(name) || records.some((fields) => isBroken(cellText(fields, name)))),
    ),
    ...problem(
      'date_ambiguous',
      ambiguous.map(({ name }) => name),
    ),
    ...problem('imported_before', [], importedAt),
  ];
}

function cellText(fields: JsonObject, name: string): string {
  const value = fields[name];
  if (value === undefined || value === null) return '';
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, exampleCharsMax);
}
