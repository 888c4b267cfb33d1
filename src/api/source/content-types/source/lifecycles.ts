import { randomInt } from 'node:crypto';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const writeKeyChars = 32;

/** 32 letters and digits, 190 bits: safe in a URL, a header and a script tag. */
function newWriteKey(): string {
  return Array.from({ length: writeKeyChars }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

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
