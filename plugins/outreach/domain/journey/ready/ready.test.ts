import { parseJourney } from '../journey';
import { readyJourneys } from '.';

describe('ready journeys', () => {
  it('are at least ten, each with a key of its own', () => {
    expect(readyJourneys.length).toBeGreaterThanOrEqual(10);
    expect(new Set(readyJourneys.map((one) => one.key)).size).toBe(readyJourneys.length);
  });

  it.each(readyJourneys.map((one) => [one.key, one] as const))('%s is a journey that can be published', (key, one) => {
    expect(parseJourney(key, one.definition)).toHaveProperty('journey');
    for (const text of [one.name, one.description]) {
      expect(text.en).not.toBe('');
      expect(text['zh-Hans']).not.toBe('');
    }
  });
});
