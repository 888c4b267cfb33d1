import type { ReadyJourney } from './ready-journey';

const ready: ReadyJourney = {
  key: 'recovery',
  name: { en: 'Recovery after a bad rating', 'zh-Hans': '差评挽回' },
  description: {
    en: 'A person calls who gave a bad rating, and a week later we ask whether it is well again.',
    'zh-Hans': '由专人致电给出差评的客户，一周后回访是否已解决。',
  },
  definition: {
    entry: { event: 'Conversation Rated', where: [{ property: 'rating', op: 'lte', value: 2 }] },
    start: 'call',
    steps: {
      call: {
        kind: 'call_back',
        note: 'Gave a bad rating: ask what went wrong, and put it right.',
        within: '1d',
        next: 'wait',
      },
      wait: { kind: 'wait', for: '8d', next: 'ask' },
      ask: { kind: 'send', channel: 'email', template: 'is-it-well-again', topic: 'service', next: 'end' },
      end: { kind: 'exit' },
    },
  },
};
export default ready;
