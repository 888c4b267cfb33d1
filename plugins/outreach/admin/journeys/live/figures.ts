import { isJsonObject, numberIn, objects, textIn } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';
import type { StepFigure } from '../canvas/editor';

/** @param steps as Journey.steps of the API */
export function stepFiguresIn(steps: Json | undefined): ReadonlyMap<string, StepFigure> {
  return new Map(
    objects(steps).map((one) => [
      textIn(one, 'step'),
      { count: numberIn(one, 'count'), failing: numberIn(one, 'failing') },
    ]),
  );
}

/** The most frequent first. @param ends as Journey.ends of the API */
export function endsIn(ends: Json | undefined): readonly { readonly reason: string; readonly count: number }[] {
  return objects(ends)
    .map((one) => ({ reason: textIn(one, 'reason'), count: numberIn(one, 'count') }))
    .sort((a, b) => b.count - a.count);
}

/** @param figures as Journey.figures of the API */
export function figureIn(figures: Json | undefined, name: 'running' | 'ended' | 'sent'): number {
  return isJsonObject(figures) ? numberIn(figures, name) : 0;
}
