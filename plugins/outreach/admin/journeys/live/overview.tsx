import { Card, Figure, formatNumber, useLocale, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { ReasonBars } from '../../words/reason-bars';
import type { Chosen } from '../canvas/editor';
import { useEditor } from '../canvas/editor';
import { useStepWords } from '../canvas/use-step-words';
import type { Checked } from '../use-faults';
import { pageTexts } from '../page-texts';
import { useJourneyWords } from '../use-journey-words';
import { endsIn, figureIn } from './figures';

type Props = {
  /** Null: what is shown cannot be changed, so that nothing is said of it. */
  readonly checked: Checked | null;
  readonly live: { readonly figures: Json; readonly ends: Json } | null;
  readonly choose: (chosen: Chosen) => void;
  /** Above all of it. */
  readonly children?: ReactNode;
};

/** What a journey as a whole says: what is to be mended, how many are in it, how runs ended. */
export function Overview({ checked, live, choose, children }: Props) {
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {children}
      {checked !== null && <Check checked={checked} choose={choose} />}
      <Going live={live} />
    </Flex>
  );
}

function Check({ checked, choose }: { readonly checked: Checked; readonly choose: Props['choose'] }) {
  const t = useTexts(pageTexts);
  const { nameOf } = useStepWords();
  const { graph } = useEditor();
  const { isWhole } = checked;
  const order = graph.steps.map(({ id }) => id);
  // As one comes to them: those of the entry, which is no step, first.
  const faults = [...checked.faults].sort((a, b) => order.indexOf(a.step ?? '') - order.indexOf(b.step ?? ''));
  return (
    <Card title={t('check')}>
      {faults.length === 0 ? (
        <Typography textColor="neutral600" role="status">
          {isWhole ? t('whole') : t('checking')}
        </Typography>
      ) : (
        <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
          {faults.map(({ step, rest, message }) => (
            <li key={`${step ?? ''} ${rest} ${message}`}>
              <Jump type="button" onClick={() => choose(step === null ? 'entry' : { step })}>
                {t('at', { where: nameOf(step), what: message })}
              </Jump>
            </li>
          ))}
        </Flex>
      )}
    </Card>
  );
}

function Going({ live }: Pick<Props, 'live'>) {
  const t = useTexts(pageTexts);
  const locale = useLocale();
  const { endOf } = useJourneyWords();
  const ends = endsIn(live?.ends);
  return (
    <Card title={t('overview')}>
      {live === null ? (
        <Typography textColor="neutral600">{t('notYet')}</Typography>
      ) : (
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Flex tag="dl" gap={6} wrap="wrap">
            {(['running', 'ended', 'sent'] as const).map((name) => (
              <Figure key={name} label={t(name)}>
                {formatNumber(figureIn(live.figures, name), locale)}
              </Figure>
            ))}
          </Flex>
          {ends.length > 0 && (
            <>
              <Typography variant="pi" fontWeight="bold">
                {t('ends')}
              </Typography>
              <ReasonBars
                bars={ends.map(({ reason, count }) => ({
                  ...{ key: reason, count, tone: reason === 'finished' ? 'sent' : 'withheld' },
                  sentence: t('endCount', { reason: endOf(reason), count: formatNumber(count, locale) }),
                }))}
              />
            </>
          )}
        </Flex>
      )}
    </Card>
  );
}

const Jump = styled.button`
  cursor: pointer;
  text-align: start;
  color: ${({ theme }) => theme.colors.danger600};
  text-decoration: underline;
  font-size: 1.4rem;
`;
