import type { ReadyJourney } from './ready-journey';

const ready: ReadyJourney = {
  key: 'welcome',
  name: { en: 'Welcome', 'zh-Hans': '欢迎' },
  description: {
    en: 'Greets who signed up, and helps those who have not started after three days.',
    'zh-Hans': '问候新注册客户，三天后仍未开始使用的再给予帮助。',
  },
  definition: {
    entry: { event: 'Signed Up' },
    enters: 'once',
    start: 'hello',
    steps: {
      hello: { kind: 'send', channel: 'email', template: 'welcome', topic: 'onboarding', next: 'starts' },
      starts: {
        kind: 'wait_for',
        any: [{ event: 'Feature Used', next: 'started' }],
        timeout: { after: '3d', next: 'help' },
      },
      started: { kind: 'goal', name: 'started', next: 'end' },
      help: { kind: 'send', channel: 'email', template: 'first-steps', topic: 'onboarding', next: 'end' },
      end: { kind: 'exit' },
    },
  },
};
export default ready;
