import type { ReadyJourney } from './ready-journey';

const ready: ReadyJourney = {
  key: 'birthday',
  name: { en: 'Birthday', 'zh-Hans': '生日祝福' },
  description: {
    en: "Congratulates each year in the morning of the day, by the customer's clock.",
    'zh-Hans': '每年生日当天早晨（客户当地时间）送上祝福。',
  },
  definition: {
    entry: { date: { trait: 'birthday', yearly: true, at: '09:00' } },
    start: 'wish',
    steps: {
      wish: { kind: 'send', channel: 'email', template: 'birthday', topic: 'offers', expires: '12h', next: 'end' },
      end: { kind: 'exit' },
    },
  },
};
export default ready;
