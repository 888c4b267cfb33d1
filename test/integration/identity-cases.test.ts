import { existsSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '@rapport/sdk';
import { runIdentityCases, runIdentityFile } from '../cases/identity/run';
import type { Result } from '../cases/result';

const ours = path.resolve(__dirname, '../cases/identity/own-cases.json');
const more = path.resolve(__dirname, '../cases/identity/more.json');
const theirs = path.resolve(__dirname, '../../../shared/cases/identity.json');
const isHere = existsSync(theirs);
const whyNot = isHere ? '' : ' (skipped: ../shared is not there)';

describe('identity as other products do it, under settings of ours', () => {
  it('our own cases', async () => {
    const results = await runAll(ours);
    expect(results.filter((one) => one.status !== 'passed')).toEqual([]);
  }, 120_000);

  it('what the others test or document beyond: none fails, and what we do not offer is a decision', async () => {
    const results = await runAll(more);
    expect(results.filter((one) => one.status === 'failed')).toEqual([]);
    const notApplicable = results.filter((one) => one.status === 'not applicable');
    expect(notApplicable.map((one) => one.id)).toEqual([
      'more-SU-12c',
      'more-SU-21',
      'more-PH-04',
      'more-PH-31',
      'more-UN-08',
      'more-BR-05',
      'more-AD-08d',
      'more-AD-20',
    ]);
    for (const one of notApplicable) expect(one.why).toContain('see docs/adr/0007');
  }, 180_000);

  (isHere ? it : it.skip)(
    `the cases of other projects: none fails, and what we do not offer has a reason${whyNot}`,
    async () => {
      const results = await runAll(theirs);
      expect(results.filter((one) => one.status === 'failed')).toEqual([]);
      expect(results.filter((one) => one.status === 'not applicable').map((one) => one.id)).toEqual(['UN-05']);
    },
    180_000,
  );
});

describe('a case that says what nobody here reads', () => {
  const event = { type: 'track', event: 'Seen', userId: 'u-1', messageId: 'm-1' };
  const right = { policy: 'segment-unify', events: [event], expected: { profiles: 1 } };
  const odd: Record<string, JsonObject> = {
    'a part of its own': { ...right, setup: { people: 3 } },
    'another form': { ...right, initial: { profile: 'a' } },
    'a setting': { ...right, config: { identifiers: ['user_id'], fuzzy: true } },
    'a setting of an identifier': { ...right, config: { identifiers: [{ type: 'email', limit: 1, sticky: true }] } },
    'an initial profile': { ...right, initial: [{ profile: 'a', score: 5 }] },
    'a field of an event': { ...right, events: [{ ...event, set: { plan: 'gold' } }] },
    'a verb': { ...right, events: [{ type: 'forget', userId: 'u-1' }] },
    'a merge of one': { ...right, policy: 'braze', events: [{ type: 'merge', primary: 'a' }] },
    'a field of a merge': { ...right, policy: 'braze', events: [{ type: 'merge', ids: ['a', 'b'], traits: {} }] },
    'an expectation': { ...right, expected: { profiles: 1, score: 5 } },
    'the form of an expectation': { ...right, expected: { profiles: 1, deleted: { who: 'a' } } },
    'an expectation of a profile': {
      ...right,
      expected: { profiles: [{ identifiers: { user_id: ['u-1'] }, score: 5 }] },
    },
    'a profile that is not there': { ...right, expected: { event_profile: 'nobody' } },
    'nothing to expect': { ...right, expected: {} },
    'a policy': { ...right, policy: 'somebody else' },
  };

  it('never passes: it is not applicable, with the words; where something else is wrong, it fails', async () => {
    const wrong = { ...right, expected: { profiles: 2, score: 5 } };
    const cases = Object.entries({ right, ...odd, wrong }).map(([id, one]) => ({ title: '', ...one, id }));
    const results = await runIdentityCases(cases, () => undefined);
    const statuses = Object.fromEntries(results.map((one) => [one.id, one.status]));
    expect(statuses).toEqual({
      right: 'passed',
      ...Object.fromEntries(Object.keys(odd).map((id) => [id, 'not applicable'])),
      wrong: 'failed',
    });
    expect(results.find((one) => one.id === 'an initial profile')).toMatchObject({
      why: 'an initial profile says "score", which is not understood here',
    });
  });
});

async function runAll(file: string): Promise<Result[]> {
  return runIdentityFile(file, () => undefined);
}
