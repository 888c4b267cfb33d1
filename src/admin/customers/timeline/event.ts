import type { Json } from '@rapport/sdk/admin/pure';

/** What a timeline shows of an event, as the API answers it. */
export type TimelineEvent = {
  readonly id: string;
  readonly type: 'IDENTIFY' | 'TRACK' | 'PAGE' | 'SCREEN' | 'GROUP' | 'ALIAS';
  readonly name: string;
  /** ISO 8601. */
  readonly occurredAt: string;
  readonly value: number | null;
  readonly properties: Json;
  readonly context: Json;
};
