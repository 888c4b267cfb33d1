import {
  askGraphql,
  defineTexts,
  describeError,
  newCommandKey,
  queryClient,
  toApiError,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Button, Flex, Loader, Typography } from '@strapi/design-system';
import { ArrowClockwise, Stop } from '@strapi/icons';
import { useRef, useState } from 'react';
import { ReplayRejectedEventsDocument } from './sources.documents';
import type { ReplayRejectedEventsMutation } from './sources.documents';

const texts = defineTexts({
  sendAll: { en: 'Send all again', 'zh-Hans': '全部重发' },
  sendCode: { en: 'Send all of this reason again', 'zh-Hans': '重发该原因的全部事件' },
  sendSome: { en: 'Send {count} again', 'zh-Hans': '重发 {count} 个' },
  stop: { en: 'Stop', 'zh-Hans': '停止' },
  running: {
    en: '{accepted} accepted, {rejected} refused again …',
    'zh-Hans': '已接受 {accepted}，再次被拒 {rejected}…',
  },
  done: {
    en: '{accepted} accepted, {duplicates} were there before, {rejected} refused again{orphaned, plural, =0 {} other {, # of a source that is gone}}.',
    'zh-Hans':
      '已接受 {accepted}，此前已有 {duplicates}，再次被拒 {rejected}{orphaned, plural, =0 {} other {，# 个来自已删除的数据源}}。',
  },
});

const nothing = { accepted: 0, duplicates: 0, rejected: 0, orphaned: 0 };
type Counts = typeof nothing;
type Step = ReplayRejectedEventsMutation['replayRejectedEvents'];
type Props = {
  readonly source: string;
  readonly code: string | null;
  /** Chosen ones; none: all that wait. */
  readonly ids: readonly string[];
  readonly waiting: number;
  readonly onDone: () => void;
};

/**
 * Sends in steps of a bounded size and shows how far it is. Stopping, leaving the page or a lost connection leave nothing half
 * done: what was accepted is marked, and the next time goes on with the rest.
 */
export function SendAgain({ source, code, ids, waiting, onDone }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [counts, setCounts] = useState<Counts | null>(null);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const stopped = useRef(false);

  async function send(after: string | null): Promise<Step> {
    const chosen = ids.length > 0 ? { ids: [...ids] } : { after };
    const input = { ...chosen, source, code, idempotencyKey: newCommandKey() };
    return (await askGraphql(ReplayRejectedEventsDocument, { input })).replayRejectedEvents;
  }

  async function run(): Promise<void> {
    stopped.current = false;
    setRunning(true);
    setProblem(null);
    setCounts(nothing);
    try {
      let total = nothing;
      let after: string | null = null;
      do {
        const step = await send(after);
        total = add(total, step);
        setCounts(total);
        after = step.next;
      } while (after !== null && !stopped.current);
    } catch (error) {
      setProblem(describeError(toApiError(error), locale));
    } finally {
      setRunning(false);
      onDone();
      await queryClient.invalidateQueries();
    }
  }

  const label = ids.length > 0 ? t('sendSome', { count: ids.length }) : t(code === null ? 'sendAll' : 'sendCode');
  return (
    <Flex gap={4} wrap="wrap" justifyContent="flex-end">
      <Flex gap={3} role="status">
        {running && <Loader small />}
        {counts !== null && (
          <Typography textColor="neutral700">{running ? t('running', counts) : t('done', counts)}</Typography>
        )}
        {problem !== null && <Typography textColor="danger600">{problem}</Typography>}
      </Flex>
      {running ? (
        <Button variant="tertiary" startIcon={<Stop aria-hidden />} onClick={() => (stopped.current = true)}>
          {t('stop')}
        </Button>
      ) : (
        <Button startIcon={<ArrowClockwise aria-hidden />} disabled={waiting === 0} onClick={() => void run()}>
          {label}
        </Button>
      )}
    </Flex>
  );
}

function add(total: Counts, step: Counts): Counts {
  return {
    accepted: total.accepted + step.accepted,
    duplicates: total.duplicates + step.duplicates,
    rejected: total.rejected + step.rejected,
    orphaned: total.orphaned + step.orphaned,
  };
}
