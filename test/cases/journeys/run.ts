import { readFileSync } from 'node:fs';
import { parseDuration, type Json, type JsonObject } from '@rapport/sdk';
import { parseJourney } from '../../../plugins/outreach/domain/journey/journey';
import { journeyOf, JourneyWorld } from '../../support/journeys';
import { judge, NotApplicable, type Result } from '../result';
import { type Expected, type JourneyCase, journeyCase, journeyFile, type PeerJourney } from './case';
import { entryEvent, entrySegment, lengthText, restartLength, segmentKey, toDefinition, valueOf } from './translate';

/** In the order of the file. Each journey in our definition, step by step under a moved clock. */
export async function runJourneysFile(file: string, report: (result: Result) => void): Promise<Result[]> {
  const results: Result[] = [];
  for (const one of journeyFile.parse(JSON.parse(readFileSync(file, 'utf8'))).cases) {
    const result = await judge(one, async () => differencesOf(journeyCase.parse(one)));
    report(result);
    results.push(result);
  }
  return results;
}

function differencesOf({ journey, steps, expected }: JourneyCase): string[] {
  if (expected.deliveries_listed !== undefined || expected.message_sent_event !== undefined)
    throw new NotApplicable(
      'There are no hidden messages: whatever somebody was sent is shown on his profile, with what led to it.',
    );
  if (journey === null) return rejections(steps, expected);
  const story = new Story(journey);
  steps.forEach((step) => story.happen(step));
  return story.differences(expected);
}

const begin = Date.parse('2026-11-30T08:00:00Z');

/** `1h30`, `2h10`, `5s`, `1d` in milliseconds; null: none. */
function offsetOf(text: string): number | null {
  const [, whole = '', rest] = /^(\d+[smhdw])(\d+)?$/.exec(text) ?? [];
  const length = parseDuration(whole);
  // `0h` is no length.
  if (length === null || 'months' in length) return /^0[smhdw]$/.test(whole) ? 0 : null;
  return length.milliseconds + Number(rest ?? 0) * (whole.endsWith('h') ? 60_000 : 1_000);
}

/** One journey, and a world for each user that the case names. */
class Story {
  private readonly worlds = new Map<string, JourneyWorld>();

  constructor(private readonly peer: PeerJourney) {
    this.world('');
  }

  /** `+1h Order_Purchased`, `user 1: order_id=100, mins=20`, `enter segment`, `2h10 check` ... */
  happen(step: string): void {
    const [, time, rest] = /^(?:t?\+)?(\d+[smhdw]\d*)\b\s*(.*)$/.exec(step) ?? [];
    const offset = time === undefined ? null : offsetOf(time);
    if (offset !== null) for (const world of this.worlds.values()) world.moveTo(Math.max(world.now, begin + offset));
    const [, user, ofUser] = /^user\s*(\S+):\s*(.*)$/.exec(rest ?? step) ?? [];
    this.does(this.world(user ?? ''), ofUser ?? rest ?? step);
  }

  differences(expected: Expected): string[] {
    const world = this.world('');
    const offsets = world.sent().map(({ at }) => at - begin);
    const { messages, message_context: context } = expected;
    const counts = typeof messages === 'number' ? { '': messages } : (messages ?? {});
    const effect = world.sent().at(-1)?.effect;
    const sent = effect?.kind === 'send' ? effect : null;
    return [
      ...Object.entries(counts).flatMap(([user, count]) =>
        differ(`messages ${user}`, this.world(user).sent().length, count),
      ),
      ...Object.entries(expected.messages_at ?? {}).flatMap(([time, count]) =>
        differ(`messages at ${time}`, offsets.filter((at) => at <= (offsetOf(time) ?? NaN)).length, count),
      ),
      ...differ('seconds until the message', (offsets[0] ?? NaN) / 1_000, expected.after_seconds),
      ...differ('restarts', world.runs.length > 1, expected.restarts),
      ...differ('exit', world.runs[0]?.ended?.reason === 'exit' ? world.runs[0].ended.by : null, expected.exit),
      ...differ('first event', sent?.first?.properties ?? null, context?.first_event),
      ...differ('latest event', sent?.latest?.properties ?? null, context?.latest_event),
    ];
  }

  private does(world: JourneyWorld, words: string): void {
    const segment = entrySegment(this.peer);
    if (words === '' || words === 'check') return;
    if (/in both segments/.test(words)) {
      for (const [, condition = ''] of this.peer.nodes.join('\n').matchAll(/^wait-for (.*?),/gm))
        world.turn(segmentKey(condition), true);
      return;
    }
    if (/^(leave|exit)\b/.test(words) && segment !== null) return world.turn(segment, false);
    if (/^(re-?)?enter\b/.test(words) && segment !== null) {
      world.turn(segment, false);
      return world.turn(segment, true);
    }
    if (/^finish\b/.test(words)) {
      if (segment !== null && /\b(not in|left|leaving|out of)\b/.test(words)) world.turn(segment, false);
      return finish(world);
    }
    this.event(world, words);
  }

