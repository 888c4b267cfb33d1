import type { ConditionKind } from '@rapport/sdk';
import bucket from './bucket';
import computed from './computed';
import conversation from './conversation';
import event from './event';
import periods from './periods';
import segment from './segment';
import sequence from './sequence';
import trait from './trait';

/** The kinds of this plugin, in the order in which a person is offered them; other plugins bring more (definePlugin). */
export const conditionKinds: readonly ConditionKind[] = [
  trait,
  periods,
  event,
  sequence,
  segment,
  computed,
  conversation,
  bucket,
];
