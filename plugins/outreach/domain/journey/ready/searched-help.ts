import type { ReadyJourney } from './ready-journey';

const ready: ReadyJourney = {
  key: 'searched-help',
  name: { en: 'Searched for help without success', 'zh-Hans': '搜索帮助未果' },
  description: {
    en: 'Would you rather we call you? Asked half an hour after a search in the help that found nothing.',
    'zh-Hans': '帮助中心搜索无结果半小时后询问：“需要我们致电给您吗？”',
  },
  definition: {
    entry: { event: 'Help Searched', where: [{ property: 'results', op: 'eq', value: 0 }] },
    exit: [
      { event: 'Conversation Opened' },
      { event: 'Help Article Rated', where: [{ property: 'helpful', op: 'eq', value: true }] },
    ],
    start: 'wait',
    steps: {
      wait: { kind: 'wait', for: '30m', next: 'offer' },
      offer: {
        kind: 'send',
        channel: 'email',
        template: 'rather-call-you',
        topic: 'service',
        expires: '1d',
        next: 'answers',
      },
      answers: {
        kind: 'wait_for',
        any: [{ event: 'Call Wanted', next: 'call' }],
        timeout: { after: '2d', next: 'end' },
      },
      call: {
        kind: 'call_back',
        note: 'Searched for help without success, and would rather be called.',
        within: '4h',
        next: 'end',
      },
      end: { kind: 'exit' },
    },
  },
};
export default ready;
