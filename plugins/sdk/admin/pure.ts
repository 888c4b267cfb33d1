/** What the pure parts of pages need: texts, formats, types. No React, no browser: so it runs in a plain test, too. */
export { describeFinding, isFindingCode } from '../src/findings';
export type { FindingValues } from '../src/findings';
export * from './audit-words';
export { faultsIn } from './faults';
export type { Fault } from './faults';
export { csvLine } from '../src/csv';
export { formatBytes } from '../src/format-bytes';
export { listedOptionsMax } from '../src/listed-options';
export * from './format';
export * from './json-shapes';
export * from './who';
export { graphqlDocument, isJsonList, isJsonObject, parseJson } from './graphql-document';
export type { GraphqlDocument, Json, JsonObject } from './graphql-document';
export { defineTexts, formatText, locales, localeOf } from './text';
export type { Locale, Text, Texts, TextValues } from './text';
