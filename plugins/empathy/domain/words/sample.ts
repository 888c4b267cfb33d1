import type { JsonObject } from '@rapport/sdk';
import { customerView } from './customer-view';
import type { TemplateView } from './view';

/** The customer of examples: 29 November 2026, 3:30 in the afternoon in New York. */
export const sampleNow = Date.UTC(2026, 10, 29, 20, 30);
export const sampleZone = 'America/New_York';
const minute = 60_000;

/** Facts as situations give them, to see a text with everything known. */
export const sampleSituation: JsonObject = {
  ...{ count: 4, since: sampleNow - 28 * minute, waited: 14 * minute, due: '2026-11-30', amount: 19.9 },
  ...{ query: 'router', last: { query: 'router' }, articles: ['Reset your router', 'Error 651', 'Cables'] },
  ...{
    order: 'A-1042',
    carrier: 'DHL',
    expected: '2026-12-02',
    reason: 'Card expired',
    plan: 'Team',
    at: '2026-12-04',
  },
  ...{ subject: 'Router does not connect', subjects: ['Router', 'Invoice'], comment: 'Too slow', review: 'Too loud' },
  ...{ service: 'Consultation' },
};

export const sampleView: TemplateView = customerView(
  { firstName: 'Kim', lastName: 'Lopez', gender: 'female', email: 'kim@example.com' },
  { situation: sampleSituation, agent: { name: 'Priya' }, computed: { points: 1250 } },
);
