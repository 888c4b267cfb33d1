import { type Core, createMasking, noMasking, RapportError, zoneOf } from '@rapport/sdk';
import { caseQuestions } from '../domain/case-questions';
import { frustrationLines } from '../domain/frustration';
import { nextBestActions } from '../domain/next-best-action';
import type { PanelLocale, Script, SituationLine, Suggestion, SuggestionOutcome } from '../domain/panel/view';
import { textIn } from '../domain/situations/evidence';
import type { Quadrant } from '../domain/quadrant';
import type { CurrentSituation } from '../domain/situations/situation';
import { handOverSummary } from '../domain/summary';
import { uuid } from './graphql/profile';
import { learntOf } from './learnt';
import { type Addressed, greetingFor, type OfferedScript, scriptsFor } from './offers';
import type { PanelParts, PanelSubject, Suggested } from './panel/parts';
import { placedBy, valueKey } from './quadrants';
import { serviceOf } from './service';
import { conversationView, maskOf } from './views';
import type { DailyOffer, Look, SuggestionKind } from './stores/suggestions';

const actionsShown = 3;
const scriptsShown = 8;
const frustrationKey = 'frustration';
/** Item of a greeting where the customer is in no situation. */
const plainGreeting = 'plain';

/** What the panel shows beyond what the house itself knows. */
export const panelParts: PanelParts = { suggest, scripts: findScripts, outcome };

async function suggest(core: Core, subject: PanelSubject): Promise<Partial<Suggested>> {
  const { locale, reader } = subject;
  const readsSituations = reader.scopes.has('situation.read');
  const look = lookOf(subject);
  const [situations, { quadrant, frustration }, learnt, offered] = await Promise.all([
    readsSituations ? situationsOf(core, subject) : null,
    standingOf(core, subject),
    learntOf(core),
    serviceOf(core).suggestions.today(look),
  ]);
  const [greeting, scripts] = reader.scopes.has('script.read')
    ? await wordsFor(core, subject, situations ?? [])
    : [null, null];
  const decided = new Set(offered.flatMap((one) => (one.outcome === null ? [] : keyOf(one.kind, one.item))));
  const actions =
    situations === null
      ? null
      : nextBestActions({ situations, quadrant, statistics: learnt.ofActions, locale })
          // Who said today that it is done, or out of place, is not asked again.
          .filter(({ key }) => !decided.has(keyOf('action', key)))
          .slice(0, actionsShown);
  const gravest = situations?.[0]?.key ?? null;
  const because = (key: string) => situations?.find(({ action }) => action === key)?.key ?? null;
  const ids = await recorded(core, subject, offered, [
    ...(greeting === null ? [] : [offer('greeting', gravest ?? plainGreeting, gravest)]),
    ...(actions ?? []).map(({ key }) => offer('action', key, because(key))),
    ...(scripts ?? []).map((one) => offerOf(one, situations ?? [])),
  ]);
  return {
    situations: situations?.map((one) => situationLine(one, locale)) ?? null,
    greeting: greeting === null ? null : { id: ids('greeting', gravest ?? plainGreeting), ...greeting },
    actions: actions?.map(({ key, label, why }): Suggestion => ({ id: ids('action', key), text: label, why })) ?? null,
    scripts: scripts?.map((one) => scriptLine(one, ids)) ?? null,
    ...{ frustration, summary: summaryOf(subject) },
    quadrant: quadrant === null ? null : { label: textIn(quadrant.meaning, locale), why: textIn(quadrant.why, locale) },
  };
}

/** Whoever searches sees what fits this customer and holds the words. */
async function findScripts(core: Core, subject: PanelSubject, words: string): Promise<readonly Script[]> {
  if (!subject.reader.scopes.has('script.read')) return [];
  const readsSituations = subject.reader.scopes.has('situation.read');
  const [situations, offered] = await Promise.all([
    readsSituations ? situationsOf(core, subject) : [],
    serviceOf(core).suggestions.today(lookOf(subject)),
  ]);
  const found = await scriptsFor(await addressed(core, subject, situations), scriptsShown, words);
  const offers = found.map((one) => offerOf(one, situations));
  const ids = await recorded(core, subject, offered, offers);
  return found.map((one) => scriptLine(one, ids));
}

/** Of what was offered to this agent. */
async function outcome(core: Core, id: string, what: SuggestionOutcome, actor: string): Promise<boolean> {
  if (!uuid.test(id)) return false;
  try {
    await serviceOf(core).suggestions.outcome(id, what, actor);
    return true;
  } catch (error) {
    if (error instanceof RapportError && error.code === 'suggestion_not_found') return false;
    throw error;
  }
}

