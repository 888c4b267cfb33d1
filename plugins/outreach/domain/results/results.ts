import { type Count, type Interval, liftOf } from './proportions';
import { type ScoreCount, type SurveyResult, surveyResults } from './surveys';

/** What became of messages: how many each. A message that was opened, too, counts as delivered; scanners count nowhere. */
export const figureNames = [
  'sent',
  'delivered',
  'opened',
  'clicked',
  'converted',
  'unsubscribed',
  'bounced',
  'complained',
] as const;
export type Figures = Readonly<Record<(typeof figureNames)[number], number>>;

/** Messages of a campaign that are alike. */
export type Group = {
  /** Of a broadcast the text's key, of a journey the step's. */
  readonly arm: string;
  /** Key of the text: of a step it may have been another one before. */
  readonly template: string;
  readonly locale: string | null;
  readonly medium: string;
  /** Held out by a control group alone: nothing was sent, and what they did is compared with. */
  readonly isControl: boolean;
  /** Of held out ones: people who were. */
  readonly people: number;
} & Figures;
/** What happened on one day. */
export type Day = { readonly day: string } & Pick<
  Figures,
  'sent' | 'opened' | 'clicked' | 'converted' | 'unsubscribed'
>;

/** People who got something of a journey, or were held out from all of it; and how many of them came to its goal. */
export type Compared = { readonly isControl: boolean; readonly people: number; readonly converted: number };

/** What is known of a campaign's messages. */
export type Told = {
  readonly groups: readonly Group[];
  readonly days: readonly Day[];
  readonly scores: readonly ScoreCount[];
  /** Of texts, by their keys; one that is gone has none. */
  readonly names: ReadonlyMap<string, string>;
  /** Of a journey, of which one person may get several messages; null: of a broadcast, each is one person's. */
  readonly people: readonly Compared[] | null;
};

type Lift = ({ readonly difference: number } & Interval) | null;
type Named = { readonly key: string } & Figures;
type Template = { readonly key: string; readonly name: string | null };
type People = { readonly people: number; readonly converted: number };

/** What a campaign achieved. Lifts are of the share that converted, with their 95 % interval. */
export type Results = {
  readonly totals: Figures;
  /** Who was held out, and those (`got`) with whom they are compared. Null: nobody was held out. */
  readonly control: (People & { readonly got: People; readonly lift: Lift }) | null;
  /**
   * The one that most got first, of equals the first by name. Of a broadcast each is compared with the first; steps of a journey are
   * not, since the same people get them.
   */
  readonly arms: readonly (Named & {
    readonly lift: Lift;
    /** Its texts, the first by key first. */
    readonly templates: readonly Template[];
    /** What was answered to it. */
    readonly surveys: readonly SurveyResult[];
  })[];
  readonly locales: readonly Named[];
  readonly channels: readonly Named[];
  readonly days: readonly Day[];
  /** What was answered to all of them. */
  readonly surveys: readonly SurveyResult[];
};

export function resultsOf({ groups, days, scores, names, people }: Told): Results {
  const sent = groups.filter(({ isControl }) => !isControl);
  const totals = summed(sent);
  const arms = by(sent, ({ arm }) => arm);
  const [first] = arms;
  return {
    totals,
    control: controlOf(people ?? peopleOf(groups)),
    arms: arms.map((one) => ({
      ...one,
      templates: templatesOf(sent, one.key, names),
      surveys: surveyResults(scores.filter(({ arm }) => arm === one.key)),
      lift: people !== null || first === undefined || one === first ? null : liftOf(shareOf(one), shareOf(first)),
    })),
    locales: by(sent, ({ locale }) => locale ?? ''),
    channels: by(sent, ({ medium }) => medium),
    days,
    surveys: surveyResults(scores),
  };
}

function templatesOf(sent: readonly Group[], arm: string, names: Told['names']): readonly Template[] {
  const keys = new Set(sent.filter((one) => one.arm === arm).map(({ template }) => template));
  return [...keys].sort().map((key) => ({ key, name: names.get(key) ?? null }));
}

/** Of messages each of which is one person's. */
function peopleOf(groups: readonly Group[]): readonly Compared[] {
  return groups.map(({ isControl, people, sent, converted }) => ({
    ...{ isControl, converted, people: isControl ? people : sent },
  }));
}

function controlOf(compared: readonly Compared[]): Results['control'] {
  const of = (isControl: boolean): People => {
    const side = compared.filter((one) => one.isControl === isControl);
    const sum = (name: keyof People): number => side.reduce((total, one) => total + one[name], 0);
    return { people: sum('people'), converted: sum('converted') };
  };
  const [got, held] = [of(false), of(true)];
  const count = ({ people, converted }: People): Count => ({ hits: converted, of: people });
  return held.people === 0 ? null : { ...held, got, lift: liftOf(count(got), count(held)) };
}

const shareOf = ({ converted, sent }: Figures): Count => ({ hits: converted, of: sent });

/** The largest first. */
function by(groups: readonly Group[], keyOf: (group: Group) => string): readonly Named[] {
  const keys = [...new Set(groups.map(keyOf))];
  return keys
    .map((key) => ({ key, ...summed(groups.filter((one) => keyOf(one) === key)) }))
    .sort((a, b) => b.sent - a.sent || (a.key < b.key ? -1 : 1));
}

function summed(groups: readonly Group[]): Figures {
  const sum = (name: keyof Figures): number => groups.reduce((total, one) => total + one[name], 0);
  return {
    ...{ sent: sum('sent'), delivered: sum('delivered'), opened: sum('opened'), clicked: sum('clicked') },
    ...{ converted: sum('converted'), unsubscribed: sum('unsubscribed') },
    ...{ bounced: sum('bounced'), complained: sum('complained') },
  };
}
