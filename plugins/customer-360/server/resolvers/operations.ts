import { describeFinding } from '@rapport/sdk';
import type { HealthChecks, HealthReport, RetentionRunRecord, StorageReport, WelcomeStep } from '@rapport/sdk';
import type { RequestContext } from '../context';
import { given, storable } from './load';
import { once } from './mutation';
import type { Input } from './mutation';

type RuleInput = Input & { readonly name?: string | null; readonly days?: number | null };
type Payload = { readonly clientMutationId: string | null | undefined };

const levels = ['serious', 'advice', 'ok'] as const;
const iso = (time: number): string => new Date(time).toISOString();

function nameOf({ name }: RuleInput): string | null {
  const text = given(name);
  return text === undefined ? null : storable(text);
}

async function welcome(context: RequestContext): Promise<Record<WelcomeStep, boolean>> {
  const done = await context.core.operations.welcome();
  return {
    source: done.has('source'),
    event: done.has('event'),
    colleague: done.has('colleague'),
    customer: done.has('customer'),
  };
}

/** What operators ask; lists are JSON, because nobody pages through them. */
export const operationsResolvers = {
  Query: {
    health(_root: unknown, _args: unknown, context: RequestContext): Promise<HealthReport> {
      context.require('operations.read');
      return context.core.operations.health();
    },
    checks(_root: unknown, _args: unknown, context: RequestContext): Promise<HealthChecks> {
      context.require('operations.read');
      return context.core.operations.checks();
    },
    storage(_root: unknown, _args: unknown, context: RequestContext): Promise<StorageReport> {
      context.require('operations.read');
      return context.core.operations.storage();
    },
    retention(_root: unknown, _args: unknown, context: RequestContext): object {
      context.require('operations.read');
      return {};
    },
    retentionPreview(
      _root: unknown,
      { remove, ...rule }: RuleInput & { readonly remove?: boolean | null },
      context: RequestContext,
    ) {
      context.require('operations.read');
      const change = { name: nameOf(rule), ...(remove === true ? {} : { days: rule.days ?? null }) };
      return context.core.operations.retention.preview(change);
    },
    welcome(_root: unknown, _args: unknown, context: RequestContext) {
      context.require('operations.read');
      return welcome(context);
    },
  },

  Mutation: {
    async setRetention(_root: unknown, { input }: { input: RuleInput }, context: RequestContext): Promise<Payload> {
      context.require('operations.write');
      const rule = { name: nameOf(input), days: input.days ?? null };
      await once('setRetention', input, rule, context, async () => {
        await context.core.operations.retention.set(rule, context.principal.actor);
        return {};
      });
      return { clientMutationId: input.clientMutationId };
    },
    async removeRetention(_root: unknown, { input }: { input: RuleInput }, context: RequestContext): Promise<Payload> {
      context.require('operations.write');
      const name = nameOf(input);
      await once('removeRetention', input, name, context, async () => {
        await context.core.operations.retention.remove(name);
        return {};
      });
      return { clientMutationId: input.clientMutationId };
    },
    async completeWelcome(_root: unknown, { input }: { input: Input }, context: RequestContext): Promise<Payload> {
      context.require('profile.read');
      await context.core.operations.sawCustomer();
      return { clientMutationId: input.clientMutationId };
    },
  },

  Health: {
    minutes: ({ minutes }: HealthReport) => minutes.map((minute) => ({ ...minute, at: iso(minute.at) })),
    unnumberedCommits: ({ lag }: HealthReport) => lag.unnumberedCommits,
    unnumberedSeconds: ({ lag }: HealthReport) => lag.unnumberedSeconds,
    workSeconds: ({ lag }: HealthReport) => lag.workSeconds,
    unfinished: ({ unfinished }: HealthReport) => unfinished.map(({ kind, since }) => ({ kind, since: iso(since) })),
    nodes: ({ nodes }: HealthReport) =>
      nodes.map((node) => ({ ...node, startedAt: iso(node.startedAt), beatAt: iso(node.beatAt) })),
    serverVersion: ({ server }: HealthReport) => server.version,
    embedded: ({ server }: HealthReport) => server.embedded,
  },
  Checks: {
    findings: ({ findings }: HealthChecks) =>
      findings.map((finding) => ({ ...finding, ...describeFinding(finding, 'en') })),
    level: ({ findings }: HealthChecks) =>
      levels.find((level) => findings.some((finding) => finding.level === level)) ?? 'ok',
  },
  StorageReport: { summary: (report: StorageReport) => report },
  Retention: {
    async rules(_retention: unknown, _args: unknown, { core }: RequestContext) {
      const rules = await core.operations.retention.rules();
      const names = await core.auth.names(rules.map(({ actor }) => actor));
      return rules.map((rule) => ({
        ...rule,
        actorName: names.get(rule.actor) ?? null,
        changedAt: iso(rule.changedAt),
      }));
    },
    preview: (_retention: unknown, _args: unknown, { core }: RequestContext) => core.operations.retention.preview(),
    lastRun: async (
      _retention: unknown,
      _args: unknown,
      { core }: RequestContext,
    ): Promise<RetentionRunRecord | null> => (await core.operations.retention.runs(1))[0] ?? null,
  },
  RetentionPayload: { retention: () => ({}) },
  WelcomePayload: { welcome: (_payload: unknown, _args: unknown, context: RequestContext) => welcome(context) },
};
