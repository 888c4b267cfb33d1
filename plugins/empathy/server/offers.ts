import type { JsonObject } from '@rapport/sdk';
import { RapportError } from '@rapport/sdk';
import type { Tone } from '@rapport/sdk/words';
import { rankScripts } from '../domain/words/choose';
import type { RankedScript, ScriptOutcomes } from '../domain/words/choose';
import { composeScript } from '../domain/words/compose';
import { customerView } from '../domain/words/customer-view';
import type { SituationOfWords } from '../domain/words/current-situation';
import { scriptFaults } from '../domain/words/faults';
import { greetingOf } from '../domain/words/greeting';
import type { Greeting } from '../domain/words/greeting';
import type { Script } from '../domain/words/script';
import type { TemplateView } from '../domain/words/view';
import { scriptLibrary } from './scripts';

/** A situation in which a customer is, with the facts of which its scripts speak. */
export type SituationWithFacts = SituationOfWords & { readonly facts: JsonObject };

/** To whom something is said, and what is known when it is said. */
export type Addressed = {
  /** As the reader may see them. */
  readonly traits: JsonObject;
  readonly conversation: TemplateView['conversation'];
  readonly agent?: TemplateView['agent'];
  readonly computed?: JsonObject;
  /** The gravest first. */
  readonly situations: readonly SituationWithFacts[];
  /** By key of the script. */
  readonly outcomes: ReadonlyMap<string, ScriptOutcomes>;
  readonly channel: string | null;
  readonly locale: string;
  readonly tone: Tone | null;
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly now: number;
};
export type OfferedScript = RankedScript & { readonly text: string };

/** The best fitting scripts, as they read for this customer. @param words that a script has to hold; '' for all */
export async function scriptsFor(to: Addressed, count: number, words = ''): Promise<readonly OfferedScript[]> {
  const found = (await scriptLibrary.published()).filter((script) => holdsWords(script, words));
  const offers: OfferedScript[] = [];
  for (const offer of rankScripts(found, to)) {
    if (offers.length === count) break;
    const own = to.situations.find(({ key }) => offer.script.situations.includes(key)) ?? to.situations[0];
    const text = textOf(offer.script, viewOf(to, own), to);
    if (text !== null) offers.push({ ...offer, text });
  }
  return offers;
}

/** Null where it cannot be used: what came past the content manager was not checked, and one of it must not hide the others. */
function textOf(script: Script, view: TemplateView, to: Addressed): string | null {
  try {
    return composeScript(script, view, optionsOf(to)).text;
  } catch (error) {
    if (error instanceof RapportError) return null;
    throw error;
  }
}

/** How to greet him now: with what the best script says of the gravest situation. */
export async function greetingFor(to: Addressed): Promise<Greeting> {
  const [situation] = to.situations;
  const best = rankScripts(await scriptLibrary.published(), to).find(
    ({ script }) =>
      situation !== undefined && script.situations.includes(situation.key) && scriptFaults(script.opening).length === 0,
  );
  const opening = best?.script.opening ?? null;
  return greetingOf({ ...optionsOf(to), view: viewOf(to, situation), situation: situation ?? null, opening });
}

/** Each word anywhere in title, key or texts, in whatever case. */
export function holdsWords({ title, key, opening, body }: Script, words: string): boolean {
  if (words === '') return true;
  const text = `${title} ${key} ${opening} ${body}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function viewOf(
  { traits, conversation, agent, computed }: Addressed,
  own: SituationWithFacts | undefined,
): TemplateView {
  return customerView(traits, {
    situation: own?.facts ?? null,
    conversation,
    agent: agent ?? null,
    computed: computed ?? {},
  });
}

function optionsOf({ channel, locale, tone, timeZone, now }: Addressed) {
  return { channel, locale, timeZone, now, ...(tone === null ? {} : { tone }) };
}
