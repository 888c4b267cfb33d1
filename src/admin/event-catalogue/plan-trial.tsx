import { defineTexts, Notice, numberIn, objects, textIn, useData, useTexts } from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Typography } from '@strapi/design-system';
import { useEffect, useRef, useState } from 'react';
import { PlanTrialDocument } from './event-catalogue.documents';

const texts = defineTexts({
  problems: { en: 'This schema cannot be used:', 'zh-Hans': '此 Schema 无法使用：' },
  none: { en: 'No event has come yet to try it on.', 'zh-Hans': '还没有可用于试验的事件。' },
  all: {
    en: 'The newest {events, plural, one {# event fits} other {# events all fit}}.',
    'zh-Hans': '最近 {events} 个事件全部符合。',
  },
  some: {
    en: '{fitting} of the newest {events} events fit. What breaks it:',
    'zh-Hans': '最近 {events} 个事件中 {fitting} 个符合。违反之处：',
  },
  whole: { en: '(the whole)', 'zh-Hans': '（整体）' },
});
const settleMilliseconds = 400;
const shownMax = 8;

/** What the plan would say to the newest events, while it is written. */
export function PlanTrial({ eventName, schema }: { readonly eventName: string; readonly schema: JsonObject }) {
  const t = useTexts(texts);
  const settled = useSettled(JSON.stringify(schema), schema);
  const { data } = useData(PlanTrialDocument, { id: eventName, schema: settled }, { keepPrevious: true });
  if (data === undefined) return null;
  const { events, fitting } = data.planTrial;
  const problems = objects(data.planTrial.problems);
  const violations = objects(data.planTrial.violations);
  const fits = problems.length === 0 && fitting === events;
  const lines = problems.length > 0 ? problems : violations;
  const title =
    problems.length > 0
      ? t('problems')
      : events === 0
        ? t('none')
        : fits
          ? t('all', { events })
          : t('some', { events, fitting });
  return (
    <Notice kind={fits ? 'good' : 'warning'}>
      <Typography>{title}</Typography>
      {lines.slice(0, shownMax).map((line) => (
        <Typography key={`${textIn(line, 'path')} ${textIn(line, 'message')}`} variant="pi">
          <strong>{textIn(line, 'path') === '' ? t('whole') : textIn(line, 'path')}</strong> {textIn(line, 'message')}
          {numberIn(line, 'count') > 0 ? ` × ${numberIn(line, 'count')}` : ''}
        </Typography>
      ))}
    </Notice>
  );
}

/** The schema of a moment ago: nobody wants an answer to each key. @param text the schema as text: the same text is the same schema */
function useSettled(text: string, schema: JsonObject): JsonObject {
  const [settled, setSettled] = useState(schema);
  const latest = useRef(schema);
  latest.current = schema;
  useEffect(() => {
    const timer = setTimeout(() => setSettled(latest.current), settleMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
