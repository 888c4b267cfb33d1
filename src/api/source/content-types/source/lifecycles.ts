import { newWriteKey } from '../../../../ingest/write-keys';

type SourceEvent = { readonly params: { readonly data: Record<string, unknown> } };

/** A source without a write key gets one: at its creation, and when somebody blanks the field to have a new one. */
function fillWriteKey({ params: { data } }: SourceEvent, always: boolean): void {
  const given = data['writeKey'];
  const isBlank = given === null || (typeof given === 'string' && given.trim() === '');
  if (isBlank || (always && given === undefined)) data['writeKey'] = newWriteKey();
  else if (typeof given === 'string') data['writeKey'] = given.trim();
}

export default {
  beforeCreate: (event: SourceEvent): void => fillWriteKey(event, true),
  beforeUpdate: (event: SourceEvent): void => fillWriteKey(event, false),
};
