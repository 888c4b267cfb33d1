import { useTexts } from '@rapport/sdk/admin';
import { Box, Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { Plus, Trash, User, WarningCircle } from '@strapi/icons';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import type { Way } from '../graph/graph';
import { kindOf } from '../graph/step-kinds';
import { kindIcons } from '../kind-icons';
import { useJourneyWords } from '../use-journey-words';
import { faultsAt, isChosen, useEditor } from './editor';
import { Figures } from './figures';
import { canvasTexts } from './texts';
import { useStepWords } from './use-step-words';

/** The same steps one below the other, in the order in which one comes to them; everything the canvas does is done here, too. */
export function StepList() {
  const t = useTexts(canvasTexts);
  const { graph, chosen, choose, remove, isReadOnly, definition } = useEditor();
  const words = useJourneyWords();
  const { nameOf } = useStepWords();
  return (
    <Flex tag="ol" aria-label={t('list')} direction="column" alignItems="stretch" gap={3}>
      <Row
        icon={<User aria-hidden />}
        title={t('entry')}
        summary={words.entryOf(definition)}
        step={null}
        isPressed={chosen === 'entry'}
        onChoose={() => choose('entry')}
      />
      {graph.steps.map(({ id, step }) => {
        const kind = kindOf(step);
        const Icon = kind === null ? WarningCircle : kindIcons[kind];
        return (
          <Row
            key={id}
            icon={<Icon aria-hidden />}
            title={words.titleOf(step)}
            summary={words.summaryOf(step)}
            step={id}
            isPressed={isChosen(chosen, id)}
            onChoose={() => choose({ step: id })}
            action={
              isReadOnly ? undefined : (
                <IconButton variant="ghost" label={t('removeStep', { step: nameOf(id) })} onClick={() => remove(id)}>
                  <Trash />
                </IconButton>
              )
            }
          />
        );
      })}
    </Flex>
  );
}

type RowProps = {
  readonly icon: ReactNode;
  readonly title: string;
  readonly summary: string;
  /** Null: the entry. */
  readonly step: string | null;
  readonly isPressed: boolean;
  readonly onChoose: () => void;
  readonly action?: ReactNode;
};

function Row({ icon, title, summary, step, isPressed, onChoose, action }: RowProps) {
  const t = useTexts(canvasTexts);
  const { graph, faults } = useEditor();
  const ways = graph.ways.filter(({ from }) => from === step);
  const faultCount = faultsAt(faults, step).length;
  const isUnreached = step !== null && !graph.ways.some(({ to }) => to === step);
  return (
    <Item>
      <Flex gap={2}>
        <Choose type="button" data-step={step ?? ''} aria-pressed={isPressed} onClick={onChoose}>
          {icon}
          <Box flex="1" minWidth={0}>
            <Typography fontWeight="bold" tag="span">
              {title}
            </Typography>{' '}
            <Typography textColor="neutral600" tag="span">
              {summary}
            </Typography>
          </Box>
          {step !== null && <Figures step={step} />}
          {(faultCount > 0 || isUnreached) && (
            <Typography variant="pi" textColor="danger600" tag="span">
              {faultCount > 0 ? t('faults', { count: faultCount }) : t('unreached')}
            </Typography>
          )}
        </Choose>
        {action}
      </Flex>
      {ways.length > 0 && (
        <Flex tag="ul" direction="column" alignItems="stretch" paddingLeft={8} paddingTop={1}>
          {ways.map((way) => (
            <WayLine key={way.key} way={way} />
          ))}
        </Flex>
      )}
    </Item>
  );
}

function WayLine({ way }: { readonly way: Way }) {
  const t = useTexts(canvasTexts);
  const words = useJourneyWords();
  const { nameOf } = useStepWords();
  const { addAt, choose, isReadOnly } = useEditor();
  const { to } = way;
  const said = words.aboutOf(way.about);
  return (
    <Flex tag="li" gap={2} wrap="wrap">
      <Typography variant="pi" textColor="neutral600">
        {said} →
      </Typography>
      {to === null ? (
        <Typography variant="pi" textColor="danger600">
          {t('nothing')}
        </Typography>
      ) : (
        <Jump type="button" onClick={() => choose({ step: to })}>
          {nameOf(to)}
        </Jump>
      )}
      {!isReadOnly && (
        <Button
          size="S"
          variant="ghost"
          startIcon={<Plus aria-hidden />}
          aria-label={t('addOn', { from: nameOf(way.from), way: said })}
          onClick={() => addAt(way)}
        >
          {t('add')}
        </Button>
      )}
    </Flex>
  );
}

const Item = styled.li`
  padding: 1.2rem;
  background: ${({ theme }) => theme.colors.neutral0};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
`;
const Choose = styled.button`
  flex: 1;
  min-width: 0;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.4rem 1.2rem;
  padding: 0.8rem;
  text-align: start;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral800};
  border-radius: ${({ theme }) => theme.borderRadius};
  &[aria-pressed='true'] {
    background: ${({ theme }) => theme.colors.primary100};
  }
`;
const Jump = styled.button`
  cursor: pointer;
  color: ${({ theme }) => theme.colors.primary600};
  text-align: start;
  text-decoration: underline;
  font-size: 1.2rem;
`;
