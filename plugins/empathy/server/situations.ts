import { randomUUID } from 'node:crypto';
import { type Core, isJsonObject, type Json, type JsonObject, type MembershipRecord, RapportError } from '@rapport/sdk';
import { actionsByKey } from '../domain/next-best-action/actions';
import { evidenceOf } from '../domain/situations/evidence';
import { readyByKey } from '../domain/situations/ready';
import {
  type CurrentSituation,
  segmentKeyOf,
  situationKeyOf,
  situationLimits,
  type SituationSpec,
  type Texts,
  type Vertical,
} from '../domain/situations/situation';
import { installReady, segmentOf } from './install';
import * as store from './stores/situations';

export type SituationChange = {
  readonly name?: Texts | undefined;
  readonly vertical?: Vertical | undefined;
  readonly facts?: JsonObject | undefined;
  readonly severity?: number | undefined;
  readonly expiresSeconds?: number | undefined;
  readonly action?: string | null | undefined;
  readonly evidence?: Texts | undefined;
};

/** What the reader of situations may see, and in which words. */
export type Reading = {
  readonly locale: string;
  /** Hides what he may not see: a value of this property of events, or of this trait. */
  readonly mask: (of: { readonly property: string } | { readonly trait: string }, value: Json) => Json;
};

/** A customer, as far as situations look at him. `traits` as the reader may see them. */
export type Subject = { readonly rootId: number; readonly traits: JsonObject };

/** Situations: what is defined, and who is in which. Membership is that of their segments. */
export class Situations {
  constructor(private readonly core: Core) {}

  all(): Promise<store.SituationRow[]> {
    return store.readSituations(this.core.database);
  }

  /** @throws situation_not_found */
  async byKey(key: string): Promise<store.SituationRow> {
    const row = await store.situationByKey(this.core.database, key);
    if (row === null) throw new RapportError('situation_not_found');
    return row;
  }

  /**
   * By root, the most severe first: one statement for memberships (unless they are `known`), one for the situations of somebody
   * among them, one for all facts.
   */
  async currentOf(
    subjects: readonly Subject[],
    reading: Reading,
    known?: ReadonlyMap<number, readonly MembershipRecord[]>,
  ): Promise<ReadonlyMap<number, readonly CurrentSituation[]>> {
    const { segments, now } = this.core;
    if (segments === null || subjects.length === 0) return new Map();
    const memberships = known ?? (await segments.memberships(subjects.map((one) => one.rootId)));
    const enabled = await this.enabledOf([...memberships.values()].flat());
    const found = subjects.map((subject) => ({
      subject,
      present: (memberships.get(subject.rootId) ?? []).flatMap(({ segmentKey, since }) => {
        const row = enabled.get(segmentKey);
        return row === undefined || since <= now() - row.expiresSeconds * 1_000 ? [] : [{ row, since }];
      }),
    }));
    const answers = await this.factsOf(
      found.filter(({ present }) => present.length > 0).map(({ subject }) => subject.rootId),
      found.flatMap(({ present }) => present.map(({ row }) => row)),
    );
    return new Map(
      found.map(({ subject, present }) => [
        subject.rootId,
        present
          .map(({ row, since }) => this.current(row, { since, subject, facts: answers(subject.rootId, row), reading }))
          .sort((a, b) => b.severity - a.severity || b.since - a.since),
      ]),
    );
  }

  /** By key of the segment. */
  private async enabledOf(memberships: readonly MembershipRecord[]): Promise<ReadonlyMap<string, store.SituationRow>> {
    const keys = [...new Set(memberships.flatMap(({ segmentKey }) => situationKeyOf(segmentKey) ?? []))];
    if (keys.length === 0) return new Map();
    const rows = await store.enabledSituations(this.core.database.lookups, keys);
    return new Map(rows.map((row) => [segmentKeyOf(row.key), row]));
  }

  /** How a sentence would read on somebody, whether he is in the situation or not. @throws situation_invalid, situation_not_found */
  async preview(key: string, evidence: Texts, subject: Subject, reading: Reading): Promise<CurrentSituation> {
    checkEvidence(evidence);
    const row = { ...(await this.byKey(key)), evidence };
    const answers = await this.factsOf([subject.rootId], [row]);
    const facts = answers(subject.rootId, row);
    return this.current(row, { since: this.core.now(), subject, facts, reading });
  }

