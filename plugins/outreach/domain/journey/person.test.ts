import fc from 'fast-check';
import { journeyOf } from '../../../../test/support/journeys';
import { type LiveRun, type Person, type RunningJourneys, type Signal, tell } from './person';

const journey = journeyOf({
  ...{ entry: { event: 'Asked' }, start: 'first' },
  steps: {
    first: { kind: 'wait_for', any: [{ event: 'Went On', next: 'second' }], timeout: { after: '9d', next: 'end' } },
    second: { kind: 'wait', for: '9d', next: 'end' },
    end: { kind: 'exit' },
  },
});
const open = { campaignId: 1, version: 1, journey };
const journeys: RunningJourneys = {
  open: [open],
  version: (campaignId, version) => (campaignId === 1 && version === 1 ? journey : undefined),
};
const now = Date.parse('2026-11-30T08:00:00Z');
const facts = { publicId: 'p', zone: 'UTC', traits: {}, segments: [], arms: {} };
const nobody: Person = { rootId: 1, facts, runs: [], past: [] };
const event = (name: string, leafId = 1, at = now): Signal => ({
  ...{ kind: 'event', leafId, receivedAt: at, historical: false },
  event: { name, at, properties: {}, context: {}, value: null },
});
const kept = (runs: readonly LiveRun[]): LiveRun[] => runs.map((one, index) => ({ ...one, id: index + 1 }));

describe('what one person is told', () => {
  it('lets him in once at a time, also where two events come together', () => {
    const { runs } = tell(nobody, [event('Asked'), event('Asked', 2), event('Went On')], journeys, now);
    expect(runs.map(({ leafId, run, state }) => [leafId, run, state.step])).toEqual([[1, 1, 'second']]);
  });

  it('counts runs over all leaves', () => {
    const past = [{ campaignId: 1, key: '', run: 3, isRunning: false }];
    expect(tell({ ...nobody, past }, [event('Asked')], journeys, now).runs.map((one) => one.run)).toEqual([4]);
  });

  it('is not written where nothing changed', () => {
    const runs = kept(tell(nobody, [event('Asked')], journeys, now).runs);
    expect(tell({ ...nobody, runs }, [event('Other'), { kind: 'time', leafId: 1 }], journeys, now).runs).toEqual([]);
  });

  it('keeps the furthest of runs that came together', () => {
    const [first] = tell(nobody, [event('Asked')], journeys, now).runs;
    const [second] = tell(nobody, [event('Asked', 2), event('Went On', 2)], journeys, now).runs;
    if (first === undefined || second === undefined) throw new Error('nobody came in');
    const runs = kept([first, second]);
    const plan = tell({ ...nobody, runs }, [{ kind: 'merged', leafId: 1 }], journeys, now);
    expect(plan.runs.map(({ id, state }) => [id, state.ended?.reason])).toEqual([[1, 'merged']]);
  });

  it('leaves runs of a journey that rests as they are, and the others go on', () => {
    const [run] = tell(nobody, [event('Asked')], journeys, now).runs;
    if (run === undefined) throw new Error('nobody came in');
    const runs = kept([{ ...run, campaignId: 2 }, run]);
    const plan = tell({ ...nobody, runs }, [event('Went On')], journeys, now);
    expect(plan.runs.map(({ id, state }) => [id, state.step])).toEqual([[2, 'second']]);
  });

  it('says where a step fails, and goes on with the others', () => {
    const [run] = tell(nobody, [event('Asked')], journeys, now).runs;
    if (run === undefined) throw new Error('nobody came in');
    const runs = kept([{ ...run, state: { ...run.state, step: 'gone' } }, run]);
    const plan = tell({ ...nobody, runs }, [event('Went On')], journeys, now);
    expect(plan.runs.map(({ id, failure, state }) => [id, failure !== null, state.step])).toEqual([
      [1, true, 'gone'],
      [2, false, 'second'],
    ]);
  });

  it('told in one go or one by one, it comes to the same', () => {
    const signal = fc.constantFrom(event('Asked'), event('Went On'), event('Asked', 2), event('Other'));
    fc.assert(
      fc.property(fc.array(signal, { maxLength: 8 }), (signals) => {
        let runs: readonly LiveRun[] = [];
        for (const one of signals) {
          const changed = tell({ ...nobody, runs }, [one], journeys, now).runs;
          const ids = new Set(changed.map(({ id }) => id));
          runs = [...runs.filter(({ id }) => !ids.has(id)), ...changed].map((run, index) => ({
            ...run,
            id: run.id ?? index + 100,
          }));
        }
        const states = (list: readonly LiveRun[]) => list.map(({ state }) => JSON.stringify(state)).sort();
        expect(states(tell(nobody, signals, journeys, now).runs)).toEqual(states(runs));
      }),
    );
  });
});
