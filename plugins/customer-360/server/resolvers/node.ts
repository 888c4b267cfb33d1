import { assertUnreachable } from '@rapport/sdk';
import type { ReadModels, SavedView } from '@rapport/sdk';
import type { RequestContext } from '../context';
import { isUuid, parseGlobalId } from '../global-id';
import type { GlobalId, NodeType } from '../global-id';
import { isMoment } from './scalars';
import { helpdeskByKey } from './helpdesk';
import { importById, rejectedRowById } from './import';
import { profileByPublicId } from './load';
import { digestOf, identifiersOf, traitOf } from './profile';
import { sourceByRef } from './source';

/** An object with its type's name, by which GraphQL knows what it is. */
type NodeObject = { readonly __typename: NodeType };

/** Anything by its global id; null where the id is not ours or names nothing any more. @throws forbidden */
export async function loadNode(id: string, context: RequestContext): Promise<NodeObject | null> {
  const parsed = parseGlobalId(id);
  if (parsed === null) return null;
  if (parsed.type !== 'EventName' || !context.can('catalogue.read')) context.require(scopeOf(parsed.type));
  const found = await load(parsed, context);
  if (parsed.type === 'Profile' && found !== null && found !== undefined) context.noteRead(parsed.parts[0]);
  return found === null || found === undefined ? null : { ...found, __typename: parsed.type };
}

function scopeOf(type: NodeType): string {
  if (type === 'AuditEntry') return 'audit.read';
  if (type === 'Erasure') return 'privacy.erase';
  if (type === 'Import' || type === 'RejectedRow') return 'import.write';
  if (type === 'Helpdesk') return 'helpdesk.read';
  if (type === 'Event' || type === 'EventName') return 'timeline.read';
  if (type === 'Source' || type === 'RejectedEvent') return 'source.read';
  return type === 'TrackingPlan' ? 'catalogue.read' : 'profile.read';
}

async function load({ type, parts }: GlobalId, context: RequestContext): Promise<object | null | undefined> {
  const { read } = context.core;
  const [first = '', second = ''] = parts;
  switch (type) {
    case 'Event': {
      const position = { id: Number(first), occurredAt: Number(second) };
      if (!Number.isSafeInteger(position.id) || !isMoment(position.occurredAt)) return null;
      return context.load('event', (keys: readonly (typeof position)[]) => read.timeline.byPositions(keys))(position);
    }
    case 'EventName':
      if (!isSmall(first)) return null;
      return context.load('eventName', (keys: readonly number[]) => read.eventNames.byIds(keys))(Number(first));
    case 'Change': {
      const position = { position: Number(first), index: Number(second) };
      if (!Number.isSafeInteger(position.position) || !isSmall(second)) return null;
      return context.load('change', (keys: readonly (typeof position)[]) => read.changes.byPositions(keys))(position);
    }
    case 'AuditEntry':
      if (!/^\d{1,15}$/.test(first)) return null;
      return context.load('auditEntry', (ids: readonly number[]) => context.core.audit.byIds(ids))(Number(first));
    case 'Erasure':
      if (!isUuid(first)) return null;
      return context.load('erasure', (ids: readonly string[]) => context.core.privacy.erasuresByPublicIds(ids))(first);
    case 'RejectedRow':
      return isUuid(first) && isSmall(second) ? rejectedRowById(first, Number(second), context) : null;
    case 'Helpdesk':
      return helpdeskByKey(first, context);
    case 'Source':
      return sourceByRef(parts.join(':'), context);
    case 'RejectedEvent': {
      const id = Number(first);
      if (!Number.isSafeInteger(id)) return null;
      return context.load('rejectedEvent', (keys: readonly number[]) => context.core.rejected.byIds(keys))(id);
    }
    case 'TrackingPlan': {
      if (!isSmall(first) || !isSmall(second)) return null;
      const before = { count: 1, forward: true, after: { version: Number(second) + 1 } };
      const [plan] = (await context.core.plans.versions(Number(first), before)).items;
      return plan?.version === Number(second) ? plan : null;
    }
    case 'Profile':
    case 'Trait':
    case 'Identifier':
    case 'Account':
    case 'Merge':
    case 'Review':
    case 'Conversation':
    case 'SavedView':
    case 'Import':
      return isUuid(first) ? loadByPublicId(type, first.toLowerCase(), parts.slice(1).join(':'), context) : null;
    default:
      return assertUnreachable(type);
  }
}

type PublicType = Exclude<
  NodeType,
  | 'Event'
  | 'EventName'
  | 'Change'
  | 'Source'
  | 'Helpdesk'
  | 'RejectedEvent'
  | 'RejectedRow'
  | 'TrackingPlan'
  | 'AuditEntry'
  | 'Erasure'
>;

async function loadByPublicId(
  type: PublicType,
  publicId: string,
  rest: string,
  context: RequestContext,
): Promise<object | null | undefined> {
  const { profiles } = context.core.read;
  const one = <T extends object>(
    name: string,
    read: (reader: ReadModels['profiles'], ids: readonly string[]) => Promise<(T | null)[]>,
  ) => context.load<string, T | null>(name, (ids) => read(profiles, ids))(publicId);
  switch (type) {
    case 'Profile':
      return profileByPublicId(context, publicId);
    case 'Trait': {
      const profile = await profileByPublicId(context, publicId);
      return profile === null ? null : traitOf(profile, rest);
    }
    case 'Identifier': {
      const profile = await profileByPublicId(context, publicId);
      if (profile === null) return null;
      return (await identifiersOf(profile, context)).find((identifier) => digestOf(identifier, context) === rest);
    }
    case 'Account':
      return one('account', (reader, ids) => reader.accountsByPublicIds(ids));
    case 'Merge':
      return one('merge', (reader, ids) => reader.mergesByPublicIds(ids));
    case 'Review':
      return one('review', (reader, ids) => reader.reviewsByPublicIds(ids));
    case 'SavedView': {
      const { savedViews } = context.core;
      const { actor } = context.principal;
      return context.load<string, SavedView | null>('savedView', (ids) => savedViews.byPublicIds(ids, actor))(publicId);
    }
    case 'Import':
      return importById(publicId, context);
    case 'Conversation':
      return one('conversation', (reader, ids) => reader.conversationsByPublicIds(ids));
    default:
      return assertUnreachable(type);
  }
}

function isSmall(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}
