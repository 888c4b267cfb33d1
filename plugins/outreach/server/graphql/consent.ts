import {
  type Core,
  type GraphqlContext,
  type GraphqlPart,
  isGiven,
  isJsonObject,
  type JsonObject,
  listConnection,
  type MutationInput,
  once,
  type PageArguments,
  type ProfileRecord,
  publicId,
  RapportError,
} from '@rapport/sdk';
import { type Consent, consentOfProfile, isAllowed, isSuppressed } from '../../domain/consent/consent';
import { ConsentLog, type PersonLog } from '../consent/log';
import { mediaOf } from '../consent/media';
import { Topics } from '../consent/topics';
import type { ConsentRow } from '../stores/consent';
import type { SuppressionRow } from '../stores/suppressions';
import { type CampaignUse, toldUses } from '../stores/campaign-uses';
import { countWaiting, readTopics, topicsByKeys, type TopicRow } from '../stores/topics';
import { schemaFile } from './schema';

const entriesShownMax = 50;

type TopicInput = MutationInput &
  Partial<Pick<TopicRow, 'kind' | 'basis' | 'position'>> & {
    readonly key: string;
    readonly name?: unknown;
    readonly description?: unknown;
    readonly isTracked?: boolean | null;
    readonly isArchived?: boolean | null;
  };
type AddressInput = MutationInput & {
  readonly profileId: string;
  readonly medium: string;
  readonly address?: string | null;
};
type RecordInput = AddressInput & {
  readonly topic?: string | null;
  readonly decision: 'granted' | 'denied';
  readonly at?: number | null;
  readonly evidence: unknown;
};
type ProfileConsent = {
  readonly medium: string;
  readonly topic: TopicRow;
  readonly consent: Consent;
  readonly isAllowed: boolean;
  readonly entries: readonly JsonObject[];
};

export const consentGraphql: GraphqlPart = {
  typeDefs: schemaFile('consent.graphql'),
  resolvers: (core) => ({
    TopicKind: { MARKETING: 'marketing', TRANSACTIONAL: 'transactional' },
    ConsentBasis: { OPT_IN: 'opt_in', DOUBLE_OPT_IN: 'double_opt_in', OPT_OUT: 'opt_out' },
    Consent: { GRANTED: 'granted', DENIED: 'denied', UNKNOWN: 'unknown' },
    ConsentDecision: { GRANTED: 'granted', DENIED: 'denied' },
    ConsentProof: { CLAIMED: 'claimed', VERIFIED: 'verified', CONFIRMED: 'confirmed' },
    SuppressionReason: { HARD_BOUNCE: 'hard_bounce', COMPLAINT: 'complaint', MANUAL: 'manual', ERASED: 'erased' },
    Topic: topicFields(core),
    Query: {
      async topic(_root: unknown, { key }: { readonly key: string }, context: GraphqlContext) {
        context.require('outreach.read');
        return (await topicsByKeys(core.database, [key]))[0] ?? null;
      },
      async topics(_root: unknown, args: PageArguments, context: GraphqlContext) {
        context.require('outreach.read');
        const found = await readTopics(core.database);
        return listConnection(found, ({ key }) => key, args, core.settings.graphql.pageSizeMax);
      },
    },
    Mutation: { ...topicChanges(core), ...consentChanges(core) },
    Profile: profileFields(core),
  }),
};

function topicFields({ database }: Core) {
  return {
    isTracked: ({ tracking }: TopicRow) => tracking === 'on',
    waiting: ({ key }: TopicRow, _args: unknown, context: GraphqlContext) =>
      context.load<string, number>('outreach.topicsWaiting', (keys) => countWaiting(database, keys))(key),
    usedBy: ({ key }: TopicRow, _args: unknown, context: GraphqlContext) =>
      context.load<string, readonly Omit<CampaignUse, 'named' | 'isLive'>[]>('outreach.topicUses', (keys) =>
        toldUses(database, 'topic', keys),
      )(key),
  };
}

function profileFields(core: Core) {
  const log = new ConsentLog(core);
  const { pageSizeMax } = core.settings.graphql;
  const logOf = async (profile: ProfileRecord, context: GraphqlContext): Promise<PersonLog> =>
    context.load<ProfileRecord, PersonLog>('outreach.consent', async (profiles) => {
      const found = await log.of(profiles);
      return profiles.map(({ rootId }) => found.get(rootId) ?? { addresses: [], consents: [], suppressions: [] });
    })(profile);
  const topicsOf = (context: GraphqlContext): Promise<readonly TopicRow[]> =>
    context.load<string, readonly TopicRow[]>('outreach.topics', async () => [await readTopics(core.database)])('all');
  return {
    async consents(profile: ProfileRecord, args: PageArguments, context: GraphqlContext) {
      context.require('outreach.read');
      const [person, topics] = await Promise.all([logOf(profile, context), topicsOf(context)]);
      const open = topics.filter(({ archivedAt }) => archivedAt === null);
      const all = mediaOf(core.channels).flatMap((medium) =>
        open.map((topic) => profileConsent(person, medium, topic, context)),
      );
      return listConnection(all, ({ medium, topic }) => `${medium} ${topic.key}`, args, pageSizeMax);
    },
    async suppressions(profile: ProfileRecord, args: PageArguments, context: GraphqlContext) {
      context.require('outreach.read');
      const person = await logOf(profile, context);
      const shown = person.suppressions.map((one) => ({
        ...{ id: one.id, medium: one.channel, reason: one.reason, at: one.at, liftedAt: one.liftedAt },
        ...{ address: addressText(person, one, context), evidence: context.masking.evidence(one.evidence) },
      }));
      return listConnection(shown, ({ id }) => String(id), args, pageSizeMax);
    },
  };
}

