import { useTexts } from '@rapport/sdk/admin';
import { Typography, VisuallyHidden } from '@strapi/design-system';
import { Plus, User, WarningCircle } from '@strapi/icons';
import { Handle, Position } from '@xyflow/react';
import type { Node, NodeProps } from '@xyflow/react';
import type { KeyboardEvent, ReactNode } from 'react';
import { styled } from 'styled-components';
import { entryPlace } from '../graph/graph';
import type { Graph, Way } from '../graph/graph';
import { kindOf } from '../graph/step-kinds';
import { kindIcons } from '../kind-icons';
import { useJourneyWords } from '../use-journey-words';
import { faultsAt, isChosen, useEditor } from './editor';
import { Figures } from './figures';
import { useInSight } from './in-sight';
import { canvasTexts } from './texts';
import { useStepWords } from './use-step-words';

type StepNodeData = Node<{ readonly id: string }, 'step'>;
type EndNodeData = Node<{ readonly way: Way }, 'end'>;

export function EntryNode() {
  const t = useTexts(canvasTexts);
  const { chosen, choose, graph, addAt, faults, definition } = useEditor();
  const { onwardOf } = useStepWords();
  const words = useJourneyWords();
  return (
    <>
      <NodeButton
        id={null}
        isChosen={chosen === 'entry'}
        faultCount={faultsAt(faults, null).length}
        onChoose={() => choose('entry')}
        onKey={(event) => {
          if (event.key === '+') addAt(entryPlace);
          else moveFocus(event, graph, null);
        }}
      >
        <Icon $isEntry>
          <User aria-hidden />
        </Icon>
        <Words title={t('entry')} summary={words.entryOf(definition)} />
        <VisuallyHidden>{onwardOf(null)}</VisuallyHidden>
      </NodeButton>
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  );
}

export function StepNode({ data: { id } }: NodeProps<StepNodeData>) {
  const { chosen, choose, graph, addAt, remove, faults, isReadOnly } = useEditor();
  const words = useJourneyWords();
  const { onwardOf } = useStepWords();
  const step = graph.steps.find((one) => one.id === id)?.step ?? {};
  const kind = kindOf(step);
  const StepIcon = kind === null ? WarningCircle : kindIcons[kind];
  const keys = (event: KeyboardEvent): void => {
    const way = graph.ways.find(({ from }) => from === id);
    if (event.key === '+' && way !== undefined) addAt(way);
    else if ((event.key === 'Delete' || event.key === 'Backspace') && !isReadOnly) remove(id);
    else moveFocus(event, graph, id);
  };
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={!isReadOnly} />
      <NodeButton
        id={id}
        isChosen={isChosen(chosen, id)}
        faultCount={faultsAt(faults, id).length}
        onChoose={() => choose({ step: id })}
        onKey={keys}
      >
        <Icon>
          <StepIcon aria-hidden />
        </Icon>
        <Words title={words.titleOf(step)} summary={words.summaryOf(step)} />
        <Figures step={id} />
        <VisuallyHidden>{onwardOf(id)}</VisuallyHidden>
      </NodeButton>
      {kind !== 'exit' && <Handle type="source" position={Position.Bottom} isConnectable={false} />}
    </>
  );
}

/** Nothing follows there yet. */
export function EndNode({ data: { way } }: NodeProps<EndNodeData>) {
  const t = useTexts(canvasTexts);
  const { addAt, isReadOnly } = useEditor();
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <End
        type="button"
        className="nopan"
        disabled={isReadOnly}
        aria-label={`${t('nothing')}: ${t('add')}`}
        onClick={() => addAt(way)}
      >
        <Plus aria-hidden />
      </End>
    </>
  );
}

type ButtonProps = {
  readonly id: string | null;
  readonly isChosen: boolean;
  readonly faultCount: number;
  readonly onChoose: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
};

function NodeButton({ id, isChosen: isPressed, faultCount, onChoose, onKey, children }: ButtonProps) {
  const t = useTexts(canvasTexts);
  const bring = useInSight();
  return (
    <Button
      type="button"
      className="nopan"
      data-step={id ?? ''}
      aria-pressed={isPressed}
      $isFaulty={faultCount > 0}
      onFocus={() => bring(id)}
      onClick={onChoose}
      onKeyDown={(event) => {
        if (!event.ctrlKey && !event.metaKey && !event.altKey) onKey(event);
      }}
    >
      {children}
      {faultCount > 0 && (
        <Fault>
          <WarningCircle aria-hidden />
          <VisuallyHidden>{t('faults', { count: faultCount })}</VisuallyHidden>
        </Fault>
      )}
    </Button>
  );
}

