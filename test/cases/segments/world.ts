import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '@rapport/sdk';
import { type ComputedDefinition, parseComputed } from '../../../plugins/segments/domain/computed';
import type { DefinitionNode } from '../../../plugins/segments/domain/definition';
import {
  compile,
  compileComputed,
  type ComputedRow,
  readVerdict,
  type VerdictRow,
} from '../../../plugins/segments/server/compile/compile';
import type { CaseDatabases } from '../databases';
import type { TestDatabase } from '../../support/database';
import { basicAuthorization, postJson, startDoor, type TestDoor } from '../../support/door';
import { createTestHouse } from '../../support/house';
import { parsedComputed, reader, readEventNames, run, surroundingsOf } from '../../support/segments';

/** When a case begins. */
export const begin = Date.parse('2024-01-15T12:00:00Z');

type Members = Readonly<Record<string, { readonly in: readonly string[]; readonly out: readonly string[] }>>;

/** A Rapport behind its real door, whose clock the case moves. */
export class SegmentWorld {
  now = begin;
  /** null: the definition was refused. */
  readonly segments = new Map<string, DefinitionNode | null>();
  /** What each is worth in a plan of points. */
  readonly points = new Map<string, number>();
  readonly traits = new Map<string, JsonObject | 'id'>();
  private received = 0;

  private constructor(
    private readonly databases: CaseDatabases,
    private readonly database: TestDatabase,
    private readonly door: TestDoor,
    private readonly clock: { now: number },
  ) {}

  static async open(databases: CaseDatabases): Promise<SegmentWorld> {
    const database = await databases.borrow();
    const clock = { now: begin };
    const { core } = createTestHouse(database, () => clock.now);
    return new SegmentWorld(databases, database, await startDoor({ ingest: core.ingest, now: () => clock.now }), clock);
  }

  async close(): Promise<void> {
    await this.door.close();
    await this.databases.giveBack(this.database);
  }

  /** Received at its own time unless something else is said. Of two at the same time the later one wins. */
  async receive(call: Json, receivedAt?: string): Promise<void> {
    const event = typeof call === 'object' && call !== null && !Array.isArray(call) ? call : null;
    const at = receivedAt ?? event?.['timestamp'];
    this.clock.now = typeof at === 'string' ? Date.parse(at) : this.now;
    const messageId = `m-${String(++this.received).padStart(4, '0')}`;
    await postJson(
      this.door.url,
      '/v1/batch',
      { batch: [event === null ? call : { messageId, ...event }] },
      {
        authorization: basicAuthorization('SERVERKEY'),
      },
    );
  }

  async differences(now: number, members: Members, traits: Readonly<Record<string, JsonObject>>): Promise<string[]> {
    const roots = await this.roots();
    const wrong: string[] = [];
    for (const [name, expected] of Object.entries(members)) {
      const inside = await this.membersOf(name, now);
      for (const user of expected.in)
        if (!inside.has(roots.get(user) ?? -1)) wrong.push(`${user} should be in ${name}`);
      for (const user of expected.out)
        if (inside.has(roots.get(user) ?? -1)) wrong.push(`${user} should not be in ${name}`);
    }
    for (const [user, expected] of Object.entries(traits))
      wrong.push(...(await this.traitDifferences(user, roots.get(user), expected, now)));
    return wrong;
  }

  /** By everyone and by the list of all, which must be the same. */
  private async membersOf(name: string, now: number): Promise<Set<number>> {
    const node = this.segments.get(name);
    if (node === undefined) throw new Error(`there is no segment ${name}`);
    if (node === null) return new Set();
    const names = await readEventNames(this.database.pool);
    const roots = [...(await this.roots()).values()];
    const [all, some] = await Promise.all(
      (['everyone', { roots }] as const).map(async (scope) => {
        const rows = await run<VerdictRow>(this.database.pool, compile([node], surroundingsOf(scope, now, names)));
        return rows.filter((row) => readVerdict(row.verdicts[0] ?? -1).member).map((row) => row.root);
      }),
    );
    if (!isDeepStrictEqual(all?.sort(), some?.sort())) throw new Error(`${name} differs for everyone and for each`);
    return new Set(all);
  }

  private async traitDifferences(
    user: string,
    root: number | undefined,
    expected: JsonObject,
    now: number,
  ): Promise<string[]> {
    const wrong: string[] = [];
    const names = new Set([...this.traits.keys(), ...Object.keys(expected)]);
    for (const name of names) {
      const definition = name === 'id' ? 'id' : (this.traits.get(name) ?? 'id');
      const value = definition === 'id' ? user : await this.computed(definition, root ?? -1, now);
      if (name === 'id' && root === undefined) wrong.push(`nobody is called ${user}`);
      const should = definition === 'id' ? user : (expected[name] ?? null);
      if (!isDeepStrictEqual(value, should)) wrong.push(`${name} of ${user} is ${JSON.stringify(value)}`);
    }
    return wrong;
  }

  /** null: no value, or the definition was refused. */
  private async computed(definition: JsonObject, root: number, now: number): Promise<Json> {
    const parsed = parseComputed(definition, reader);
    return 'faults' in parsed ? null : this.valueOf(parsed.computed, root, now);
  }

  private async valueOf(computed: ComputedDefinition, root: number, now: number): Promise<Json> {
    const surroundings = surroundingsOf({ roots: [root] }, now, await readEventNames(this.database.pool));
    const [row] = await run<ComputedRow>(this.database.pool, compileComputed([computed], surroundings));
    return row?.values[0] ?? null;
  }

  /** A plan of points: what its segments are worth together. No score is 0 points. */
  async scoreDifferences(scores: Readonly<Record<string, number | null>>): Promise<string[]> {
    const definition = this.score();
    const roots = await this.roots();
    const wrong: string[] = [];
    for (const [user, expected] of Object.entries(scores)) {
      const value = await this.valueOf(definition, roots.get(user) ?? -1, this.now);
      if (value !== (expected ?? 0)) wrong.push(`the score of ${user} is ${JSON.stringify(value)}`);
    }
    return wrong;
  }

  private score(): ComputedDefinition {
    const lines = [...this.points].map(([name, points]) => {
      const node = this.segments.get(name);
      if (node === undefined || node === null || !('json' in node)) throw new Error('points for one condition each');
      return { points, when: node.json };
    });
    return parsedComputed({ score: lines });
  }

  private async roots(): Promise<Map<string, number>> {
    const rows = await run<{ value: string; root: number }>(this.database.pool, {
      text: `select i.value, p.root_id as root from identifier i join identifier_kind k on k.id = i.kind_id
        join profile p on p.id = i.profile_id where k.name = 'user_id'`,
      values: [],
    });
    return new Map(rows.map((row) => [row.value, row.root]));
  }
}
