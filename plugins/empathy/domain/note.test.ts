import { noteText } from './note';

const line = (text: string) => ({ text, at: 0, by: null });

test('a note says what is known, and nothing of what is not', () => {
  const summary = {
    asked: [line('Where is my parcel?')],
    tried: [],
    promised: [{ ...line('We call you.'), when: null }],
  };
  const situations = [
    { name: 'Delivery is late', evidence: 'Order 7 is 3 days late.' },
    { name: 'New customer', evidence: '' },
  ];
  expect(noteText({ greeting: 'Good morning.', situations, summary }, 'en')).toBe(
    [
      'Situation:\n- Delivery is late: Order 7 is 3 days late.\n- New customer',
      'Asked:\n- Where is my parcel?',
      'Promised:\n- We call you.',
      'Suggested greeting:\n- Good morning.',
    ].join('\n\n'),
  );
  const nothing = { asked: [], tried: [], promised: [] };
  expect(noteText({ greeting: '您好！', situations: [], summary: nothing }, 'zh-Hans')).toBe('建议问候语:\n- 您好！');
});
