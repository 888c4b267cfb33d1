import type { Core, HttpMount } from '@rapport/sdk';
import { pageUrl } from './links';
import { recordAnswers } from '../consent/answers';
import { sentMessage } from '../stores/sent-messages';
import {
  button,
  createPageMount,
  form,
  link,
  type PageAnswer,
  type PageLanguage,
  paragraph,
  textIn,
  type Visit,
} from './html';

/**
 * Where the links of messages lead. A POST of the mail program (RFC 8058), or of the page's own button, takes the address off the
 * topic; it can be taken back.
 */
export function createUnsubscribeMount(core: Core): HttpMount {
  return createPageMount(core, 'unsubscribe', (visit) => answer(core, visit));
}

async function answer(core: Core, { messageId, language, form: sent }: Visit): Promise<PageAnswer> {
  const message = await sentMessage(core.database, messageId);
  if (message === null) return null;
  const topic = textIn(message.topicName, language) ?? message.topic;
  const choices = link(pageUrl(core, '..', 'preferences', messageId), texts[language].choices);
  const page = (state: State): PageAnswer => pageOf(language, topic, state, choices);
  if (sent === null) return page({ kind: 'ask', status: 200 });
  const wanted = sent.get('List-Unsubscribe') === 'One-Click' ? 'topic' : sent.get('what');
  const isUndone = wanted === 'undo' || wanted === 'undo-all';
  const isAll = wanted === 'all' || wanted === 'undo-all';
  if (!isUndone && !isAll && wanted !== 'topic') return page({ kind: 'ask', status: 400 });
  const said = { topic: isAll ? null : message.topic, decision: isUndone ? ('granted' as const) : ('denied' as const) };
  const evidence = { by: 'link', message: messageId, language };
  await core.database.transaction((sql) =>
    recordAnswers(sql, message, [said], { at: core.now(), evidence, key: null }),
  );
  core.wake();
  return page(isUndone ? { kind: 'undone' } : { kind: 'done', isAll });
}

type State =
  | { readonly kind: 'ask'; readonly status: number }
  | { readonly kind: 'done'; readonly isAll: boolean }
  | { readonly kind: 'undone' };

/** @param choices HTML: the way to the preference centre */
function pageOf(language: PageLanguage, topic: string, state: State, choices: string): PageAnswer {
  const words = texts[language];
  const said = (text: string): string => text.replace('{topic}', () => topic);
  const title = words.title;
  switch (state.kind) {
    case 'ask': {
      const buttons = button('what', 'topic', said(words.topic)) + button('what', 'all', words.all);
      return { status: state.status, title, body: paragraph(words.ask) + form(buttons) + choices };
    }
    case 'done': {
      const done = paragraph(said(state.isAll ? words.doneAll : words.done), 'status');
      return {
        status: 200,
        title,
        body: done + form(button('what', state.isAll ? 'undo-all' : 'undo', words.undo)) + choices,
      };
    }
    case 'undone':
      return { status: 200, title, body: paragraph(said(words.undone), 'status') + choices };
  }
}

const texts = {
  en: {
    title: 'Your messages',
    ask: 'Which messages do you not want any more?',
    topic: 'No more “{topic}”',
    all: 'No more messages at all, except about my orders and requests',
    done: 'Done. You will not get “{topic}” any more.',
    doneAll: 'Done. You will only hear of your orders and requests.',
    undo: 'That was a mistake: take it back',
    undone: 'Taken back. You will get “{topic}” as before.',
    choices: 'Choose what you get',
  },
  'zh-Hans': {
    title: '消息偏好',
    ask: '您不想再收到哪些消息？',
    topic: '不再接收“{topic}”',
    all: '不再接收任何消息（订单与服务请求除外）',
    done: '已完成。您将不再收到“{topic}”。',
    doneAll: '已完成。今后您只会收到与订单和服务请求有关的消息。',
    undo: '点错了，撤销',
    undone: '已撤销。您将照常收到“{topic}”。',
    choices: '选择您想接收的内容',
  },
  de: {
    title: 'Ihre Nachrichten',
    ask: 'Welche Nachrichten möchten Sie nicht mehr bekommen?',
    topic: '„{topic}“ nicht mehr',
    all: 'Gar keine mehr, außer zu meinen Bestellungen und Anfragen',
    done: 'Erledigt. Sie bekommen „{topic}“ nicht mehr.',
    doneAll: 'Erledigt. Sie hören nur noch zu Ihren Bestellungen und Anfragen von uns.',
    undo: 'Das war ein Versehen: zurücknehmen',
    undone: 'Zurückgenommen. Sie bekommen „{topic}“ wie bisher.',
    choices: 'Wählen, was Sie bekommen',
  },
} as const satisfies Readonly<Record<PageLanguage, object>>;
