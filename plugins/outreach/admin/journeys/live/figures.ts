import { isJsonObject, numberIn, objects, textIn } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';
import type { EndFigure, StepFigure } from '../canvas/editor';

/** @param steps as Journey.steps of the API */
export function stepFiguresIn(steps: Json | undefined): ReadonlyMap<string, StepFigure> {
  return new Map(
    objects(steps).map((one) => {
      const leftBy = endsIn(one['left']);
      const left = leftBy.reduce((total, { count }) => total + count, 0);
      const [reached, count, failing] = [numberIn(one, 'reached'), numberIn(one, 'count'), numberIn(one, 'failing')];
      return [textIn(one, 'step'), { reached, count, failing, left, leftBy }];
    }),
  );
}

/** The most frequent first. @param ends as Journey.ends of the API */
export function endsIn(ends: Json | undefined): readonly EndFigure[] {
  return objects(ends)
    .map((one) => ({ reason: textIn(one, 'reason'), count: numberIn(one, 'count') }))
    .sort((a, b) => b.count - a.count);
}

/** @param figures as Journey.figures of the API */
export function figureIn(figures: Json | undefined, name: 'running' | 'ended' | 'sent'): number {
  return isJsonObject(figures) ? numberIn(figures, name) : 0;
}
