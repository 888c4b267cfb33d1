import {
  type Core,
  type GraphqlContext,
  listConnection,
  type PageArguments,
  type ProfileRecord,
  RapportError,
} from '@rapport/sdk';
import { z } from 'zod';
import { nextBestActions } from '../../domain/next-best-action';
import { textIn } from '../../domain/situations/evidence';
import { safeLocale } from '@rapport/sdk/words';
import type { CurrentSituation, Texts } from '../../domain/situations/situation';
import { type Placed, quadrantsOf } from '../quadrants';
import { serviceOf } from '../service';
import type { Reading, Subject } from '../situations';
import { maskOf, shownTraits } from '../views';

type LocaleArgument = { readonly locale?: string | null };

/** A locale as Intl takes it; English where it is none. */
export function localeOf({ locale }: LocaleArgument): string {
  return typeof locale === 'string' && locale.length <= 35 ? safeLocale(locale) : 'en';
}

const texts = z.strictObject({ en: z.string(), 'zh-Hans': z.string(), de: z.string() });

/** @throws situation_invalid */
export function textsIn(json: unknown): Texts {
  const parsed = texts.safeParse(json);
  if (!parsed.success) throw new RapportError('situation_invalid', 'Texts are { en, zh-Hans, de }.');
  return parsed.data;
}

/** What this reader may see of the customer, for the sentences about him. */
export function currentFor(profile: ProfileRecord, locale: string, context: GraphqlContext): [Subject, Reading] {
  return [
    { rootId: profile.rootId, traits: shownTraits(profile, context) },
    { locale, mask: maskOf(context.masking) },
  ];
}

function situationsOf(core: Core, profile: ProfileRecord, locale: string, context: GraphqlContext) {
  return context.load<ProfileRecord, readonly CurrentSituation[]>(`empathy.current.${locale}`, async (profiles) => {
    const subjects = profiles.map((one) => currentFor(one, locale, context)[0]);
    const [, reading] = currentFor(profile, locale, context);
    const found = await serviceOf(core).situations.currentOf(subjects, reading);
    return profiles.map((one) => found.get(one.rootId) ?? []);
  })(profile);
}

function quadrantFor(core: Core, profile: ProfileRecord, context: GraphqlContext): Promise<Placed | null> {
  return context.load<number, Placed | null>('empathy.quadrants', async (roots) => {
    const found = await quadrantsOf(core, roots);
    return roots.map((root) => found.get(root) ?? null);
  })(profile.rootId);
}

/** Of one customer, or of a page of them: a few statements for all. */
export function customerFields(core: Core) {
  const { pageSizeMax } = core.settings.graphql;
  return {
    async situations(profile: ProfileRecord, args: PageArguments & LocaleArgument, context: GraphqlContext) {
      context.require('situation.read');
      const found = await situationsOf(core, profile, localeOf(args), context);
      return listConnection(found, (one) => one.key, args, pageSizeMax);
    },
    async nextBestActions(profile: ProfileRecord, args: LocaleArgument, context: GraphqlContext) {
      context.require('situation.read');
      const locale = localeOf(args);
      const situations = await situationsOf(core, profile, locale, context);
      if (situations.length === 0) return [];
      const placed = await quadrantFor(core, profile, context);
      const statistics = await context.load('empathy.statistics', async (keys: readonly string[]) => {
        const all = await serviceOf(core).suggestions.ofActions();
        return keys.map(() => all);
      })('all');
      const offered = nextBestActions({ situations, quadrant: placed?.quadrant ?? null, statistics, locale });
      return offered.map((one) => ({
        ...one,
        situation: situations.find(({ action }) => action === one.key)?.key ?? null,
      }));
    },
    async quadrant(profile: ProfileRecord, args: LocaleArgument, context: GraphqlContext) {
      context.require('situation.read');
      const placed = await quadrantFor(core, profile, context);
      if (placed === null) throw new RapportError('segment_not_found');
      const locale = localeOf(args);
      const { key, meaning, why } = placed.quadrant;
      return {
        ...{ key, meaning: textIn(meaning, locale), why: textIn(why, locale) },
        complexity: placed.complexity.score,
      };
    },
  };
}