  /**
   * Who is in the segment is in it. Sent again it finds what was broken off.
   * @throws situation_key_taken, situation_invalid, segment_not_found, segments_exhausted
   */
  async create(spec: SituationSpec, segment: string, actor: string): Promise<void> {
    const { segments, database, now } = this.core;
    await this.check(spec);
    const [from] = (await segments?.states([segment])) ?? [];
    if (segments === null || from === undefined) throw new RapportError('segment_not_found', segment);
    if ((await store.situationByKey(database, spec.key)) !== null) throw new RapportError('situation_key_taken');
    const own = { key: segmentKeyOf(spec.key), name: spec.name.en, description: '', definition: { segment } };
    // That of one that was removed begins anew.
    await segments.restore(own, actor);
    const isNew = await store.insertSituation(database, randomUUID(), spec, { actor, at: now() });
    if (!isNew) throw new RapportError('situation_key_taken');
  }

  /** Its segment stays, paused: it may be used elsewhere. @throws situation_not_found */
  async remove(key: string, actor: string): Promise<void> {
    const { segments, database } = this.core;
    await this.byKey(key);
    const [own] = (await segments?.states([segmentKeyOf(key)])) ?? [];
    if (own?.state === 'published') await segments?.turn(own.key, false, actor);
    await store.deleteSituation(database, key);
  }

  /** @throws situation_not_found, situation_invalid */
  async change(key: string, change: SituationChange, actor: string): Promise<void> {
    const row = await this.byKey(key);
    const { severity = row.severity, expiresSeconds = row.expiresSeconds, evidence = row.evidence } = change;
    const { name = row.name, vertical = row.vertical, facts = row.facts } = change;
    const action = change.action === undefined ? row.action : change.action;
    const next = { ...row, name, vertical, severity, expiresSeconds, evidence, action, facts };
    await this.check(next);
    await store.updateSituation(this.core.database, next, { actor, at: this.core.now() });
  }

  /** Off: its segment is paused too. @throws situation_not_found, segment_not_found */
  async turn(key: string, enabled: boolean, actor: string): Promise<void> {
    const row = await this.byKey(key);
    await this.core.segments?.turn(segmentKeyOf(key), enabled, actor);
    await store.updateSituation(this.core.database, { ...row, enabled }, { actor, at: this.core.now() });
  }

  /** As it was brought, its segment too; switched on. @throws situation_not_found, situation_not_ready */
  async restore(key: string, actor: string): Promise<void> {
    await this.byKey(key);
    const ready = readyByKey.get(key);
    if (ready === undefined) throw new RapportError('situation_not_ready');
    await this.core.segments?.restore(segmentOf(ready), actor);
    await store.updateSituation(this.core.database, { ...ready, enabled: true }, { actor, at: this.core.now() });
  }

  /** @returns how many definitions were brought */
  install(): Promise<number> {
    return installReady(this.core);
  }

  /** @throws situation_invalid */
  private async check(spec: SituationSpec): Promise<void> {
    checkSpec(spec);
    const values = Object.values(spec.facts);
    try {
      // Nobody has this id: they are read, and answered for nobody.
      if (values.length > 0) await this.core.segments?.ask({ rootIds: [0], conditions: [], values });
    } catch (error) {
      if (!(error instanceof RapportError) || error.code !== 'computed_trait_invalid') throw error;
      throw new RapportError('situation_invalid', `A fact cannot be asked: ${error.message}`, { cause: error });
    }
  }

  /** Asks each fact once, whichever situations speak of it. */
  private async factsOf(
    rootIds: readonly number[],
    rows: readonly SituationSpec[],
  ): Promise<(rootId: number, row: SituationSpec) => JsonObject> {
    const { segments } = this.core;
    const asked = [
      ...new Map(rows.flatMap((row) => Object.values(row.facts).map((one) => [keyOf(one), one]))).entries(),
    ];
    const answers =
      segments === null || asked.length === 0
        ? new Map<number, never>()
        : await segments.ask({ rootIds, conditions: [], values: asked.map(([, definition]) => definition) });
    const places = new Map(asked.map(([key], index) => [key, index]));
    return (rootId, row) => {
      const values: readonly Json[] = answers.get(rootId)?.values ?? [];
      return Object.fromEntries(
        Object.entries(row.facts).map(([name, fact]) => [name, values[places.get(keyOf(fact)) ?? -1] ?? null]),
      );
    };
  }

