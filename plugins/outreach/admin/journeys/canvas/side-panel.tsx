import { useTexts } from '@rapport/sdk/admin';
import { Box, Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { Cross, Trash } from '@strapi/icons';
import { useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { EntryForm } from '../form/entry-form';
import { ScopeProvider } from '../form/scope';
import type { Scope } from '../form/scope';
import { StepForm } from '../form/step-form';
import { stepsOf, withValue } from '../graph/definition';
import type { Path } from '../graph/definition';
import { changeStep } from '../graph/edits';
import type { PlacedFault } from '../graph/faults';
import { useJourneyWords } from '../use-journey-words';
import { faultsAt, useEditor } from './editor';
import { StepFlow } from './figures';
import { focusStep } from './nodes';
import { canvasTexts } from './texts';

/** What is chosen as a form; of nothing, what the journey as a whole says (`children`). */
export function SidePanel({ children }: { readonly children: ReactNode }) {
  const { chosen, graph } = useEditor();
  if (chosen === null) return children;
  if (chosen === 'entry') return <EntryPanel />;
  // It may be gone by an undo.
  const found = graph.steps.find(({ id }) => id === chosen.step);
  return found === undefined ? children : <StepPanel key={found.id} id={found.id} />;
}

function EntryPanel() {
  const t = useTexts(canvasTexts);
  const { definition, change, faults, isReadOnly } = useEditor();
  const own = faultsAt(faults, null);
  const scope = useMemo<Scope>(
    () => ({
      ...{ json: definition, faults: own, isReadOnly },
      set: (path, value) => change((present) => withValue(present, path, value), aboutOf('', path)),
    }),
    [definition, own, isReadOnly, change],
  );
  return (
    <Panel key="entry" id={null} title={t('entry')} faults={own}>
      <ScopeProvider value={scope}>
        <EntryForm />
      </ScopeProvider>
    </Panel>
  );
}

function StepPanel({ id }: { readonly id: string }) {
  const t = useTexts(canvasTexts);
  const words = useJourneyWords();
  const { graph, change, faults, isReadOnly, remove } = useEditor();
  const step = graph.steps.find((one) => one.id === id)?.step ?? {};
  const own = faultsAt(faults, id);
  const scope = useMemo<Scope>(
    () => ({
      ...{ json: step, faults: own, isReadOnly },
      set: (path, value) =>
        change(
          (present) => changeStep(present, id, withValue(stepsOf(present).get(id) ?? {}, path, value)),
          aboutOf(id, path),
        ),
    }),
    [step, own, isReadOnly, change, id],
  );
  return (
    <Panel id={id} title={words.titleOf(step)} faults={own}>
      <ScopeProvider value={scope}>
        <StepForm step={id} />
      </ScopeProvider>
      <StepFlow step={id} />
      {!isReadOnly && (
        <Box paddingTop={4}>
          <Button variant="danger-light" startIcon={<Trash aria-hidden />} onClick={() => remove(id)}>
            {t('remove')}
          </Button>
        </Box>
      )}
    </Panel>
  );
}

/** Typing in one field is one step back. */
const aboutOf = (step: string, path: Path): string => [step, ...path].join('/');

type PanelProps = {
  readonly title: string;
  /** How faults and the API name the step; null: the entry. */
  readonly id: string | null;
  readonly faults: readonly PlacedFault[];
  readonly children: ReactNode;
};

/** It has the focus when it opens, and gives it back to its step when it is closed. */
function Panel({ title, id, faults, children }: PanelProps) {
  const t = useTexts(canvasTexts);
  const { choose } = useEditor();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  const close = (): void => {
    choose(null);
    focusStep(id);
  };
  return (
    <Box
      tag="section"
      aria-label={title}
      ref={panel}
      tabIndex={-1}
      onKeyDown={(event) => {
        // One that closed a list of choices was for that.
        if (event.key === 'Escape' && !event.defaultPrevented) close();
      }}
      background="neutral0"
      hasRadius
      shadow="tableShadow"
      padding={5}
      overflow="auto"
    >
      <Flex justifyContent="space-between" alignItems="flex-start" paddingBottom={3}>
        <Box>
          <Typography variant="delta" tag="h2">
            {title}
          </Typography>
          {id !== null && (
            <Typography variant="pi" textColor="neutral600" tag="p">
              {id}
            </Typography>
          )}
        </Box>
        <IconButton variant="ghost" label={t('close')} onClick={close}>
          <Cross />
        </IconButton>
      </Flex>
      {faults.length > 0 && (
        <Box tag="ul" paddingBottom={3}>
          {faults.map(({ rest, message }) => (
            <Typography key={`${rest} ${message}`} tag="li" variant="pi" textColor="danger600">
              {message}
            </Typography>
          ))}
        </Box>
      )}
      {children}
    </Box>
  );
}
