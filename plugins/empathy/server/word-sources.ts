import { currentFor } from './graphql/customer';
import { learntOf } from './learnt';
import { serviceOf } from './service';
import type { WordSources } from './views';

/** Scripts and greetings know the situations that their reader may see, and learn from what became of scripts. */
export const wordSources: WordSources = {
  async situationsOf(context, profiles, locale) {
    const [first] = profiles;
    if (first === undefined || !context.can('situation.read')) return new Map();
    const [, reading] = currentFor(first, locale, context);
    const subjects = profiles.map((profile) => currentFor(profile, locale, context)[0]);
    return serviceOf(context.core).situations.currentOf(subjects, reading);
  },
  outcomesOf: async (core) => (await learntOf(core)).ofScripts,
};
