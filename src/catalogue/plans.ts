import {
  limits,
  RapportError,
  type JsonObject,
  type PlanTrial,
  type PlanViolation,
  type TrackingPlans,
} from '@rapport/sdk';
import type pg from 'pg';
import { compilePlan } from '../domain/tracking-plan/validator';
import { inTransaction } from '../postgres/pool';
import type { Dictionaries } from '../store/dictionaries';
import { countViolations, forgetViolations, listViolations } from '../store/plan-violations';
import { newestProperties } from '../store/read-models/catalogue';
import { appendPlan, currentPlans, planVersion, planVersions } from '../store/tracking-plans';

export type PlanAdminOptions = {
  readonly pool: pg.Pool;
  readonly readPool: pg.Pool;
  readonly dictionaries: Dictionaries;
  readonly now: () => number;
  /** After a change: this process knows it before the command is answered, the others are woken. */
  readonly changed: () => Promise<void>;
};

/** Tracking plans as their authors read and change them. */
export function createPlanAdmin(options: PlanAdminOptions): TrackingPlans {
  const { pool, readPool, dictionaries, now, changed } = options;

  const append: TrackingPlans['save'] = async (nameId, { mode, schema }, expected, actor) => {
    const version = await inTransaction(pool, async (client) => {
      const made = await appendPlan(client, { nameId, mode, schema, actor, at: now() }, expected);
      await forgetViolations(client, nameId, made - limits.trackingPlanVersionsMax);
      return made;
    });
    await changed();
    return { version };
  };

  return {
    current: (nameIds) => currentPlans(readPool, nameIds),
    versions: (nameId, request) => planVersions(readPool, nameId, request),
    violations: (nameId, version) => listViolations(readPool, nameId, version),
    violationCounts: (nameIds) => countViolations(readPool, nameIds),
    tryOut: async (nameId, schema) => tryOut(schema, await newestProperties(readPool, nameId)),
    async nameFor(type, name) {
      if (name.length > limits.eventNameCharsMax) throw new RapportError('event_name_too_long');
      if (type === 'track' && name.trim() === '') throw new RapportError('event_name_missing');
      await dictionaries.ensure({ sources: [], kinds: [], names: [{ type, name }], at: now() });
      const id = dictionaries.nameId(type, name);
      if (id === undefined) throw new RapportError('event_names_exhausted');
      return id;
    },
    async save(nameId, plan, expected, actor) {
      const compiled = compilePlan(plan.schema);
      if ('problems' in compiled) {
        const [first] = compiled.problems;
        throw new RapportError('plan_invalid', first === undefined ? undefined : `${first.path}: ${first.message}`);
      }
      return append(nameId, plan, expected, actor);
    },
    async restore(nameId, version, expected, actor) {
      const plan = await planVersion(pool, nameId, version);
      if (plan === null) throw new RapportError('plan_version_not_found');
      return append(nameId, plan, expected, actor);
    },
  };
}

function tryOut(schema: JsonObject, events: readonly JsonObject[]): PlanTrial {
  const compiled = compilePlan(schema);
  if ('problems' in compiled) return { problems: compiled.problems, events: 0, fitting: 0, violations: [] };
  const counts = new Map<string, PlanViolation & { count: number }>();
  let fitting = 0;
  for (const properties of events) {
    const violations = compiled.validate(properties);
    if (violations.length === 0) fitting++;
    for (const violation of violations) {
      const key = `${violation.path}\n${violation.reason}\n${violation.message}`;
      const known = counts.get(key);
      if (known === undefined) counts.set(key, { ...violation, count: 1 });
      else known.count++;
    }
  }
  const violations = [...counts.values()].sort((a, b) => b.count - a.count).slice(0, limits.planViolationsMax);
  return { problems: [], events: events.length, fitting, violations };
}
