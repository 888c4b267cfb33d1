import {
  type Core,
  createMasking,
  isPersonalKey,
  isSpecialCategory,
  type Json,
  type Language,
  type ProfileRecord,
  RapportError,
  type WriteBackSource,
  zoneOf,
} from '@rapport/sdk';
import { noteText } from '../domain/note';
import { type CurrentSituation, segmentKeyOf } from '../domain/situations/situation';
import { handOverSummary } from '../domain/summary';
import { customerView } from '../domain/words/customer-view';
import { renderTexts } from '../domain/words/render';
import type { Script } from '../domain/words/script';

import { learntOf } from './learnt';
import { greetingFor } from './offers';
import { publishedScripts, scriptLibrary } from './scripts';
import { serviceOf } from './service';
import { maskOf } from './views';

/**
 * What helpdesks are told of customers: numbers, names of situations, a note, scripts. Whoever reads it there may read no personal
 * values, as far as we know: they are masked, and what is masked or special is left out.
 */
export const writeBack: WriteBackSource = {
  attributes: {
    value: (core, profiles) => computed(core, profiles, 'lifetime_value', (value) => Math.round(value * 100) / 100),
    frustration: (core, profiles) => computed(core, profiles, 'frustration', Math.round),
    async situation(core, profiles, language) {
      const situations = await situationsOf(core, profiles, language);
      return new Map(
        [...situations].flatMap(([root, [gravest]]) => (gravest === undefined ? [] : [[root, gravest.name[language]]])),
      );
    },
  },

  async note(core, { profile, conversation, facts }, language) {
    const situations = (await situationsOf(core, [profile], language)).get(profile.rootId) ?? [];
    const { channel, status, team, topic, openedAt } = conversation;
    const { text: greeting } = await greetingFor({
      traits: createMasking(core.settings.privacy).traits(profile.traits),
      ...{ situations, channel, locale: language, tone: null, now: core.now(), agent: null },
      conversation: { channel, status, team, topic, openedAt },
      outcomes: (await learntOf(core)).ofScripts,
      timeZone: zoneOf(profile.traits, core.settings.timeZone),
    });
    const told = situations.map(({ name, evidence }) => ({ name: name[language], evidence }));
    return noteText({ greeting, situations: told, summary: handOverSummary(facts, language) }, language);
  },

  async cannedResponses(core, language) {
    if (!scriptLibrary.isConnected) return null;
    const scripts = await publishedScripts(language);
    return scripts.flatMap((script) => {
      const content = plainContent(script, core.settings.timeZone);
      return content === '' ? [] : [{ key: script.key, content }];
    });
  },
};

/** By root. */
async function computed(
  { segments, settings }: Core,
  profiles: readonly ProfileRecord[],
  key: string,
  shown: (value: number) => number,
): Promise<ReadonlyMap<number, Json>> {
  if (segments === null || isSpecialCategory(key) || isPersonalKey(key, settings.privacy)) return new Map();
  const values = await segments.computed(
    profiles.map(({ rootId }) => rootId),
    [key],
  );
  return new Map(
    [...values].flatMap(([root, { [key]: value }]) => (typeof value === 'number' ? [[root, shown(value)]] : [])),
  );
}

/** By root, the gravest first; without those that rest on special categories. */
async function situationsOf(
  core: Core,
  profiles: readonly ProfileRecord[],
  language: Language,
): Promise<ReadonlyMap<number, readonly CurrentSituation[]>> {
  const masking = createMasking(core.settings.privacy);
  const subjects = profiles.map(({ rootId, traits }) => ({
    rootId,
    traits: customerView(masking.traits(traits)).customer,
  }));
  const reading = { locale: language, mask: maskOf(masking) };
  const found = await serviceOf(core).situations.currentOf(subjects, reading);
  const keys = new Set([...found.values()].flatMap((own) => own.map(({ key }) => segmentKeyOf(key))));
  const told = (await core.segments?.withoutSpecialCategories([...keys])) ?? new Set<string>();
  return new Map([...found].map(([root, own]) => [root, own.filter(({ key }) => told.has(segmentKeyOf(key)))]));
}

/** As it reads for somebody of whom nothing is known, at no particular time: what speaks of the customer is left out. */
function plainContent({ opening, body, locale, tone }: Script, timeZone: string): string {
  try {
    return renderTexts([opening, body], customerView({}), { locale, timeZone, tone, now: 0 }).text.trim();
  } catch (error) {
    // What came past the content manager was not checked; one of it must not hide the others.
    if (error instanceof RapportError) return '';
    throw error;
  }
}
