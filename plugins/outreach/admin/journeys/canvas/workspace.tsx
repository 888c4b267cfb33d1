import { announceDone, UndoButtons, useTexts } from '@rapport/sdk/admin';
import type { Edited } from '@rapport/sdk/admin';
import { Button, Flex, Typography } from '@strapi/design-system';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { stepsOf } from '../graph/definition';
import type { Definition } from '../graph/definition';
import { insertStep, removeStep } from '../graph/edits';
import type { PlacedFault } from '../graph/faults';
import { graphOf } from '../graph/graph';
import type { Place } from '../graph/graph';
import { blanks } from '../graph/step-kinds';
import { AddDialog } from './add-dialog';
import { Canvas } from './canvas';
import { EditorProvider } from './editor';
import type { Chosen, Editor, StepFigure } from './editor';
import { focusStep } from './nodes';
import { SidePanel } from './side-panel';
import { StepList } from './step-list';
import { canvasTexts } from './texts';

type Props = {
  readonly edited: Edited<Definition>;
  readonly faults: readonly PlacedFault[];
  readonly figures: ReadonlyMap<string, StepFigure>;
  readonly isReadOnly: boolean;
  /** Beside the canvas while nothing is chosen. */
  readonly overview: (choose: (chosen: Chosen) => void) => ReactNode;
};

/** A journey as it is drawn: as a canvas or as a list, beside it what is chosen. */
export function Workspace({ edited, faults, figures, isReadOnly, overview }: Props) {
  const t = useTexts(canvasTexts);
  const { present: definition, change } = edited;
  const [chosen, choose] = useState<Chosen>(null);
  const [adding, setAdding] = useState<Place | null>(null);
  const [view, setView] = useState<'canvas' | 'list'>('canvas');
  const graph = useMemo(() => graphOf(definition), [definition]);
  const editor = useMemo<Editor>(
    () => ({
      ...{ definition, graph, faults, figures, isReadOnly, chosen, choose, change },
      addAt: (place) => setAdding(isReadOnly ? null : place),
      remove(step) {
        const before = graph.ways.find(({ to }) => to === step)?.from ?? null;
        const after = removeStep(definition, step);
        change(() => after);
        choose(null);
        focusStep(before);
        announceDone({ message: t('removed', { count: stepsOf(definition).size - stepsOf(after).size }) });
      },
    }),
    [definition, graph, faults, figures, isReadOnly, chosen, change, t],
  );
  return (
    <EditorProvider value={editor}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Flex justifyContent="space-between" gap={4} wrap="wrap">
          <Flex gap={2} role="group" aria-label={t('view')}>
            {(['canvas', 'list'] as const).map((one) => (
              <Button
                key={one}
                size="S"
                variant={view === one ? 'secondary' : 'tertiary'}
                aria-pressed={view === one}
                onClick={() => setView(one)}
              >
                {t(one)}
              </Button>
            ))}
            {!isReadOnly && <UndoButtons {...edited} />}
          </Flex>
          {view === 'canvas' && (
            <Typography variant="pi" textColor="neutral600">
              {t('canvasHint')}
            </Typography>
          )}
        </Flex>
        <Columns>
          {view === 'canvas' ? <Canvas /> : <StepList />}
          <SidePanel>{overview(choose)}</SidePanel>
        </Columns>
      </Flex>
      {adding !== null && (
        <AddDialog
          onClose={() => setAdding(null)}
          onAdd={(kind) => {
            const inserted = insertStep(definition, adding, blanks[kind]);
            change(() => inserted.definition);
            choose({ step: inserted.id });
            setAdding(null);
          }}
        />
      )}
    </EditorProvider>
  );
}

const Columns = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr) minmax(34rem, 40rem);
  gap: 1.6rem;
  align-items: start;
  @media (max-width: 72em) {
    grid-template-columns: minmax(0, 1fr);
  }
`;