function profileConsent(person: PersonLog, medium: string, topic: TopicRow, context: GraphqlContext): ProfileConsent {
  const scope = { channel: medium, topic };
  const hashes = person.addresses.filter((one) => one.medium === medium).map(({ hash }) => hash);
  const consent = consentOfProfile(person.consents, hashes, scope);
  const about = person.consents.filter(
    (one) => one.channel === medium && (one.topic === null || one.topic === topic.key),
  );
  return {
    ...{ medium, topic, consent },
    isAllowed:
      isAllowed(consent, topic) &&
      hashes.some((hash) => !isSuppressed(person.suppressions, person.consents, hash, scope)),
    entries: about.slice(0, entriesShownMax).map(({ topic: ofTopic, decision, proof, at, ...one }) => ({
      ...{ topic: ofTopic, decision, proof, at },
      ...{ address: addressText(person, one, context), evidence: context.masking.evidence(one.evidence) },
    })),
  };
}

function addressText(
  person: PersonLog,
  { address, channel }: Pick<ConsentRow | SuppressionRow, 'address' | 'channel'>,
  context: GraphqlContext,
): string {
  const known = person.addresses.find((one) => one.hash === address && one.medium === channel);
  const shown = known === undefined ? null : context.masking.trait(known.kind, known.value);
  return typeof shown === 'string' ? shown : '';
}

function topicChanges(core: Core) {
  const topics = new Topics(core);
  const mutation =
    (name: string, work: (input: TopicInput, actor: string) => Promise<string>) =>
    async (_root: unknown, { input }: { input: TopicInput }, context: GraphqlContext) => {
      context.require('outreach.write');
      await once(core, name, input, context, async () => ({ key: await work(input, context.principal.actor) }));
      const [topic = null] = await topicsByKeys(core.database, [input.key]);
      return { clientMutationId: input.clientMutationId, topic };
    };
  const tracking = ({ isTracked }: TopicInput) => (isTracked === true ? ('on' as const) : ('off' as const));
  return {
    createTopic: mutation('createTopic', (input, actor) =>
      topics.create(
        {
          ...{ key: input.key, name: input.name, description: input.description ?? {} },
          ...{ kind: input.kind ?? 'marketing', basis: input.basis ?? 'opt_in' },
          ...{ tracking: tracking(input), position: input.position ?? 0 },
        },
        actor,
      ),
    ),
    changeTopic: mutation('changeTopic', (input, actor) =>
      topics.change(
        input.key,
        {
          ...(isGiven(input.name) ? { name: input.name } : {}),
          ...(isGiven(input.description) ? { description: input.description } : {}),
          ...(isGiven(input.basis) ? { basis: input.basis } : {}),
          ...(isGiven(input.position) ? { position: input.position } : {}),
          ...(isGiven(input.isTracked) ? { tracking: tracking(input) } : {}),
          ...(isGiven(input.isArchived) ? { isArchived: input.isArchived } : {}),
        },
        actor,
      ),
    ),
    async orderTopics(
      _root: unknown,
      { input }: { input: MutationInput & { readonly keys: readonly string[] } },
      context: GraphqlContext,
    ) {
      context.require('outreach.write');
      await once(core, 'orderTopics', input, context, async () => {
        await topics.order(input.keys, context.principal.actor);
        return {};
      });
      return { clientMutationId: input.clientMutationId, topics: await readTopics(core.database) };
    },
  };
}

function consentChanges(core: Core) {
  const log = new ConsentLog(core);
  const mutation =
    <I extends AddressInput>(name: string, work: (profile: ProfileRecord, input: I, actor: string) => Promise<void>) =>
    async (_root: unknown, { input }: { input: I }, context: GraphqlContext) => {
      context.require('consent.write');
      const [profile] = await core.read.profiles.byPublicIds([publicId(input.profileId)]);
      if (!isGiven(profile)) throw new RapportError('profile_not_found');
      await once(core, name, input, context, async () => {
        await work(profile, input, context.principal.actor);
        return {};
      });
      return { clientMutationId: input.clientMutationId, profile };
    };
  return {
    recordConsent: mutation<RecordInput>('recordConsent', (profile, input, actor) => {
      const { medium, address = null, topic = null, decision, idempotencyKey } = input;
      const at = Math.min(input.at ?? core.now(), core.now());
      const evidence = { ...evidenceOf(input.evidence), recordedBy: actor };
      const key = isGiven(idempotencyKey) ? `${actor} ${idempotencyKey}` : null;
      return log.record(profile, { ...{ medium, address, topic, decision, at, evidence, key }, proof: 'verified' });
    }),
    suppress: mutation<AddressInput>('suppress', (profile, { medium, address = null }, actor) =>
      log.suppress(profile, medium, address, { recordedBy: actor }),
    ),
    liftSuppression: mutation<AddressInput>('liftSuppression', (profile, { medium, address = null }, actor) =>
      log.lift(profile, medium, address, actor),
    ),
  };
}

/** @throws bad_input */
function evidenceOf(given: unknown): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(given ?? null));
  if (isJsonObject(copy)) return copy;
  throw new RapportError('bad_input', 'Evidence is an object.');
}
