/** What a column may become, as the list of choices has it. */
const fixed = ['userId', 'email', 'phone', 'anonymousId', 'timestamp', 'event', 'messageId'] as const;
const named = { trait: 'traits', property: 'properties', identifier: 'identifiers' } as const;
export type Choice = (typeof fixed)[number] | keyof typeof named | 'ignore';

/** In the order of the list. */
export const choicesOf: Readonly<Record<'profiles' | 'events', readonly Choice[]>> = {
  profiles: ['userId', 'email', 'phone', 'identifier', 'anonymousId', 'trait', 'timestamp', 'ignore'],
  events: [
    'userId',
    'email',
    'phone',
    'identifier',
    'anonymousId',
    'timestamp',
    'event',
    'property',
    'messageId',
    'ignore',
  ],
};

/** Whether a choice takes a name: which trait, which property, which kind of identifier. */
export function isNamed(choice: Choice): choice is keyof typeof named {
  return choice in named;
}

export function choiceOf(field: string | null): { readonly choice: Choice; readonly key: string } {
  if (field === null) return { choice: 'ignore', key: '' };
  const own = fixed.find((one) => one === field);
  if (own !== undefined) return { choice: own, key: '' };
  const [place = '', ...keys] = field.split('.');
  const key = keys.join('.');
  if (place === 'identifiers') return { choice: 'identifier', key };
  return { choice: place === 'properties' ? 'property' : 'trait', key };
}

export function fieldOf(choice: Choice, key: string): string | null {
  if (choice === 'ignore') return null;
  return isNamed(choice) ? `${named[choice]}.${key}` : choice;
}
