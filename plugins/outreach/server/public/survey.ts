import type { Core, HttpMount } from '@rapport/sdk';
import { commentCharsMax, endsOf, scoreOf, type SurveyKey, surveys } from '../../domain/survey';
import { noted } from '../reports';
import { insertReport, noteReports } from '../stores/reports';
import { sentMessage } from '../stores/sent-messages';
import { createPageMount, escapeHtml, form, type PageAnswer, type PageLanguage, paragraph, type Visit } from './html';

/**
 * Where a score in a message leads: the page has it chosen, asks for a comment, and sends both by its button. A scanner follows all of
 * a message's scores, so a GET answers nothing. One answer to one message; it is on the timeline as `Survey Answered`.
 */
export function createSurveyMount(core: Core, survey: SurveyKey): HttpMount {
  return createPageMount(core, `survey/${survey}`, (visit) => answer(core, survey, visit));
}

async function answer(core: Core, survey: SurveyKey, visit: Visit): Promise<PageAnswer> {
  const { messageId, language, query, form: sent } = visit;
  const message = await sentMessage(core.database, messageId);
  if (message === null) return null;
  const words = { ...texts[language], ...questions[language][survey] };
  const score = scoreOf(survey, sent?.get('score') ?? query.get('score'));
  if (sent === null || score === null) {
    const missing = sent === null ? '' : paragraph(words.missing, 'alert');
    const status = sent === null ? 200 : 400;
    return { status, title: words.question, body: missing + questionForm(survey, score, language) };
  }
  const at = core.now();
  const comment = (sent.get('comment') ?? '').replaceAll('\u0000', '').trim().slice(0, commentCharsMax);
  const isNew = await core.database.transaction(async (sql) => {
    const report = { key: `answered ${survey}`, kind: 'answered' as const, at, isMachine: false };
    const detail = { survey, score, ...(comment === '' ? {} : { comment }) };
    if (!(await insertReport(sql, { messageId: message.id, ...report, detail }))) return false;
    await noteReports(sql, [noted(message, report, at)]);
    return true;
  });
  core.wake();
  return { status: 200, title: words.thanksTitle, body: paragraph(isNew ? words.thanks : words.known, 'status') };
}

function questionForm(survey: SurveyKey, chosen: number | null, language: PageLanguage): string {
  const { question } = questions[language][survey];
  const { comment, send } = texts[language];
  const { low, high } = endsOf(survey, language);
  const options = surveys[survey].scores.map(
    (score) =>
      `<label><input type="radio" name="score" value="${score}" required${score === chosen ? ' checked' : ''}>${score}</label>`,
  );
  const ends = `<div class="ends"><small>${escapeHtml(low)}</small><small>${escapeHtml(high)}</small></div>`;
  // The heading asks already; who listens hears the question with the scores.
  const scale = `<fieldset aria-label="${escapeHtml(question)}"><div class="scale">${options.join('')}</div>${ends}</fieldset>`;
  const text = `<label>${escapeHtml(comment)}<textarea name="comment" maxlength="${commentCharsMax}"></textarea></label>`;
  return form(`${scale}${text}<button class="main">${escapeHtml(send)}</button>`);
}

const questions = {
  en: {
    nps: { question: 'How likely are you to recommend us?' },
    csat: { question: 'How satisfied are you with us?' },
  },
  'zh-Hans': {
    nps: { question: '您有多大可能向他人推荐我们？' },
    csat: { question: '您对我们满意吗？' },
  },
  de: {
    nps: { question: 'Wie wahrscheinlich ist es, dass Sie uns empfehlen?' },
    csat: { question: 'Wie zufrieden sind Sie mit uns?' },
  },
} as const satisfies Readonly<Record<PageLanguage, Readonly<Record<SurveyKey, { readonly question: string }>>>>;

const texts = {
  en: {
    comment: 'What is the main reason? (optional)',
    send: 'Send answer',
    missing: 'Please choose a score.',
    thanksTitle: 'Thank you',
    thanks: 'Your answer has reached us.',
    known: 'You have answered this already. Thank you again.',
  },
  'zh-Hans': {
    comment: '主要原因是什么？（选填）',
    send: '提交',
    missing: '请选择一个分数。',
    thanksTitle: '感谢您',
    thanks: '我们已收到您的回答。',
    known: '您已回答过，再次感谢。',
  },
  de: {
    comment: 'Was ist der wichtigste Grund? (freiwillig)',
    send: 'Antwort senden',
    missing: 'Bitte wählen Sie eine Zahl.',
    thanksTitle: 'Danke',
    thanks: 'Ihre Antwort ist angekommen.',
    known: 'Sie haben schon geantwortet. Noch einmal danke.',
  },
} as const satisfies Readonly<Record<PageLanguage, object>>;
