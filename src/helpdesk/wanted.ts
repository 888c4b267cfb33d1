import {
  type ConversationFact,
  type ConversationRecord,
  type Core,
  type Json,
  lastMomentOf,
  limits,
  type ProfileRecord,
  type RoutingAdvice,
  writeBackChoice,
  type WriteBackChoice,
  type WriteBackSource,
  writtenPrefix,
} from '@rapport/sdk';
import type { ClaimedTarget } from '../store/helpdesk-writes';
import type { OpenConnection } from './connections';
import { noteOf } from './notes';

const minuteMilliseconds = 60_000;
const dayMilliseconds = 24 * 60 * minuteMilliseconds;
export const labelPrefix = 'label:';

/** What should stand at a contact or a conversation. */
export type Wanted = {
  /** Attributes by name, and `label:` with the name of a label; null: what stands there stays. */
  readonly values: ReadonlyMap<string, Json> | null;
  /** Told once: null where there is nothing to tell. It is asked for only where it was not told yet. */
  readonly note: (() => Promise<string | null>) | null;
  readonly assignment: { readonly opening: number; readonly to: RoutingAdvice } | null;
  /** When it is looked at in any case; null: when something happens. Epoch milliseconds. */
  readonly next: number | null;
};

const nothing: Wanted = { values: new Map(), note: null, assignment: null, next: null };
/** Of a conversation that is over. */
const asItIs: Wanted = { ...nothing, values: null };

export function choiceOf({ settings }: Pick<OpenConnection, 'settings'>): WriteBackChoice {
  return writeBackChoice.parse(settings);
}

/**
 * What should stand at these targets of one connection, by target; who was erased, and what is unknown, has nothing. A constant number
 * of statements, whatever their number.
 */
export async function wantedOf(
  core: Core,
  sources: readonly WriteBackSource[],
  connection: OpenConnection,
  targets: readonly ClaimedTarget[],
): Promise<ReadonlyMap<ClaimedTarget, Wanted>> {
  const asking = new Asking(core, sources, choiceOf(connection));
  const leafIds = targets.flatMap(({ leafId }) => (leafId === null ? [] : [leafId]));
  const profiles = await profilesOf(core, leafIds);
  const ofKind = (kind: ClaimedTarget['kind']) => targets.filter((target) => target.kind === kind);
  const who = (target: ClaimedTarget): ProfileRecord | null => profiles.get(target.leafId ?? -1) ?? null;
  const contacts = await asking.contacts(ofKind('contact').map((target) => [target, who(target)]));
  const told = ofKind('conversation').filter(({ leafId }) => leafId !== null);
  const records = await core.read.conversations.byExternalIds(
    told.map(({ objectId }) => ({ connection: connection.key, externalId: objectId })),
  );
  const found = told.flatMap((target, index): OpenOne[] => {
    const [profile, conversation] = [who(target), records[index] ?? null];
    return profile === null || conversation === null ? [] : [{ target, profile, conversation }];
  });
  const conversations = await asking.conversations(found.filter(isOpen));
  const ended = new Set(found.filter((one) => !isOpen(one)).map(({ target }) => target));
  return new Map(
    targets.map((target) => [
      target,
      ended.has(target) ? asItIs : (contacts.get(target) ?? conversations.get(target) ?? nothing),
    ]),
  );
}

async function profilesOf(core: Core, leafIds: readonly number[]): Promise<ReadonlyMap<number, ProfileRecord>> {
  const found = await core.read.profiles.byLeafIds(leafIds);
  return new Map(
    leafIds.flatMap((leafId, index) => {
      const profile = found[index] ?? null;
      return profile === null ? [] : [[leafId, profile]];
    }),
  );
}

type OpenOne = {
  readonly target: ClaimedTarget;
  readonly profile: ProfileRecord;
  readonly conversation: ConversationRecord;
};

function isOpen({ conversation }: OpenOne): boolean {
  return conversation.status !== 'resolved';
}

/** Asks plugins what they have helpdesks be told, as the admin of the connection chose. */
class Asking {
  private readonly now: number;

  constructor(
    private readonly core: Core,
    private readonly sources: readonly WriteBackSource[],
    private readonly choice: WriteBackChoice,
  ) {
    this.now = core.now();
  }

