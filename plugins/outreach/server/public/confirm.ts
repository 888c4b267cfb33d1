import type { Core, HttpMount } from '@rapport/sdk';
import { askedTopic, isConfirmable } from '../../domain/consent/confirmation';
import { recordAnswers } from '../consent/answers';
import { sentMessage } from '../stores/sent-messages';
import { topicsByKeys } from '../stores/topics';
import {
  createPageMount,
  escapeHtml,
  form,
  type PageAnswer,
  type PageLanguage,
  paragraph,
  textIn,
  type Visit,
} from './html';

/** Double opt-in: where the link of the message leads that asks whether somebody wants what was asked for with his address. */
export function createConfirmMount(core: Core): HttpMount {
  return createPageMount(core, 'confirm', (visit) => answer(core, visit));
}

async function answer(core: Core, { messageId, language, form: sent }: Visit): Promise<PageAnswer> {
  const message = await sentMessage(core.database, messageId);
  const key = message === null ? null : askedTopic(message.context);
  if (message === null || key === null) return null;
  const [topic] = await topicsByKeys(core.database, [key]);
  const now = core.now();
  if (topic === undefined || topic.archivedAt !== null || !isConfirmable(message.plannedAt, now)) return null;
  const words = texts[language];
  const said = (text: string): string => text.replace('{topic}', () => textIn(topic.name, language) ?? key);
  if (sent === null) {
    const yes = `<button class="main" name="what" value="yes">${escapeHtml(words.yes)}</button>`;
    return { status: 200, title: words.title, body: paragraph(said(words.ask)) + form(yes) + paragraph(words.no) };
  }
  const evidence = { by: 'double_opt_in', page: '/confirm', text: said(words.ask), message: messageId, language };
  await core.database.transaction((sql) =>
    recordAnswers(sql, message, [{ topic: key, decision: 'granted' }], {
      ...{ at: now, evidence },
      // A second click is no second yes: what he said in between holds.
      key: `confirm:${messageId}`,
    }),
  );
  return { status: 200, title: words.title, body: paragraph(said(words.done), 'status') };
}

const texts = {
  en: {
    title: 'Is that you?',
    ask: 'Somebody entered your address to get “{topic}”. Do you want that?',
    yes: 'Yes, I do',
    no: 'If it was not you, close this page: you will not get it.',
    done: 'Thank you. From now on you get “{topic}”.',
  },
  'zh-Hans': {
    title: '请确认',
    ask: '有人填写了您的地址以接收“{topic}”。您希望接收吗？',
    yes: '是的，我要接收',
    no: '如果不是您本人操作，请关闭此页面，您不会收到这些消息。',
    done: '谢谢！今后您将收到“{topic}”。',
  },
  de: {
    title: 'Waren Sie das?',
    ask: 'Jemand hat Ihre Adresse angegeben, um „{topic}“ zu bekommen. Möchten Sie das?',
    yes: 'Ja, das möchte ich',
    no: 'Wenn Sie es nicht waren, schließen Sie die Seite: Sie bekommen es dann nicht.',
    done: 'Danke. Ab jetzt bekommen Sie „{topic}“.',
  },
} as const satisfies Readonly<Record<PageLanguage, object>>;
