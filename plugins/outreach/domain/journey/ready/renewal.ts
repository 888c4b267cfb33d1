import type { ReadyJourney } from './ready-journey';

const ready: ReadyJourney = {
  key: 'renewal',
  name: { en: 'Renewal', 'zh-Hans': '续订提醒' },
  description: {
    en: 'A month before a subscription ends, and again a week before; who renews hears nothing more.',
    'zh-Hans': '订阅到期前一个月与一周各提醒一次，续订后不再打扰。',
  },
  definition: {
    entry: { date: { trait: 'renewal_date', daysBefore: 30, at: '09:00' } },
    exit: [{ event: 'Subscription Renewed' }],
    start: 'month',
    steps: {
      month: { kind: 'send', channel: 'email', template: 'renewal', topic: 'account', next: 'wait' },
      wait: { kind: 'wait', date: { of: [{ trait: 'renewal_date' }], before: '7d', at: '09:00' }, next: 'week' },
      week: { kind: 'send', channel: 'email', template: 'renewal-soon', topic: 'account', next: 'end' },
      end: { kind: 'exit' },
    },
  },
};
export default ready;
