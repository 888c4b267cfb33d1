import { createContext, useContext } from 'react';
import type { Definition } from '../graph/definition';
import type { PlacedFault } from '../graph/faults';
import type { Graph, Place } from '../graph/graph';

/** What is chosen: a step by its name, the entry, or nothing. */
export type Chosen = { readonly step: string } | 'entry' | null;

/** Of a step: how many came there, stand there now, of them those it fails for, and how many left there without going on. */
export type StepFigure = {
  readonly reached: number;
  readonly count: number;
  readonly failing: number;
  readonly left: number;
  /** The most frequent first. */
  readonly leftBy: readonly EndFigure[];
};
/** How runs ended. */
export type EndFigure = { readonly reason: string; readonly count: number };

/** A journey as it is drawn: the canvas, the list and the forms beside them show and change the same. */
export type Editor = {
  readonly definition: Definition;
  readonly graph: Graph;
  readonly faults: readonly PlacedFault[];
  /** By step; empty: it does not run. */
  readonly figures: ReadonlyMap<string, StepFigure>;
  readonly isReadOnly: boolean;
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  /** @param about what is typed in: quick changes of the same are one step back */
  readonly change: (change: (definition: Definition) => Definition, about?: string) => void;
  /** Asks which kind of step, and puts it there. */
  readonly addAt: (place: Place) => void;
  readonly remove: (step: string) => void;
};

const context = createContext<Editor | null>(null);
export const EditorProvider = context.Provider;

export function useEditor(): Editor {
  const editor = useContext(context);
  if (editor === null) throw new Error('a step stands outside of its editor');
  return editor;
}

export const isChosen = (chosen: Chosen, step: string): boolean =>
  chosen !== null && chosen !== 'entry' && chosen.step === step;

/** Of a step, or of the entry (null). */
export function faultsAt(faults: readonly PlacedFault[], step: string | null): readonly PlacedFault[] {
  return faults.filter((one) => one.step === step);
}
