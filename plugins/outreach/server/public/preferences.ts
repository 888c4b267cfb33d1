import { createHash } from 'node:crypto';
import type { Core, HttpMount, JsonObject } from '@rapport/sdk';
import { consentOf, consentOfProfile, isAllowed } from '../../domain/consent/consent';
import { type Answer, recordAnswers } from '../consent/answers';
import { ConsentLog } from '../consent/log';
import { consentsOf } from '../stores/consent';
import { sentMessage, type SentMessage } from '../stores/sent-messages';
import { readTopics, type TopicRow } from '../stores/topics';
import {
  button,
  createPageMount,
  escapeHtml,
  form,
  hidden,
  type PageAnswer,
  type PageLanguage,
  paragraph,
  textIn,
  type Visit,
} from './html';

/** What a reader may choose, as it is now. */
type Choice = {
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly isOn: boolean;
  /** He said yes here, and no at another address of his: the no holds. */
  readonly isOffElsewhere: boolean;
};

/**
 * The preference centre: all that one may say yes or no to, and what holds. What is saved are entries of the log of consent of the
 * address to which the message went.
 */
export function createPreferencesMount(core: Core): HttpMount {
  return createPageMount(core, 'preferences', (visit) => answer(core, visit));
}

async function answer(core: Core, { messageId, language, form: sent }: Visit): Promise<PageAnswer> {
  const message = await sentMessage(core.database, messageId);
  if (message === null) return null;
  const before = await choicesOf(core, message, language);
  if (sent === null) return page(language, { choices: before });
  const isNone = sent.get('what') === 'none';
  const answers = isNone ? [{ topic: null, decision: 'denied' as const }] : changesIn(sent, before);
  const evidence = evidenceOf(language, messageId, before);
  await core.database.transaction((sql) =>
    recordAnswers(sql, message, answers, { at: core.now(), evidence, key: null }),
  );
  const undo = sent.get('what') === 'undo' ? undefined : before;
  return page(language, { choices: await choicesOf(core, message, language), saved: true, undo });
}

/** Of what was shown: what was added since nobody has seen. */
function changesIn(sent: URLSearchParams, choices: readonly Choice[]): readonly Answer[] {
  const shown = new Set(sent.getAll('shown'));
  const wanted = new Set(sent.getAll('topic'));
  return choices
    .filter(({ key, isOn }) => shown.has(key) && wanted.has(key) !== isOn)
    .map(({ key, isOn }) => ({ topic: key, decision: isOn ? 'denied' : 'granted' }));
}

async function choicesOf(core: Core, message: SentMessage, language: PageLanguage): Promise<readonly Choice[]> {
  const { medium: channel, addressHash: own } = message;
  const [profile = null] = await core.read.profiles.byLeafIds([message.leafId]);
  const person = profile === null ? undefined : (await new ConsentLog(core).of([profile])).get(profile.rootId);
  const addresses = (person?.addresses ?? []).filter(({ medium }) => medium === channel).map(({ hash }) => hash);
  const all = [...new Set([own, ...addresses])];
  const [log, topics] = await Promise.all([consentsOf(core.database, all), readTopics(core.database)]);
  return topics.filter(isOffered).map((topic) => {
    const scope = { channel, topic };
    const isOn = isAllowed(consentOfProfile(log, all, scope), topic);
    return {
      ...{ key: topic.key, name: textIn(topic.name, language) ?? topic.key, isOn },
      description: textIn(topic.description, language),
      isOffElsewhere: !isOn && consentOf(log, own, scope) === 'granted',
    };
  });
}

const isOffered = ({ kind, archivedAt }: TopicRow): boolean => kind === 'marketing' && archivedAt === null;

/** Which words he saw: a hash of them, and the names under which topics were shown. */
function evidenceOf(language: PageLanguage, message: string, choices: readonly Choice[]): JsonObject {
  const shown = choices.map(({ name, description }) => [name, description]);
  const text = createHash('sha256')
    .update(JSON.stringify([texts[language], shown]))
    .digest('hex')
    .slice(0, 16);
  return { by: 'preference_centre', page: '/preferences', text, message, language };
}

type State = {
  readonly choices: readonly Choice[];
  readonly saved?: boolean;
  /** As it was before. */
  readonly undo?: readonly Choice[] | undefined;
};

function page(language: PageLanguage, { choices, saved = false, undo }: State): PageAnswer {
  const words = texts[language];
  const rows = choices.map((one) => row(one, words.elsewhere)).join('');
  const none = choices.some(({ isOn }) => isOn) ? form(button('what', 'none', words.none)) : '';
  const list =
    choices.length === 0
      ? paragraph(words.empty)
      : `${form(`<fieldset><legend>${escapeHtml(words.legend)}</legend>${rows}</fieldset><button class="main" name="what" value="save">${escapeHtml(words.save)}</button>`)}${none}`;
  const back = undo === undefined ? '' : form(undo.map(kept).join('') + button('what', 'undo', words.undo));
  const status = saved ? paragraph(words.saved, 'status') + back : '';
  return { status: 200, title: words.title, body: status + list + `<small>${escapeHtml(words.orders)}</small>` };
}

function row({ key, name, description, isOn, isOffElsewhere }: Choice, elsewhere: string): string {
  const note = isOffElsewhere ? `<small>${escapeHtml(elsewhere)}</small>` : '';
  const text = description === null ? '' : `<small>${escapeHtml(description)}</small>`;
  const box = `<input type="checkbox" name="topic" value="${escapeHtml(key)}"${isOn ? ' checked' : ''}>`;
  return `${hidden('shown', key)}<label class="row">${box}<span>${escapeHtml(name)}${text}${note}</span></label>`;
}

const kept = ({ key, isOn }: Choice): string => hidden('shown', key) + (isOn ? hidden('topic', key) : '');

const texts = {
  en: {
    title: 'Your messages',
    legend: 'What would you like to get?',
    save: 'Save',
    none: 'Nothing of it any more',
    saved: 'Saved. It holds from now on.',
    undo: 'Take it back',
    empty: 'There is nothing to choose at the moment.',
    elsewhere: 'At another address of yours you said no to this: please say yes there, too.',
    orders: 'About your orders and requests you hear in any case.',
  },
  'zh-Hans': {
    title: '消息偏好',
    legend: '您希望收到哪些消息？',
    save: '保存',
    none: '全部不再接收',
    saved: '已保存，即刻生效。',
    undo: '撤销更改',
    empty: '目前没有可选择的内容。',
    elsewhere: '您曾用另一个地址拒绝过此内容，请在那个地址上也选择接收。',
    orders: '与您的订单和服务请求有关的消息仍会发送。',
  },
  de: {
    title: 'Ihre Nachrichten',
    legend: 'Was möchten Sie bekommen?',
    save: 'Speichern',
    none: 'Nichts davon mehr',
    saved: 'Gespeichert. Es gilt ab sofort.',
    undo: 'Zurücknehmen',
    empty: 'Zurzeit gibt es nichts zu wählen.',
    elsewhere: 'Unter einer anderen Adresse haben Sie Nein dazu gesagt: bitte sagen Sie dort auch Ja.',
    orders: 'Zu Ihren Bestellungen und Anfragen hören Sie in jedem Fall von uns.',
  },
} as const satisfies Readonly<Record<PageLanguage, object>>;
