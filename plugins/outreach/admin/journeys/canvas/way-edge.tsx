import { useTexts } from '@rapport/sdk/admin';
import { Plus } from '@strapi/icons';
import { BaseEdge, EdgeLabelRenderer } from '@xyflow/react';
import type { Edge, EdgeProps } from '@xyflow/react';
import { styled } from 'styled-components';
import type { Way } from '../graph/graph';
import type { Line, Spot } from '../graph/layout';
import { useJourneyWords } from '../use-journey-words';
import { useEditor } from './editor';
import { canvasTexts } from './texts';
import { useStepWords } from './use-step-words';

type WayEdgeData = Edge<{ readonly way: Way; readonly line: Line }, 'way'>;

/**
 * A way with its condition and a button that puts a step on it. The button is for the mouse: by keyboard a step is added at the step
 * before, so that one need not go through every way to come to the first step.
 */
export function WayEdge({ data, sourceX, sourceY, targetX, targetY }: EdgeProps<WayEdgeData>) {
  const t = useTexts(canvasTexts);
  const words = useJourneyWords();
  const { nameOf } = useStepWords();
  const { addAt, isReadOnly } = useEditor();
  if (data === undefined) return null;
  const { way, line } = data;
  const { label } = line;
  const said = way.about.kind === 'next' ? '' : words.aboutOf(way.about);
  return (
    <>
      <BaseEdge path={through([{ x: sourceX, y: sourceY }, ...line.bends, { x: targetX, y: targetY }])} />
      <EdgeLabelRenderer>
        <Label className="nopan" style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}>
          {said !== '' && <Said title={said}>{said}</Said>}
          {!isReadOnly && way.to !== null && (
            <Add
              type="button"
              tabIndex={-1}
              aria-label={t('addOn', { from: nameOf(way.from), way: words.aboutOf(way.about) })}
              onClick={() => addAt(way)}
            >
              <Plus aria-hidden />
            </Add>
          )}
        </Label>
      </EdgeLabelRenderer>
    </>
  );
}

/** A smooth line: from the middle of one stretch to that of the next, bent towards the point between them. */
function through(spots: readonly Spot[]): string {
  const [first, ...rest] = spots;
  const last = rest.at(-1);
  if (first === undefined || last === undefined) return '';
  const curves = rest.slice(0, -1).map((spot, at) => {
    const next = rest[at + 1] ?? spot;
    return `Q ${spot.x} ${spot.y}, ${(spot.x + next.x) / 2} ${(spot.y + next.y) / 2}`;
  });
  return [`M ${first.x} ${first.y}`, ...curves, `L ${last.x} ${last.y}`].join(' ');
}

const Label = styled.div`
  position: absolute;
  display: flex;
  flex-direction: column;
  align-items: center;
  gap: 0.2rem;
  pointer-events: all;
`;
const Said = styled.span`
  max-width: 16rem;
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  padding: 0.1rem 0.8rem;
  font-size: 1.2rem;
  color: ${({ theme }) => theme.colors.neutral700};
  background: ${({ theme }) => theme.colors.neutral100};
  border-radius: ${({ theme }) => theme.borderRadius};
`;
const Add = styled.button`
  display: grid;
  place-items: center;
  width: 2.4rem;
  height: 2.4rem;
  cursor: pointer;
  border-radius: 50%;
  border: 1px solid ${({ theme }) => theme.colors.neutral300};
  background: ${({ theme }) => theme.colors.neutral0};
  svg {
    width: 1.2rem;
    height: 1.2rem;
  }
  svg path {
    fill: ${({ theme }) => theme.colors.neutral800};
  }
  &:hover {
    border-color: ${({ theme }) => theme.colors.primary600};
    background: ${({ theme }) => theme.colors.primary100};
  }
`;
