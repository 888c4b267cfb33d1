import type { Intent } from '../intent';

/** Somebody wants to speak with a person, not with a machine. */
export const human: Intent = {
  key: 'human',
  label: { en: 'Wants a person', 'zh-Hans': '转人工', de: 'Möchte einen Menschen' },
  en: {
    phrases: `speak to a human, talk to a human, real person, speak to someone, talk to someone, speak with somebody,
      speak to an agent, talk to an agent, human agent, not a bot, speak to a person, talk to a person,
      live agent, connect me`,
    words: `operator, chat bot, chatbot`,
  },
  de: {
    phrases: `mit einem menschen, echten menschen, mit jemandem sprechen, mit einem mitarbeiter, mitarbeiter sprechen,
      kein bot, mit jemandem, mitarbeiter verbinden`,
    words: `chatbot, ansprechpartner`,
  },
  zh: {
    phrases: `人工客服, 转人工, 找人工, 真人, 不要机器人, 接人工, 人工服务`,
    words: `机器人, 人工`,
  },
};
