import { noteText } from './note';

const at = Date.parse('2026-11-30T10:00:00Z');

test('agents read what to do, why, and what they should know', () => {
  const told = { words: 'Say sorry.', journey: 'late', because: { name: 'Parcel Lost', at }, callBy: at + 7_200_000 };
  expect(noteText({ ...told, briefing: 'Asked:\n- Where is it?' }, 'en', 'Europe/Berlin')).toBe(
    'Say sorry.\n\nPlease call, until: Nov 30, 2026, 1:00 PM\nJourney: late\nBecause of: Parcel Lost, Nov 30, 2026, 11:00 AM\n\nAsked:\n- Where is it?',
  );
  expect(noteText({ ...told, because: null, callBy: null, briefing: null }, 'zh-Hans', 'UTC')).toBe(
    'Say sorry.\n\n旅程: late',
  );
});