  /** `NAME a=1, b=now+2d, trait c=2 (a remark)`: without a name it is the event by which one enters. */
  private event(world: JourneyWorld, words: string): void {
    const text = words
      .replace(/\([^)]*\)/g, '')
      .replace(/\btrait (\w+)=([^\s,]+)/g, (_, trait: string, value: string) => {
        world.traits = { ...world.traits, [trait]: timeOf(value, world.now) ?? valueOf(value) };
        return '';
      });
    const [name = ''] = /^[A-Za-z]\w*(?![\w.=])/.exec(text) ?? [];
    const entry = entryEvent(this.peer);
    const event = name === '' ? entry : name;
    if (event === null) throw new Error(`cannot read the step "${words}"`);
    const properties: JsonObject = {};
    for (const [, key = '', value = ''] of text.matchAll(/([\w.]+)=([^\s,]+)/g))
      properties[this.propertyNamed(key)] = timeOf(value, world.now) ?? valueOf(value);
    const { key } = this.peer;
    // Where a case names no key, there is one order only.
    world.event(event, { ...(key === undefined ? {} : { [key]: 'the-only-one' }), ...properties });
  }

  /** Cases shorten `late_delivery_in_mins` to `mins`, and `appointmentDate` to `date`. */
  private propertyNamed(short: string): string {
    const words = [...this.peer.nodes.join(' ').matchAll(/\w+/g)].map(([word]) => word);
    const long = words.filter((one) => one !== short && one.toLowerCase().endsWith(short.toLowerCase()));
    return words.includes(short) ? short : (long.at(-1) ?? short);
  }

  private world(user: string): JourneyWorld {
    const known = this.worlds.get(user);
    if (known !== undefined) return known;
    const made = new JourneyWorld(journeyOf(toDefinition(this.peer)), begin, { publicId: `user-${user}` });
    this.worlds.set(user, made);
    return made;
  }
}

/** Until nobody waits any more; whoever is to start again, starts. */
function finish(world: JourneyWorld): void {
  const ends = world.runs.flatMap(({ until }) => (until === null ? [] : [until]));
  world.moveTo(Math.max(world.now, ...ends) + (offsetOf(restartLength) ?? 0));
}

function timeOf(value: string, now: number): Json | null {
  const [, later] = /^now\+(\S+)$/.exec(value) ?? [];
  return later === undefined ? null : new Date(now + (offsetOf(later) ?? NaN)).toISOString();
}

function differ(what: string, is: Json, wanted: Json | undefined): string[] {
  return wanted === undefined || JSON.stringify(is) === JSON.stringify(wanted)
    ? []
    : [`${what}: ${JSON.stringify(is)}, should be ${JSON.stringify(wanted)}`];
}

/** `define delay 4m`, `define 10 branches`: what is refused when it is saved. */
function rejections(steps: readonly string[], { rejected }: Expected): string[] {
  const isRefused = (definition: Json): boolean => 'faults' in parseJourney('campaign', definition);
  const refused = steps.filter((step) => isRefused(definitionOf(step)));
  return differ('rejected', refused.length, rejected);
}

function definitionOf(step: string): Json {
  const whole = (first: JsonObject, exit: Json[] = []): Json => ({
    ...{ entry: { event: 'A' }, exit, start: 'first' },
    steps: { first, end: { kind: 'exit' } },
  });
  const [, kind, length] = /^define (delay|hold) (\S+)$/.exec(step) ?? [];
  if (kind === 'delay') return whole({ kind: 'wait', for: lengthText(length ?? ''), next: 'end' });
  if (kind === 'hold') {
    const timeout = { after: lengthText(length ?? ''), next: 'end' };
    return whole({ kind: 'wait_for', any: [{ event: 'B', next: 'end' }], timeout });
  }
  const [, count = '', what = ''] = /^define (\d+) (branches|exit events)$/.exec(step) ?? [];
  const some = Array.from({ length: Number(count) }, (_, index) => ({ event: `E${index}` }));
  if (what === 'branches')
    return whole({ kind: 'branch', when: some.map((one) => ({ ...one, next: 'end' })), otherwise: 'end' });
  if (what === 'exit events') return whole({ kind: 'wait', for: '1d', next: 'end' }, some);
  throw new Error(`cannot read the step "${step}"`);
}
