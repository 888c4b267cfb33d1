import type { ReadyJourney } from './ready-journey';

const ready: ReadyJourney = {
  key: 'nps',
  name: { en: 'NPS survey', 'zh-Hans': 'NPS 调查' },
  description: {
    en: 'Asks how likely a recommendation is, once in three months, on a working day.',
    'zh-Hans': '每三个月一次，在工作日询问推荐意愿；低分转人工回访。',
  },
  definition: {
    entry: { segment: 'active', again: '90d' },
    start: 'morning',
    steps: {
      morning: { kind: 'wait', until: { time: '10:00', weekdays: ['tue', 'wed', 'thu'] }, next: 'ask' },
      ask: { kind: 'send', channel: 'email', template: 'nps', topic: 'feedback', withheld: 'exit', next: 'answers' },
      answers: {
        kind: 'wait_for',
        any: [
          {
            event: 'Survey Answered',
            where: [
              { property: 'survey', op: 'eq', value: 'nps' },
              { property: 'score', op: 'lte', value: 6 },
            ],
            next: 'call',
          },
          { event: 'Survey Answered', where: [{ property: 'survey', op: 'eq', value: 'nps' }], next: 'end' },
        ],
        timeout: { after: '14d', next: 'end' },
      },
      call: { kind: 'call_back', note: 'Would not recommend us: ask why.', within: '2d', next: 'end' },
      end: { kind: 'exit' },
    },
  },
};
export default ready;