  private current(
    row: SituationSpec,
    of: {
      readonly since: number;
      readonly subject: Subject;
      readonly facts: JsonObject;
      readonly reading: Reading;
    },
  ): CurrentSituation {
    const { now, settings } = this.core;
    const { mask, locale } = of.reading;
    const facts = Object.fromEntries(
      Object.entries(of.facts).map(([name, value]) => [name, shownTo(mask, row.facts[name] ?? null, value)]),
    );
    const options = { locale, timeZone: settings.timeZone, now: now() };
    const evidence = evidenceOf(row, { facts, customer: of.subject.traits }, options);
    const { key, name, severity, action } = row;
    return { ...{ key, name, severity, action, evidence, facts }, since: of.since };
  }
}

/** A fact is as personal as the property or the traits that it is taken from. */
function shownTo(mask: Reading['mask'], fact: Json, value: Json): Json {
  if (!isJsonObject(fact)) return value;
  const { aggregate, first_of: sources } = fact;
  if (isJsonObject(aggregate) && typeof aggregate['property'] === 'string')
    return mask({ property: lastName(aggregate['property']) }, value);
  if (!Array.isArray(sources)) return value;
  return sources.reduce<Json>(
    (shown, one) =>
      typeof one === 'string' ? mask({ trait: one.split('.')[0] ?? one }, shown) : shownTo(mask, one, shown),
    value,
  );
}

const lastName = (path: string): string => path.split('.').at(-1) ?? path;

const keyOf = (definition: Json): string => JSON.stringify(definition);

const keyPattern = /^[a-z][a-z0-9-]*$/;
const factPattern = /^[a-zA-Z][a-zA-Z0-9]{0,39}$/;

/** @throws situation_invalid */
function checkSpec({ key, name, severity, expiresSeconds, action, evidence, facts }: SituationSpec): void {
  const complain = (why: string): never => {
    throw new RapportError('situation_invalid', why);
  };
  const { severityMax, expiresSecondsMax, nameCharsMax, keyCharsMax, factsMax } = situationLimits;
  if (!keyPattern.test(key) || key.length > keyCharsMax)
    complain(`A key is lower case letters, digits and -, up to ${keyCharsMax}.`);
  if (Object.values(name).some((text) => text.trim() === '' || text.length > nameCharsMax))
    complain(`A name has 1 to ${nameCharsMax} characters, in each language.`);
  if (Object.keys(facts).length > factsMax || Object.keys(facts).some((one) => !factPattern.test(one)))
    complain(`There are up to ${factsMax} facts; their names are letters and digits.`);
  if (!Number.isInteger(severity) || severity < 0 || severity > severityMax)
    complain(`The severity is 0 to ${severityMax}.`);
  if (!Number.isInteger(expiresSeconds) || expiresSeconds < 1 || expiresSeconds > expiresSecondsMax)
    complain(`It expires after 1 to ${expiresSecondsMax} seconds.`);
  if (action !== null && !actionsByKey.has(action)) complain('There is no such action.');
  checkEvidence(evidence);
}

/** It is a template that can be read. @throws situation_invalid */
function checkEvidence(evidence: Texts): void {
  for (const [language, text] of Object.entries(evidence)) {
    if (text.trim() === '' || text.length > situationLimits.evidenceCharsMax)
      throw new RapportError(
        'situation_invalid',
        `evidence.${language} has 1 to ${situationLimits.evidenceCharsMax} characters.`,
      );
    try {
      const facts: JsonObject = {};
      evidenceOf(
        { evidence: { en: text, 'zh-Hans': text, de: text } },
        { facts, customer: {} },
        { locale: 'en', timeZone: 'UTC', now: 0 },
      );
    } catch (error) {
      throw new RapportError('situation_invalid', `evidence.${language} cannot be read as a template.`, {
        cause: error,
      });
    }
  }
}
