import type { JsonObject } from '@rapport/sdk';

/** PostHog's cohorts stand in the cases in words only. */
export const posthogCohorts: Readonly<Record<string, JsonObject>> = {
  'PHC-02': { event: '$pageview', count: { op: 'gte', value: 1 }, within: '1w' },
  'PHC-05': {
    all: [
      { event: '$pageview', within: '2d' },
      { not: { event: '$pageview', within: { from: '-1w', to: '-2d' } } },
      { event: '$pageview', within: { to: '-1w' } },
    ],
  },
  'PHC-07': { periods: { length: '3d', last: 3 }, event: '$pageview' },
  'PHC-09': { periods: { length: '3d', last: 3, min: 2 }, event: '$pageview' },
};
