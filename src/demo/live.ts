import type { DemoCall } from './call';
import { day, minute } from './clock';
import { callsBetween, inSpan, type Company } from './company';
import type { Ledger, LedgerState } from './ledger';
import { scene, sceneNumber } from './scenes';
import type { Clients } from './send';

/** So far ahead it is known what will happen. */
const horizon = 10 * minute;
/** Scenes that began so long ago are still going on when the demo starts. */
const warmUp = 4 * minute;
/** So many calls are no news any more, but history. */
const historyCalls = 200;
/** Orders of a scene so long ago are delivered, sent back and reviewed. */
const aftermath = 40 * day;

type Scenes = LedgerState['scenes'];

/** All that happens to the company, the played scenes too: after `from`, until `to`, in the order of time. */
export function happenings(company: Company, scenes: Scenes, from: number, to: number): DemoCall[] {
  const calls = callsBetween(company, from, to);
  const oldest = sceneNumber(from - aftermath);
  for (const range of scenes) {
    const end = Math.min(range.to, sceneNumber(to) + 1);
    for (let number = Math.max(range.from, oldest); number < end; number++) calls.push(...scene(company, number));
  }
  return inSpan(calls, from, to);
}

/** Scenes begin to be played: those that are going on right now, too. */
export function openScenes(scenes: Scenes, now: number): Scenes {
  const last = scenes.at(-1)?.to ?? 0;
  const from = Math.max(last, sceneNumber(now - warmUp));
  return [
    ...scenes.filter(({ to }) => to >= sceneNumber(now - aftermath)),
    { from, to: Math.max(from, sceneNumber(now)) },
  ];
}

export type LiveOptions = {
  readonly company: Company;
  readonly ledger: Ledger;
  readonly clients: Clients;
  readonly signal: AbortSignal;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Some time, about a second: so exact are the events. */
  readonly pause: () => Promise<void>;
};

/** Sends what happens when it happens, from where the ledger ends, until the signal. */
export async function stayAlive(options: LiveOptions): Promise<void> {
  const { company, ledger, clients, signal, pause } = options;
  let knownTo = ledger.state.sentTo;
  let coming: DemoCall[] = [];
  while (!signal.aborted) {
    const now = options.now();
    const { scenes } = ledger.state;
    if (knownTo < now) {
      // After a night's sleep of the machine the shop wakes up, too: no scenes were played.
      const isLate = now - knownTo > warmUp;
      const open = isLate ? openScenes(scenes, now) : scenes;
      if (isLate) await ledger.save(now, { scenes: open });
      coming.push(...happenings(company, unending(open), knownTo, now + horizon));
      knownTo = now + horizon;
    }
    const next = coming.findIndex(({ at }) => at > now);
    const due = coming.slice(0, next === -1 ? coming.length : next);
    coming = coming.slice(due.length);
    if (due.length > 0) {
      await ledger.save(now, { sendingTo: now, scenes: playedTo(ledger.state.scenes, sceneNumber(now) + 1) });
      await (due.length > historyCalls ? clients.sendHistory(due) : clients.sendNow(due));
      await ledger.save(now, { sentTo: now });
    }
    await pause();
  }
}

function unending(scenes: Scenes): Scenes {
  return playedTo(scenes, Infinity);
}

function playedTo(scenes: Scenes, to: number): Scenes {
  return scenes.map((range, index) => (index === scenes.length - 1 ? { ...range, to } : range));
}
