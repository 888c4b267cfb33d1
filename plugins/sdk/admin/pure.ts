/** What the pure parts of pages need: texts, formats, types. No React, no browser: so it runs in a plain test, too. */
export { describeFault, isFaultCode } from '../src/definition-faults';
export type { FaultParameters } from '../src/definition-faults';
export { describeFinding, isFindingCode } from '../src/findings';
export type { FindingValues } from '../src/findings';
export { csvLine } from '../src/csv';
export { formatBytes } from '../src/format-bytes';
export * from './format';
export * from './json-shapes';
export * from './who';
export { graphqlDocument, isJsonList, isJsonObject, parseJson } from './graphql-document';
export type { GraphqlDocument, Json, JsonObject } from './graphql-document';
export { defineTexts, formatText, locales, localeOf } from './text';
export type { Locale, Text, Texts, TextValues } from './text';