  async contacts(
    asked: readonly (readonly [ClaimedTarget, ProfileRecord | null])[],
  ): Promise<Map<ClaimedTarget, Wanted>> {
    const { writtenAttributes: chosen, writtenLanguage } = this.choice;
    const profiles = distinct(asked.flatMap(([, profile]) => profile ?? []));
    const byRoot = new Map<number, [string, Json][]>();
    for (const name of profiles.length === 0 ? [] : chosen) {
      for (const { attributes } of this.sources) {
        for (const [root, value] of (await attributes?.[name]?.(this.core, profiles, writtenLanguage)) ?? [])
          byRoot.set(root, [...(byRoot.get(root) ?? []), [`${writtenPrefix}${name}`, cut(value)]]);
      }
    }
    return new Map(
      asked.map(([target, profile]) => {
        const isActive = profile !== null && this.isActive(profile.lastSeenAbout);
        const next = isActive ? this.now + limits.helpdeskContactLookHours * 60 * minuteMilliseconds : null;
        return [target, { ...nothing, values: new Map(byRoot.get(profile?.rootId ?? -1) ?? []), next }];
      }),
    );
  }

  async conversations(asked: readonly OpenOne[]): Promise<Map<ClaimedTarget, Wanted>> {
    if (asked.length === 0) return new Map();
    const [advice, labels, facts] = [
      await this.advice(asked),
      await this.labels(asked),
      this.choice.writesNote ? await this.core.read.conversations.facts(asked.map((one) => one.conversation)) : null,
    ];
    return new Map(
      asked.map((one) => {
        const { publicId, agent, reopened } = one.conversation;
        const advised = advice.get(publicId) ?? null;
        const isActive = this.isActive(lastMomentOf(one.conversation));
        const values = [
          ...(labels.get(one.profile.rootId) ?? []).map((label): [string, Json] => [`${labelPrefix}${label}`, true]),
          ...(this.choice.routing === 'attributes' && advised !== null ? attributesOf(advised) : []),
        ];
        const assignment = this.choice.routing === 'assignment' && agent === null ? advised : null;
        const wanted: Wanted = {
          values: new Map(values),
          note: this.noteOf(one, facts?.get(publicId) ?? []),
          assignment: assignment === null ? null : { opening: reopened, to: assignment },
          next: isActive ? this.now + limits.helpdeskConversationLookMinutes * minuteMilliseconds : null,
        };
        return [one.target, wanted];
      }),
    );
  }

  private async advice(asked: readonly OpenOne[]): Promise<ReadonlyMap<string, RoutingAdvice>> {
    if (this.choice.routing === 'none') return new Map();
    const conversations = asked.map(({ conversation }) => conversation);
    const told = new Map<string, RoutingAdvice>();
    for (const { routing } of this.sources)
      for (const [publicId, advice] of (await routing?.(this.core, conversations)) ?? []) told.set(publicId, advice);
    return told;
  }

  /** By root. */
  private async labels(asked: readonly OpenOne[]): Promise<ReadonlyMap<number, readonly string[]>> {
    const { labelledSegments } = this.choice;
    const byRoot = new Map<number, string[]>();
    if (labelledSegments.length === 0) return byRoot;
    const profiles = distinct(asked.map(({ profile }) => profile));
    for (const { labels } of this.sources) {
      for (const [root, keys] of (await labels?.(this.core, profiles, labelledSegments)) ?? [])
        byRoot.set(root, [...(byRoot.get(root) ?? []), ...keys.map((key) => `${writtenPrefix}${key}`)]);
    }
    return byRoot;
  }

  private noteOf({ profile, conversation }: OpenOne, facts: readonly ConversationFact[]): Wanted['note'] {
    const since = this.now - limits.helpdeskNoteHours * 60 * minuteMilliseconds;
    if (!this.choice.writesNote || openedAgainAt(conversation, facts) < since) return null;
    return () => noteOf(this.core, this.sources, { profile, conversation, facts }, this.choice.writtenLanguage);
  }

  private isActive(at: number | null): boolean {
    return at !== null && at > this.now - limits.helpdeskWriteActiveDays * dayMilliseconds;
  }
}

/** When it was opened, or opened again last. */
function openedAgainAt({ openedAt }: ConversationRecord, facts: readonly ConversationFact[]): number {
  const again = facts.findLast((fact) => fact.kind === 'status' && fact.from === 'resolved');
  return Math.max(openedAt, again?.at ?? openedAt);
}

function attributesOf({ agent, team, priority }: RoutingAdvice): [string, Json][] {
  const values: [string, Json][] = [
    ['agent', agent],
    ['team', team],
    ['priority', priority],
  ];
  return values.map(([name, value]) => [`${writtenPrefix}${name}`, value]);
}

function cut(value: Json): Json {
  return typeof value === 'string' ? value.slice(0, limits.helpdeskAttributeCharsMax) : value;
}

function distinct(profiles: readonly ProfileRecord[]): readonly ProfileRecord[] {
  return [...new Map(profiles.map((profile) => [profile.rootId, profile])).values()];
}
