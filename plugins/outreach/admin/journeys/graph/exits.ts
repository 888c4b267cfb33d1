import { isJsonObject, textIn } from '@rapport/sdk/admin/pure';
import type { Json } from '@rapport/sdk/admin/pure';
import { listAt, textAt } from './definition';
import type { Path, Step } from './definition';

/** A way out of a step. `to` may name no step: nothing follows there yet. */
export type Exit = { readonly path: Path; readonly to: string; readonly about: About };
/** On which condition one goes this way. */
export type About =
  | { readonly kind: 'next' | 'missing' | 'otherwise' }
  | { readonly kind: 'event' | 'segment' | 'timeout'; readonly name: string }
  | { readonly kind: 'arm'; readonly name: string; readonly share: string };

/** In the order in which they are asked. */
export function exitsOf(step: Step): readonly Exit[] {
  switch (textIn(step, 'kind')) {
    case 'exit':
      return [];
    case 'branch':
      return [
        ...listAt(step, ['when']).map((one, index) => exitAt(step, ['when', index, 'next'], aboutOf(one))),
        exitAt(step, ['otherwise'], { kind: 'otherwise' }),
      ];
    case 'split':
      return listAt(step, ['arms']).map((arm, index) =>
        exitAt(step, ['arms', index, 'next'], { kind: 'arm', name: textAt(arm, ['name']), share: shareOf(arm) }),
      );
    case 'wait_for':
      return [
        ...listAt(step, ['any']).flatMap((one, index) =>
          // Who begins the wait again stays where he is.
          isJsonObject(one) && one['restart'] === true ? [] : [exitAt(step, ['any', index, 'next'], aboutOf(one))],
        ),
        exitAt(step, ['timeout', 'next'], { kind: 'timeout', name: textAt(step, ['timeout', 'after']) }),
      ];
    case 'wait':
      return [
        exitAt(step, ['next'], { kind: 'next' }),
        ...('missing' in step ? [exitAt(step, ['missing'], { kind: 'missing' })] : []),
      ];
    default:
      return [exitAt(step, ['next'], { kind: 'next' })];
  }
}

const exitAt = (step: Step, path: Path, about: About): Exit => ({ path, to: textAt(step, path), about });

function aboutOf(one: Json | undefined): About {
  if (isJsonObject(one) && 'segment' in one) return { kind: 'segment', name: textIn(one, 'segment') };
  return { kind: 'event', name: eventNames(one).join(', ') };
}

/** `event` is a name, or a list of them. */
export function eventNames(selector: Json | undefined): readonly string[] {
  const single = textAt(selector, ['event']);
  if (single !== '') return [single];
  return listAt(selector, ['event']).flatMap((name) => (typeof name === 'string' ? [name] : []));
}

function shareOf(arm: Json | undefined): string {
  const share = isJsonObject(arm) ? arm['share'] : undefined;
  return typeof share === 'number' || typeof share === 'string' ? String(share) : '';
}
