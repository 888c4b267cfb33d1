import type { Json, JsonObject } from '@rapport/sdk';
import type { PeerJourney } from './case';

/** `trait1=value1` is a segment of ours, whose key is made of its letters. */
export const segmentKey = (condition: string): string =>
  condition
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');

/** Who has this trait is in the segment. */
export type CaseSegment = { readonly trait: string; readonly value: Json };

/** All that a journey names, by key. */
export function segmentsOf(peer: PeerJourney): ReadonlyMap<string, CaseSegment> {
  const [, entry = null] = /^segment\b\s*(.*)$/.exec(peer.entry) ?? [];
  const awaited = awaitedConditions(peer).map((condition) => [segmentKey(condition), segmentFrom(condition)] as const);
  return new Map([
    ...awaited,
    ...(entry === null ? [] : [[segmentKey(entry === '' ? 'entry' : entry), segmentFrom(entry)] as const]),
  ]);
}

/** `trait1=value1`, or nothing: somebody is in it, whyever. */
function segmentFrom(condition: string): CaseSegment {
  const [, trait, value] = /^(\w+)=(\S+)$/.exec(condition) ?? [];
  if (trait !== undefined && value !== undefined) return { trait, value: valueOf(value) };
  if (condition === '') return { trait: 'isIn', value: true };
  throw new Error(`cannot read the condition "${condition}"`);
}

export const awaitedConditions = ({ nodes }: PeerJourney): string[] =>
  [...nodes.join('\n').matchAll(/^wait-for (.*?),/gm)].map(([, condition = '']) => condition);

/** `2h`, `1 day`, `30m` as our definitions write them. */
export function lengthText(words: string): string {
  const [, count = '', unit = ''] = /^(\d+)\s*([a-z])/i.exec(words.trim()) ?? [];
  if (unit === '') throw new Error(`not a length of time: ${words}`);
  return `${count}${unit.toLowerCase()}`;
}

/** The segment by which one enters, or null. */
export function entrySegment({ entry }: PeerJourney): string | null {
  const [, condition] = /^segment\b\s*(.*)$/.exec(entry) ?? [];
  return condition === undefined ? null : segmentKey(condition === '' ? 'entry' : condition);
}

export function entryEvent({ entry }: PeerJourney): string | null {
  return /^event\s+(\S+)/.exec(entry)?.[1] ?? null;
}

/** Dittofeed starts again as soon as a run has ended; ours rests for the shortest wait that there is. */
export const restartLength = '5m';

export function toDefinition(peer: PeerJourney): Json {
  const segment = entrySegment(peer);
  const { canRunMultiple, reEnter, key } = peer;
  const nodes = peer.nodes.at(-1) === 'exit' ? peer.nodes.slice(0, -1) : peer.nodes;
  const steps: JsonObject = { end: { kind: 'exit' } };
  nodes.forEach((node, index) => {
    const alternatives = node.split('|').map((one) => one.trim());
    const next = index + 1 < nodes.length ? `s${index + 1}` : 'end';
    alternatives.forEach((one, place) => {
      steps[stepName(index, place)] = toStep(one, next, index + 1);
    });
  });
  return {
    entry:
      segment === null
        ? { event: entryEvent(peer) ?? '', ...(key === undefined ? {} : { key }) }
        : { segment, ...(reEnter === true ? { again: restartLength } : {}) },
    enters: canRunMultiple === undefined ? 'once_at_a_time' : canRunMultiple ? 'every_time' : 'once',
    exit: peer.exit_rules.map(toSelector),
    start: 's0',
    steps,
  };
}

/** Of a node with alternatives (`message | exit`) the second and later ones have names of their own. */
const stepName = (index: number, place: number): string => (place === 0 ? `s${index}` : `s${index}-${place}`);

/** `Subscription_Cancelled where reason=churn` */
function toSelector(rule: string): JsonObject {
  const [event = '', condition] = rule.split(/\s+where\s+/);
  if (condition === undefined) return { event: event.trim() };
  const [property = '', value = ''] = condition.split('=').map((one) => one.trim());
  return { event: event.trim(), where: [{ property, op: 'eq', value }] };
}

function toStep(node: string, next: string, following: number): JsonObject {
  const after = (words: string): string => (/\bexit\b/.test(words) ? 'end' : next);
  if (node === 'exit') return { kind: 'exit' };
  if (/^message\b/.test(node)) return { kind: 'send', channel: 'email', template: 'message', topic: 'topic', next };

  const [, length, side, sources] = /^delay until (?:(.*?) (before|after) )?(.*\b(?:trait|event) .*)$/.exec(node) ?? [];
  if (sources !== undefined) {
    const of = [...sources.matchAll(/(trait|event) (\w+)/g)].map(([, kind = '', name = '']): JsonObject => ({
      [kind]: name,
    }));
    return { kind: 'wait', date: { of, ...(length === undefined ? {} : { [side ?? '']: lengthText(length) }) }, next };
  }
  const [, delay] = /^delay (.*)$/.exec(node) ?? [];
  if (delay !== undefined) return { kind: 'wait', for: lengthText(delay), next };

  const [, condition, timeout, way] = /^wait-for (.*?), timeout (\S+)(?:\s*->\s*(.*))?$/.exec(node) ?? [];
  if (condition !== undefined && timeout !== undefined)
    return {
      kind: 'wait_for',
      any: [{ segment: segmentKey(condition), next }],
      timeout: { after: lengthText(timeout), next: after(way ?? '') },
    };

  const [, max, late] = /^hold until .* max (\S+)(?:\s*->\s*(.*))?$/.exec(node) ?? [];
  if (max !== undefined) {
    const any = [...node.matchAll(/\[([^:\]]+)(?::\s*([^\]]*))?\]/g)].map(([, event = '', does = '']): JsonObject =>
      /restart/.test(does) ? { ...toSelector(event), restart: true } : { ...toSelector(event), next: after(does) },
    );
    return { kind: 'wait_for', any, timeout: { after: lengthText(max), next: after(late ?? '') } };
  }

  const [, event, property, sign, value] =
    /^split: .*performed (\S+)(?: with (\S+) (>=|<=|>|<|=) (\S+))?$/.exec(node) ?? [];
  if (event !== undefined) {
    const ops: Record<string, string> = { '>=': 'gte', '<=': 'lte', '>': 'gt', '<': 'lt', '=': 'eq' };
    const where: JsonObject =
      property === undefined ? {} : { where: [{ property, op: ops[sign ?? ''] ?? '', value: valueOf(value ?? '') }] };
    return { kind: 'branch', when: [{ event, ...where, next }], otherwise: stepName(following, 1) };
  }
  throw new Error(`cannot read the node "${node}"`);
}

export const valueOf = (text: string): Json => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text);
