import { type Json, type JsonObject, parseDuration } from '@rapport/sdk';
import type { Expected, PeerJourney } from './case';
import type { Seen, Stage } from './stage';
import { awaitedConditions, entryEvent, entrySegment, restartLength, segmentKey, valueOf } from './translate';

/** `1h30`, `2h10`, `5s`, `1d` in milliseconds; null: none. */
function offsetOf(text: string): number | null {
  const [, whole = '', rest] = /^(\d+[smhdw])(\d+)?$/.exec(text) ?? [];
  const length = parseDuration(whole);
  // `0h` is no length.
  if (length === null || 'months' in length) return /^0[smhdw]$/.test(whole) ? 0 : null;
  return length.milliseconds + Number(rest ?? 0) * (whole.endsWith('h') ? 60_000 : 1_000);
}

/** The steps of a case, played on a stage. */
export class Story {
  private readonly users = new Set(['']);
  private readonly begin: number;

  constructor(
    private readonly peer: PeerJourney,
    private readonly stage: Stage,
  ) {
    this.begin = stage.now;
  }

  /** `+1h Order_Purchased`, `user 1: order_id=100, mins=20`, `enter segment`, `2h10 check` ... */
  async happen(step: string): Promise<void> {
    const [, time, rest] = /^(?:t?\+)?(\d+[smhdw]\d*)\b\s*(.*)$/.exec(step) ?? [];
    const offset = time === undefined ? null : offsetOf(time);
    if (offset !== null) await this.stage.moveTo(Math.max(this.stage.now, this.begin + offset));
    const [, user = '', ofUser] = /^user\s*(\S+):\s*(.*)$/.exec(rest ?? step) ?? [];
    this.users.add(user);
    await this.does(user, ofUser ?? rest ?? step);
  }

  /** Of each user by name. */
  async seen(): Promise<ReadonlyMap<string, Seen>> {
    const seen = new Map<string, Seen>();
    for (const user of this.users) seen.set(user, await this.stage.seen(user));
    return seen;
  }

  async differences(expected: Expected): Promise<string[]> {
    const seen = await this.seen();
    const { messages: sent, runs } = seen.get('') ?? { messages: [], runs: [] };
    const offsets = sent.map(({ at }) => at - this.begin);
    const { messages, message_context: context } = expected;
    const counts = typeof messages === 'number' ? { '': messages } : (messages ?? {});
    const last = sent.at(-1);
    return [
      ...Object.entries(counts).flatMap(([user, count]) =>
        differ(`messages ${user}`, seen.get(user)?.messages.length ?? null, count),
      ),
      ...Object.entries(expected.messages_at ?? {}).flatMap(([time, count]) =>
        differ(`messages at ${time}`, offsets.filter((at) => at <= (offsetOf(time) ?? NaN)).length, count),
      ),
      ...differ('seconds until the message', (offsets[0] ?? NaN) / 1_000, expected.after_seconds),
      ...differ('restarts', runs.length > 1, expected.restarts),
      ...differ('exit', runs[0]?.ended?.reason === 'exit' ? runs[0].ended.by : null, expected.exit),
      ...differ('first event', last?.first ?? null, context?.first_event),
      ...differ('latest event', last?.latest ?? null, context?.latest_event),
    ];
  }

  private async does(user: string, words: string): Promise<void> {
    const segment = entrySegment(this.peer);
    if (words === '' || words === 'check') return;
    const awaited = awaitedConditions(this.peer);
    // `trait2=value2` comes to hold, or stands in the words for its segment.
    const named = awaited.filter((condition) => words.includes(condition));
    const isOfAll = /in both segments|(in|enters?|into) the (awaited|other|second) segment/.test(words);
    if (named.length > 0 || isOfAll) {
      const isOut = /\b(leaves?|not in|out of)\b/.test(words);
      for (const one of isOfAll ? awaited : named) await this.stage.turn(user, segmentKey(one), !isOut);
      return;
    }
    if (/^(leave|exit)\b/.test(words) && segment !== null) return this.stage.turn(user, segment, false);
    if (/^(re-?)?enter\b/.test(words) && segment !== null) {
      await this.stage.turn(user, segment, false);
      return this.stage.turn(user, segment, true);
    }
    if (/^finish\b/.test(words)) {
      if (segment !== null && /\b(not in|left|leaving|out of)\b/.test(words))
        await this.stage.turn(user, segment, false);
      return this.finish(user);
    }
    await this.event(user, words);
  }

  /** `NAME a=1, b=now+2d, trait c=2 (a remark)`: without a name it is the event by which one enters. */
  private async event(user: string, words: string): Promise<void> {
    const { now } = this.stage;
    const traits: JsonObject = {};
    const text = words
      .replace(/\([^)]*\)/g, '')
      .replace(/\btrait (\w+)=([^\s,]+)/g, (_, trait: string, value: string) => {
        traits[trait] = timeOf(value, now) ?? valueOf(value);
        return '';
      });
    if (Object.keys(traits).length > 0) await this.stage.traits(user, traits);
    const [name = ''] = /^[A-Za-z]\w*(?![\w.=])/.exec(text) ?? [];
    const event = name === '' ? entryEvent(this.peer) : name;
    if (event === null) throw new Error(`cannot read the step "${words}"`);
    const properties: JsonObject = {};
    for (const [, key = '', value = ''] of text.matchAll(/([\w.]+)=([^\s,]+)/g))
      properties[this.propertyNamed(key)] = timeOf(value, now) ?? valueOf(value);
    const { key } = this.peer;
    // Where a case names no key, there is one order only.
    await this.stage.event(user, event, { ...(key === undefined ? {} : { [key]: 'the-only-one' }), ...properties });
  }

  /** Until he does not wait any more; whoever is to start again, starts. */
  private async finish(user: string): Promise<void> {
    const ends = (await this.stage.seen(user)).runs.flatMap(({ until }) => (until === null ? [] : [until]));
    await this.stage.moveTo(Math.max(this.stage.now, ...ends) + (offsetOf(restartLength) ?? 0));
  }

  /** Cases shorten `late_delivery_in_mins` to `mins`, and `appointmentDate` to `date`. */
  private propertyNamed(short: string): string {
    const words = [...this.peer.nodes.join(' ').matchAll(/\w+/g)].map(([word]) => word);
    const long = words.filter((one) => one !== short && one.toLowerCase().endsWith(short.toLowerCase()));
    return words.includes(short) ? short : (long.at(-1) ?? short);
  }
}

function timeOf(value: string, now: number): Json | null {
  const [, later] = /^now\+(\S+)$/.exec(value) ?? [];
  return later === undefined ? null : new Date(now + (offsetOf(later) ?? NaN)).toISOString();
}

export function differ(what: string, is: Json, wanted: Json | undefined): string[] {
  return wanted === undefined || JSON.stringify(is) === JSON.stringify(wanted)
    ? []
    : [`${what}: ${JSON.stringify(is)}, should be ${JSON.stringify(wanted)}`];
}
