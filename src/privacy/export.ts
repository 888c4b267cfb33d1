import type { Core, ExportFormat, ExportLanguage, Json, JsonObject, Person, RapportPlugin } from '@rapport/sdk';
import type pg from 'pg';
import { z } from 'zod';
import { IdentifierExtractor } from '../domain/event/identifiers';
import type { IdentityPolicy } from '../domain/identity/policy';
import * as html from '../domain/privacy/export-html';
import { type CoreSection, sectionWords } from '../domain/privacy/export-words';
import { PersonValues } from '../domain/privacy/without-identifiers';
import { withoutOthers } from '../domain/privacy/without-others';
import type { Dictionaries } from '../store/dictionaries';
import { rejectedRowsMaybeOf } from '../store/import-rejected';
import { findPerson } from '../store/person';
import { eventRows, inSnapshot, sectionRows, traitRows } from '../store/person-export';
import { rejectedCandidates } from '../store/person-rows';

const rejectedMax = 5_000;

export type ExportOptions = {
  readonly pool: pg.Pool;
  readonly dictionaries: Dictionaries;
  readonly policy: IdentityPolicy;
  readonly now: () => number;
  readonly plugins: readonly RapportPlugin[];
  readonly core: () => Core;
};

type Section = { readonly name: string; readonly title: string; readonly rows: AsyncIterable<JsonObject> };

/**
 * Everything that is kept about one person, as text, piece by piece and from one snapshot (plugins read for themselves); in constant
 * memory. Yields nothing where nobody has the id.
 */
export async function* exportPerson(
  options: ExportOptions,
  profileId: string,
  what: { readonly format: ExportFormat; readonly language: ExportLanguage },
): AsyncGenerator<string> {
  const at = new Date(options.now()).toISOString();
  yield* inSnapshot(options.pool, async function* (client) {
    const person = await findPerson(client, options.dictionaries, profileId);
    if (person === null) return;
    const sections = [...sectionsOf(options, client, person, what.language)];
    if (what.format === 'json') yield* asJson(person, at, sections);
    else yield* asHtml(at, what.language, sections);
  });
}

/** In the order of the page: who, what, when, with whom, and who looked. */
function* sectionsOf(
  options: ExportOptions,
  client: pg.ClientBase,
  person: Person,
  language: ExportLanguage,
): Generator<Section> {
  const of = (name: CoreSection, rows: AsyncIterable<JsonObject>): Section => ({
    name,
    title: sectionWords[name][language],
    rows,
  });
  yield of('profiles', sectionRows(client, 'profiles', person));
  yield of('identifiers', sectionRows(client, 'identifiers', person));
  yield of('traits', traitRows(client, person, options.policy.traits));
  yield of('accounts', sectionRows(client, 'accounts', person));
  yield of('events', eventRows(client, person));
  yield of('conversations', sectionRows(client, 'conversations', person));
  yield of('conversationNotes', sectionRows(client, 'conversationNotes', person));
  yield of('merges', ownPart(sectionRows(client, 'merges', person), person));
  yield of('reviews', ownPart(sectionRows(client, 'reviews', person), person));
  yield of('rejectedEvents', rejectedEvents(options, client, person));
  yield of('rejectedImportRows', rejectedImportRows(options, client, person));
  for (const section of options.plugins.flatMap((plugin) => plugin.export ?? [])) {
    yield { name: section.name, title: section.label[language], rows: section.rows(options.core(), person) };
  }
  yield of('audit', sectionRows(client, 'audit', person));
}

async function* ownPart(rows: AsyncIterable<JsonObject>, { identifiers }: Person): AsyncGenerator<JsonObject> {
  for await (const row of rows) yield withoutOthers(row, identifiers);
}

/** Dead letters that carry one of the identifiers. */
async function* rejectedEvents(
  { policy }: ExportOptions,
  client: pg.ClientBase,
  person: Person,
): AsyncGenerator<JsonObject> {
  const values = valuesOf(person, policy);
  for (let afterId = 0; ;) {
    const page = await rejectedCandidates(client, person.identifiers, afterId, rejectedMax);
    if (page === null) return;
    afterId = page.upTo;
    for (const { body, messageId } of page.candidates) {
      const parsed: Json = z.json().parse(JSON.parse(body));
      if (values.isIn(parsed)) yield { messageId, body: parsed };
    }
  }
}

/** Rows of files that could not be imported, with one of the identifiers in a cell. */
async function* rejectedImportRows(
  { policy }: ExportOptions,
  client: pg.ClientBase,
  person: Person,
): AsyncGenerator<JsonObject> {
  const values = valuesOf(person, policy);
  for (let afterId = 0; ;) {
    const rows = await rejectedRowsMaybeOf(client, person.identifiers, { afterId, rowsMax: rejectedMax });
    const last = rows.at(-1);
    if (last === undefined) return;
    afterId = last.id;
    for (const { record, message } of rows) if (values.isIn(record)) yield { row: record, message };
  }
}

function valuesOf({ identifiers }: Person, policy: IdentityPolicy): PersonValues {
  return new PersonValues(identifiers, policy, new IdentifierExtractor(policy));
}

async function* asJson(person: Person, at: string, sections: readonly Section[]): AsyncGenerator<string> {
  yield `{\n"type":"rapport.person","version":1,"profileId":${JSON.stringify(person.profileId)},"exportedAt":"${at}"`;
  for (const { name, rows } of sections) {
    yield `,\n${JSON.stringify(name)}:[`;
    let count = 0;
    for await (const row of rows) yield `${count++ === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`;
    yield ']';
  }
  yield '\n}\n';
}

async function* asHtml(at: string, language: ExportLanguage, sections: readonly Section[]): AsyncGenerator<string> {
  yield html.htmlBegin(language, at, sections);
  for (const section of sections) {
    yield html.htmlSectionBegin(section);
    let columns: readonly string[] = [];
    let count = 0;
    for await (const row of section.rows) {
      if (count++ === 0) {
        columns = Object.keys(row);
        yield html.htmlTableBegin(columns, language);
      }
      yield html.htmlRow(columns, row, language);
    }
    yield html.htmlSectionEnd(language, count);
  }
  yield html.htmlEnd();
}