function Words({ title, summary }: { readonly title: string; readonly summary: string }) {
  return (
    <Lines>
      <Typography variant="pi" fontWeight="bold" ellipsis tag="span">
        {title}
      </Typography>
      {summary !== '' && (
        <Summary variant="pi" textColor="neutral600" tag="span">
          {summary}
        </Summary>
      )}
    </Lines>
  );
}

/** Down goes along the first way, up goes back, left and right to what else stands on the same ways. */
function moveFocus(event: KeyboardEvent, graph: Graph, id: string | null): void {
  const found = neighbour(event.key, graph, id);
  if (found === undefined) return;
  event.preventDefault();
  focusStep(found);
}

function neighbour(key: string, { ways }: Graph, id: string | null): string | null | undefined {
  const led = ways.find(({ to }) => to === id && id !== null);
  const siblings =
    led === undefined ? [] : ways.flatMap(({ from, to }) => (from === led.from && to !== null ? [to] : []));
  const beside = [...new Set(siblings)];
  const at = id === null ? -1 : beside.indexOf(id);
  switch (key) {
    case 'ArrowDown':
      return ways.find(({ from, to }) => from === id && to !== null)?.to ?? undefined;
    case 'ArrowUp':
      return led?.from;
    case 'ArrowRight':
      return beside[at + 1];
    case 'ArrowLeft':
      return at > 0 ? beside[at - 1] : undefined;
    default:
      return undefined;
  }
}

/** @param id null: the entry */
export function focusStep(id: string | null): void {
  const node = document.querySelector(`[data-step=${JSON.stringify(id ?? '')}]`);
  if (node instanceof HTMLElement) node.focus();
}

// The library takes no clicks on nodes that cannot be selected or moved.
const Button = styled.button<{ readonly $isFaulty: boolean }>`
  pointer-events: all;
  position: relative;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  align-content: center;
  gap: 0.4rem 1.2rem;
  width: 100%;
  height: 100%;
  padding: 1.2rem;
  text-align: start;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme }) => theme.colors.neutral0};
  border: 2px solid ${({ theme, $isFaulty }) => ($isFaulty ? theme.colors.danger500 : theme.colors.neutral200)};
  border-radius: ${({ theme }) => theme.borderRadius};
  box-shadow: ${({ theme }) => theme.shadows.tableShadow};
  &[aria-pressed='true'] {
    border-color: ${({ theme }) => theme.colors.primary600};
    background: ${({ theme }) => theme.colors.primary100};
  }
  &:focus-visible {
    outline: 3px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
`;
const Icon = styled.span<{ readonly $isEntry?: boolean }>`
  flex: none;
  display: grid;
  place-items: center;
  width: 3.6rem;
  height: 3.6rem;
  border-radius: ${({ $isEntry = false }) => ($isEntry ? '50%' : '0.6rem')};
  background: ${({ theme }) => theme.colors.primary100};
  svg {
    width: 1.8rem;
    height: 1.8rem;
  }
  svg path {
    fill: ${({ theme }) => theme.colors.primary600};
  }
`;
const Lines = styled.span`
  flex: 1;
  min-width: 0;
  display: flex;
  flex-direction: column;
`;
const Summary = styled(Typography)`
  display: -webkit-box;
  -webkit-line-clamp: 2;
  -webkit-box-orient: vertical;
  overflow: hidden;
`;
const Fault = styled.span`
  position: absolute;
  inset-block-start: -1rem;
  inset-inline-end: -1rem;
  display: grid;
  background: ${({ theme }) => theme.colors.neutral0};
  border-radius: 50%;
  svg {
    width: 2rem;
    height: 2rem;
  }
  svg path {
    fill: ${({ theme }) => theme.colors.danger600};
  }
`;
const End = styled.button`
  pointer-events: all;
  display: grid;
  place-items: center;
  width: 100%;
  height: 100%;
  cursor: pointer;
  border-radius: 50%;
  border: 2px dashed ${({ theme }) => theme.colors.danger500};
  background: ${({ theme }) => theme.colors.neutral0};
  svg path {
    fill: ${({ theme }) => theme.colors.danger600};
  }
`;
