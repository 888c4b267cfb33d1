import {
  type BoundCondition,
  type ConditionKind,
  type ConditionQuery,
  type DefinitionFault,
  faultAt,
  type FaultCode,
  type FaultParameters,
  isJsonObject,
  type Json,
  type JsonObject,
  type Language,
  limits,
  type Mentions,
  type Sql,
  sql,
} from '@rapport/sdk';
import { conditionKinds } from './conditions';

/** A definition that was checked: groups of conditions. */
export type DefinitionNode =
  | { readonly group: 'all' | 'any'; readonly members: readonly DefinitionNode[]; readonly path: string }
  | { readonly group: 'not'; readonly member: DefinitionNode; readonly path: string }
  | { readonly condition: BoundCondition; readonly json: Json; readonly path: string };

export type ParsedDefinition =
  | { readonly ok: true; readonly node: DefinitionNode }
  | {
      readonly ok: false;
      readonly faults: readonly DefinitionFault[];
      /** Conditions and groups without fault, for whoever is still writing the rest. */
      readonly understood: readonly DefinitionNode[];
    };

/** Reads definitions: it knows the kinds of conditions, those of other plugins too. */
export class DefinitionReader {
  constructor(readonly kinds: readonly ConditionKind[] = conditionKinds) {}

  /** Says everything that is wrong, each with its JSON path. */
  parse(json: Json): ParsedDefinition {
    if (JSON.stringify(json).length > limits.definitionBytesMax)
      return {
        ok: false,
        faults: [faultAt('$', 'definition_too_large', { max: limits.definitionBytesMax })],
        understood: [],
      };
    const reading = new Reading(this.kinds);
    const node = reading.node(json, '$', 1);
    if (node !== null && reading.faults.length === 0) return { ok: true, node };
    return { ok: false, faults: reading.faults, understood: reading.understood };
  }
}

class Reading {
  readonly faults: DefinitionFault[] = [];
  readonly understood: DefinitionNode[] = [];
  private conditions = 0;

  constructor(private readonly kinds: readonly ConditionKind[]) {}

  node(json: Json, path: string, depth: number): DefinitionNode | null {
    const faults = this.faults.length;
    const node = this.read(json, path, depth);
    if (node !== null && this.faults.length === faults) this.understood.push(node);
    return node;
  }

  private read(json: Json, path: string, depth: number): DefinitionNode | null {
    if (!isJsonObject(json)) return this.fault(path, 'condition_no_object');
    if (depth > limits.definitionDepthMax)
      return this.fault(path, 'groups_too_deep', { max: limits.definitionDepthMax });
    const group = (['all', 'any', 'not'] as const).find((key) => Object.hasOwn(json, key));
    if (group === undefined) return this.condition(json, path);
    const other = Object.keys(json).find((key) => key !== group);
    if (other !== undefined) return this.fault(path, 'beside_group', { group, key: other });
    if (group === 'not') {
      const member = this.node(json['not'] ?? null, `${path}.not`, depth + 1);
      return member === null ? null : { group, member, path };
    }
    const list = json[group];
    if (!Array.isArray(list) || list.length === 0) return this.fault(`${path}.${group}`, 'group_empty');
    const members = list.map((one, index) => this.node(one, `${path}.${group}[${index}]`, depth + 1));
    return { group, members: members.flatMap((one) => one ?? []), path };
  }

  private condition(json: JsonObject, path: string): DefinitionNode | null {
    if (++this.conditions > limits.definitionConditionsMax)
      return this.conditions === limits.definitionConditionsMax + 1
        ? this.fault(path, 'conditions_too_many', { max: limits.definitionConditionsMax })
        : null;
    // The first one that knows a key: `periods` stands before `event`, of which it has the keys too.
    const kind = this.kinds.find((one) => [one.name, ...one.otherKeys].some((key) => Object.hasOwn(json, key)));
    if (kind === undefined) {
      const names = ['all', 'any', 'not', ...this.kinds.map((one) => one.name)].join(', ');
      return this.fault(path, 'condition_unknown', { names });
    }
    const bound = kind.bind(json);
    if ('condition' in bound) return { condition: bound.condition, json, path };
    for (const fault of bound.faults) this.faults.push({ ...fault, path: `${path}${fault.path}` });
    return null;
  }

  private fault(path: string, code: FaultCode, parameters: FaultParameters = {}): null {
    this.faults.push(faultAt(path, code, parameters));
    return null;
  }
}

/** A verdict (see `verdict` of the sdk) of the whole. */
export function verdictOf(node: DefinitionNode, query: ConditionQuery): Sql {
  if ('condition' in node) return node.condition.verdict(query);
  if (node.group === 'not') return sql`(-${verdictOf(node.member, query)})`;
  const members = node.members.map((member) => verdictOf(member, query)).reduce((list, one) => sql`${list}, ${one}`);
  return node.group === 'all' ? sql`least(${members})` : sql`greatest(${members})`;
}

/** Whether somebody without any event is out of it, for ever. */
export function needsEvents(node: DefinitionNode): boolean {
  if ('condition' in node) return node.condition.needsEvents;
  if (node.group === 'not') return false;
  return node.group === 'all' ? node.members.some(needsEvents) : node.members.every(needsEvents);
}

export function childrenOf(node: DefinitionNode): readonly DefinitionNode[] {
  if ('condition' in node) return [];
  return node.group === 'not' ? [node.member] : node.members;
}

/** The node and everything below it, each before what is in it. */
export function nodesOf(node: DefinitionNode): readonly DefinitionNode[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

export function leavesOf(node: DefinitionNode): readonly Extract<DefinitionNode, { condition: unknown }>[] {
  return nodesOf(node).flatMap((one) => ('condition' in one ? [one] : []));
}

/** Everything that can change its truth, besides time and merges. */
export function mentionsOf(node: DefinitionNode): Required<Mentions> {
  const all = leavesOf(node).map(({ condition }) => condition.mentions);
  const texts = (of: (one: Mentions) => readonly string[] | undefined): string[] => [
    ...new Set(all.flatMap((one) => of(one) ?? [])),
  ];
  return {
    events: all.flatMap((one) => one.events ?? []),
    traits: texts((one) => one.traits),
    segments: texts((one) => one.segments),
    computed: texts((one) => one.computed),
    conversations: all.some((one) => one.conversations === true),
    facts: texts((one) => one.facts),
  };
}

/** The whole definition as a sentence for people. */
export function sentenceOf(node: DefinitionNode, language: Language): string {
  const sentence = inner(node, language, true);
  return language === 'en' ? `Everybody for whom it is true that ${sentence}.` : `满足以下条件的客户：${sentence}。`;
}

/** One condition or group, to stand in a sentence. */
export function clauseOf(node: DefinitionNode, language: Language): string {
  return inner(node, language, true);
}

function inner(node: DefinitionNode, language: Language, isWhole = false): string {
  const en = language === 'en';
  if ('condition' in node) return node.condition.sentence(language);
  if (node.group === 'not')
    return en ? `not (${inner(node.member, language)})` : `并非（${inner(node.member, language)}）`;
  const words = { all: en ? ', and ' : '，并且', any: en ? ', or ' : '，或者' }[node.group];
  const joined = node.members.map((member) => inner(member, language)).join(words);
  return isWhole || node.members.length === 1 ? joined : en ? `(${joined})` : `（${joined}）`;
}
