import { RapportError } from '@rapport/sdk';

/** Types whose objects `node` finds again. */
const nodeTypes = [
  'Profile',
  'Trait',
  'Identifier',
  'Account',
  'Merge',
  'Review',
  'Conversation',
  'Event',
  'EventName',
  'Change',
  'AuditEntry',
  'Erasure',
  'SavedView',
  'Import',
  'RejectedRow',
  'Source',
  'Helpdesk',
  'RejectedEvent',
  'TrackingPlan',
] as const;
export type NodeType = (typeof nodeTypes)[number];
export type GlobalId = { readonly type: NodeType; readonly parts: readonly string[] };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Opaque to clients: base64url of `Type:part:part`. Parts hold no personal data; the last may hold colons. */
export function globalId(type: NodeType, ...parts: readonly (string | number)[]): string {
  return Buffer.from(`${type}:${parts.join(':')}`, 'utf8').toString('base64url');
}

/** Null where the text is not an id of ours. */
export function parseGlobalId(id: string): GlobalId | null {
  if (id.length > 2_000) return null;
  const text = Buffer.from(id, 'base64url').toString('utf8');
  const [name, ...parts] = text.split(':');
  const type = nodeTypes.find((candidate) => candidate === name);
  return type === undefined || parts.length === 0 ? null : { type, parts };
}

export function isUuid(text: string): boolean {
  return uuid.test(text);
}

/** The public id in an argument that takes a global id or the plain public id. @throws bad_input */
export function publicIdOf(type: NodeType, id: string): string {
  if (isUuid(id)) return id.toLowerCase();
  const parsed = parseGlobalId(id);
  const publicId = parsed?.parts[0];
  if (parsed?.type !== type || publicId === undefined || !isUuid(publicId)) {
    throw new RapportError('bad_input', `It is not the id of a ${type}.`);
  }
  return publicId;
}
