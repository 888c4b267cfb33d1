import { RapportError } from './errors';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A UUID as somebody outside wrote it, as we keep it. @throws RapportError bad_input */
export function publicId(text: string): string {
  if (!uuid.test(text)) throw new RapportError('bad_input', 'It is not an id of that kind.');
  return text.toLowerCase();
}
