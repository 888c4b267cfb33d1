import { RapportError } from '@rapport/sdk';
import { parseGlobalId } from '../global-id';
import type { NodeType } from '../global-id';

/** Of nodes that are named by a number: that number. @throws bad_input */
export function idOf(type: NodeType, id: string): number {
  const parsed = parseGlobalId(id);
  const number = Number(parsed?.parts[0]);
  if (parsed?.type !== type || !Number.isSafeInteger(number) || number < 0)
    throw new RapportError('bad_input', `It is not the id of a ${type}.`);
  return number;
}
