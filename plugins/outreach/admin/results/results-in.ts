import { isJsonObject, numberIn, objects, textIn } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject } from '@rapport/sdk/admin/pure';

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
export type FigureName = (typeof figureNames)[number];
export type Figures = Readonly<Record<FigureName, number>>;

export const dayFigureNames = ['sent', 'opened', 'clicked', 'converted', 'unsubscribed'] as const;
export type DayFigureName = (typeof dayFigureNames)[number];
/** `day`: YYYY-MM-DD, in the workspace's zone. */
export type Day = { readonly day: string } & Readonly<Record<DayFigureName, number>>;

/** Shares from -1 to 1. */
export type Lift = { readonly difference: number; readonly low: number; readonly high: number };
export type People = { readonly people: number; readonly converted: number };
export type Group = { readonly key: string; readonly figures: Figures; readonly lift: Lift | null };
/** A text of a broadcast, a step of a journey. */
export type Arm = Group & { readonly templates: readonly Template[]; readonly surveys: readonly Survey[] };
/** `name` is its key where it is gone. */
export type Template = { readonly key: string; readonly name: string };
export type Survey = {
  /** `nps` or `csat`. */
  readonly survey: string;
  readonly answers: number;
  readonly scores: readonly { readonly score: number; readonly count: number }[];
  /** Of NPS from -1 to 1, else a share; null without an answer. */
  readonly value: { readonly value: number; readonly low: number; readonly high: number } | null;
};

export type Results = {
  /** Name of the event that a broadcast is for. */
  readonly goal: { readonly event: string; readonly days: number } | null;
  readonly totals: Figures;
  /** `got`: those with whom the control group is compared. */
  readonly control: (People & { readonly got: People; readonly lift: Lift | null }) | null;
  readonly arms: readonly Arm[];
  readonly locales: readonly Group[];
  readonly channels: readonly Group[];
  readonly days: readonly Day[];
  /** Of all arms together. */
  readonly surveys: readonly Survey[];
};

/** @param json as Broadcast.results and Journey.results of the API; null: it is none */
export function resultsIn(json: Json | undefined): Results | null {
  if (!isJsonObject(json)) return null;
  const { goal, totals, control } = json;
  return {
    goal: isJsonObject(goal) ? { event: textIn(goal, 'event'), days: numberIn(goal, 'days') } : null,
    totals: figuresIn(isJsonObject(totals) ? totals : {}),
    control: isJsonObject(control) ? controlIn(control) : null,
    arms: objects(json['arms']).map(armIn),
    locales: groupsIn(json['locales']),
    channels: groupsIn(json['channels']),
    days: objects(json['days']).map(dayIn),
    surveys: objects(json['surveys']).map(surveyIn),
  };
}

function controlIn(control: JsonObject): Results['control'] {
  const { got } = control;
  return { ...peopleIn(control), got: peopleIn(isJsonObject(got) ? got : {}), lift: liftIn(control['lift']) };
}

function peopleIn(one: JsonObject): People {
  return { people: numberIn(one, 'people'), converted: numberIn(one, 'converted') };
}

function groupsIn(json: Json | undefined): readonly Group[] {
  return objects(json).map(groupIn);
}

function groupIn(one: JsonObject): Group {
  return { key: textIn(one, 'key'), figures: figuresIn(one), lift: liftIn(one['lift']) };
}

function armIn(one: JsonObject): Arm {
  return {
    ...groupIn(one),
    templates: objects(one['templates']).map((text) => {
      const key = textIn(text, 'key');
      return { key, name: textIn(text, 'name') || key };
    }),
    surveys: objects(one['surveys']).map(surveyIn),
  };
}

function figuresIn(one: JsonObject): Figures {
  const of = (name: FigureName): number => numberIn(one, name);
  return {
    ...{ sent: of('sent'), delivered: of('delivered'), opened: of('opened'), clicked: of('clicked') },
    ...{ converted: of('converted'), unsubscribed: of('unsubscribed') },
    ...{ bounced: of('bounced'), complained: of('complained') },
  };
}

function dayIn(one: JsonObject): Day {
  const of = (name: DayFigureName): number => numberIn(one, name);
  return {
    ...{ day: textIn(one, 'day'), sent: of('sent'), opened: of('opened'), clicked: of('clicked') },
    ...{ converted: of('converted'), unsubscribed: of('unsubscribed') },
  };
}

function surveyIn(one: JsonObject): Survey {
  const { value } = one;
  return {
    survey: textIn(one, 'survey'),
    answers: numberIn(one, 'answers'),
    scores: objects(one['scores']).map((score) => ({
      ...{ score: numberIn(score, 'score'), count: numberIn(score, 'count') },
    })),
    value: isJsonObject(value)
      ? { value: numberIn(value, 'value'), low: numberIn(value, 'low'), high: numberIn(value, 'high') }
      : null,
  };
}

function liftIn(json: Json | undefined): Lift | null {
  return isJsonObject(json)
    ? { difference: numberIn(json, 'difference'), low: numberIn(json, 'low'), high: numberIn(json, 'high') }
    : null;
}

/** As people call the texts of an arm: `Spring offer`; of a step they may be several, one after the other. */
export function textsOfArm({ key, templates }: Arm): string {
  return templates.map(({ name }) => name).join(', ') || key;
}

const daysMax = 400;
const dayMilliseconds = 86_400_000;

/** Days on which nothing happened lie between those on which something did: the latest 400. */
export function everyDay(days: readonly Day[]): readonly Day[] {
  const known = new Map(days.map((one) => [one.day, one]));
  const last = Date.parse(days.at(-1)?.day ?? '');
  const first = Math.max(Date.parse(days[0]?.day ?? ''), last - (daysMax - 1) * dayMilliseconds);
  const count = Number.isNaN(first) ? 0 : Math.round((last - first) / dayMilliseconds) + 1;
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(first + at * dayMilliseconds).toISOString().slice(0, 10);
    return known.get(day) ?? { day, sent: 0, opened: 0, clicked: 0, converted: 0, unsubscribed: 0 };
  });
}

/** Fewer say little: by chance alone the shares of so many are several points off. */
export const fewSentMax = 100;
export const fewAnswersMax = 30;
