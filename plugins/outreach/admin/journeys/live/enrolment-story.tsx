import {
  defineTexts,
  ErrorState,
  LoadingState,
  objects,
  RelativeTime,
  strings,
  textIn,
  useData,
  useTexts,
} from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import { MessageBadge } from '../../words/message-badge';
import { messageStates } from '../../words/message-states';
import { useMessageWords } from '../../words/use-message-words';
import { EnrolmentStoryDocument } from '../journeys.documents';
import { wordsTexts } from '../words-texts';

const texts = defineTexts({
  none: { en: 'Nothing was done in it yet.', 'zh-Hans': '尚未执行任何操作。' },
  message: { en: 'Message “{template}”', 'zh-Hans': '消息“{template}”' },
  waiting: { en: 'to be done', 'zh-Hans': '待执行' },
  done: { en: 'done', 'zh-Hans': '已完成' },
  failed: { en: 'failed: {reason}', 'zh-Hans': '失败：{reason}' },
});
const effects = ['update_trait', 'webhook', 'hand_over', 'call_back', 'goal'] as const;

/** What was done in one run, oldest first. */
export function EnrolmentStory({ enrolmentId }: { readonly enrolmentId: string }) {
  const t = useTexts(texts);
  const { data, error, refetch } = useData(EnrolmentStoryDocument, { id: enrolmentId });
  if (data === undefined)
    return error === null ? <LoadingState lines={2} /> : <ErrorState error={error} onRetry={() => void refetch()} />;
  const lines = objects(data.enrolment?.story);
  if (lines.length === 0) return <Typography textColor="neutral600">{t('none')}</Typography>;
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={2}>
      {lines.map((line, at) => (
        <Line key={at} line={line} />
      ))}
    </Flex>
  );
}

function Line({ line }: { readonly line: JsonObject }) {
  const t = useTexts(texts);
  const words = useTexts(wordsTexts);
  const { reasonOf } = useMessageWords();
  const reasons = strings(line['reasons']);
  const why = reasons.map(reasonOf).join(', ');
  const kind = textIn(line, 'kind');
  const effect = effects.find((one) => one === kind);
  const state = textIn(line, 'state');
  const messageState = messageStates.find((one) => one === state.toUpperCase());
  return (
    <Flex tag="li" gap={2} wrap="wrap">
      <Typography variant="pi" textColor="neutral600">
        <RelativeTime at={textIn(line, 'at')} />
      </Typography>
      <Typography>
        {effect === undefined ? t('message', { template: textIn(line, 'detail') }) : words(effect)}
      </Typography>
      {effect === undefined && messageState !== undefined && <MessageBadge state={messageState} />}
      {effect !== undefined && (
        <Typography textColor={state === 'failed' ? 'danger600' : 'neutral600'}>
          {state === 'failed' ? t('failed', { reason: why }) : t(state === 'done' ? 'done' : 'waiting')}
        </Typography>
      )}
      {effect === undefined && why !== '' && <Typography textColor="neutral600">{why}</Typography>}
    </Flex>
  );
}