async function situationsOf(core: Core, subject: PanelSubject): Promise<readonly CurrentSituation[]> {
  const { profile, traits, locale, reader, memberships } = subject;
  const masking = reader.readsPersonal ? noMasking : createMasking(core.settings.privacy);
  const found = await serviceOf(core).situations.currentOf(
    [{ rootId: profile.rootId, traits }],
    { locale, mask: maskOf(masking) },
    new Map([[profile.rootId, memberships ?? []]]),
  );
  return found.get(profile.rootId) ?? [];
}

/** The quadrant of his case, and what he has to be frustrated about: two statements. */
async function standingOf(
  core: Core,
  { profile, memberships, locale, reader }: PanelSubject,
): Promise<{ readonly quadrant: Quadrant | null; readonly frustration: Suggested['frustration'] }> {
  const { segments } = core;
  if (segments === null || memberships === null) return { quadrant: null, frustration: null };
  const { rootId } = profile;
  const readsSituations = reader.scopes.has('situation.read');
  const readsSegments = reader.scopes.has('segment.read');
  const [answers, values] = await Promise.all([
    segments.ask({
      ...{ rootIds: [rootId], conditions: [], values: readsSituations ? caseQuestions : [] },
      explained: readsSegments ? [frustrationKey] : [],
    }),
    segments.computed([rootId], [frustrationKey, valueKey]),
  ]);
  const { values: told = [], explanations = {} } = answers.get(rootId) ?? {};
  const kept = values.get(rootId) ?? {};
  const frustration = kept[frustrationKey];
  return {
    quadrant: readsSituations ? placedBy({ answers: told, amount: kept[valueKey], memberships }).quadrant : null,
    frustration:
      readsSegments && typeof frustration === 'number'
        ? {
            value: Math.round(frustration),
            lines: frustrationLines(explanations[frustrationKey] ?? null, locale),
          }
        : null,
  };
}

async function wordsFor(core: Core, subject: PanelSubject, situations: readonly CurrentSituation[]) {
  const to = await addressed(core, subject, situations);
  return Promise.all([greetingFor(to), scriptsFor(to, scriptsShown)]);
}

async function addressed(
  core: Core,
  { traits, profile, conversation, reader, locale, now }: PanelSubject,
  situations: readonly CurrentSituation[],
): Promise<Addressed> {
  return {
    ...{ traits, situations, locale, now, tone: null },
    conversation: conversation === null ? null : conversationView(conversation, locale),
    agent: reader.name === null ? null : { name: reader.name },
    outcomes: (await learntOf(core)).ofScripts,
    channel: conversation?.channel ?? null,
    timeZone: zoneOf(profile.traits, core.settings.timeZone),
  };
}

function situationLine({ key, name, severity, since, evidence }: CurrentSituation, locale: PanelLocale): SituationLine {
  return { key, name: name[locale], severity, since, evidence };
}

/** Of the conversation in which the agent is. */
function summaryOf(subject: PanelSubject): Suggested['summary'] {
  const { conversation, facts, locale } = subject;
  const told = conversation === null ? [] : (facts.get(conversation.publicId) ?? []);
  if (told.length === 0) return null;
  const others = subject.conversations
    .filter((one) => one.connection === conversation?.connection && one.publicId !== conversation.publicId)
    .flatMap(({ publicId }) => facts.get(publicId) ?? []);
  const { asked, tried, promised } = handOverSummary(told, locale, others);
  return asked.length + tried.length + promised.length === 0 ? null : { asked, tried, promised };
}

type Offered = { readonly kind: SuggestionKind; readonly item: string; readonly situation: string | null };
type Ids = (kind: SuggestionKind, item: string) => string | null;

/** Written once a day for each agent, customer and conversation, and found again afterwards. */
async function recorded(
  core: Core,
  subject: PanelSubject,
  known: readonly DailyOffer[],
  offers: readonly Offered[],
): Promise<Ids> {
  const all = await serviceOf(core).suggestions.recordDaily(lookOf(subject), offers, known);
  const byKey = new Map(all.map((one) => [keyOf(one.kind, one.item), one.publicId]));
  return (kind, item) => byKey.get(keyOf(kind, item)) ?? null;
}

function lookOf({ profile, conversation, reader }: PanelSubject): Look {
  return { profileId: profile.rootId, conversationId: conversation?.publicId ?? null, agent: reader.actor };
}

function offer(kind: SuggestionKind, item: string, situation: string | null): Offered {
  return { kind, item, situation };
}

function offerOf({ script }: OfferedScript, situations: readonly CurrentSituation[]): Offered {
  return offer('script', script.key, situations.find(({ key }) => script.situations.includes(key))?.key ?? null);
}

function scriptLine({ script, text, why }: OfferedScript, ids: Ids): Script {
  return { id: ids('script', script.key), title: script.title, text, why };
}

function keyOf(kind: SuggestionKind, item: string): string {
  return `${kind} ${item}`;
}
