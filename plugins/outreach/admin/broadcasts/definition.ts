import { isJsonObject, numberIn, objects, strings, textIn } from '@rapport/sdk/admin/pure';
import type { Json, JsonObject } from '@rapport/sdk/admin/pure';

/** A broadcast's definition as its fields hold it: what was not written is ''. */
export type Draft = {
  readonly everyone: boolean;
  /** Key. */
  readonly segment: string;
  /** Keys. */
  readonly except: readonly string[];
  readonly carrier: Carrier;
  readonly topic: string;
  readonly template: string;
  /** Several texts with their shares; they come by the API, and stay as they are. */
  readonly arms: readonly JsonObject[];
  /** `09:30` */
  readonly at: string;
  /** `3d` */
  readonly expires: string;
  readonly controlPercent: string;
  readonly goalEvent: string;
  readonly goalDays: string;
  /** Which of these events, as somebody wrote it by the API. */
  readonly goalWhere: readonly JsonObject[];
};
/** By a medium's default connection, or by a certain one. */
export type Carrier = { readonly medium: string; readonly connection: string };

export const emptyDraft: Draft = {
  ...{ everyone: false, segment: '', except: [], carrier: { medium: '', connection: '' }, topic: '', template: '' },
  ...{ arms: [], at: '', expires: '3d', controlPercent: '0', goalEvent: '', goalDays: '7', goalWhere: [] },
};

export function draftOf(definition: Json): Draft {
  if (!isJsonObject(definition)) return emptyDraft;
  const { audience, goal } = definition;
  return {
    everyone: isJsonObject(audience) && audience['everyone'] === true,
    segment: isJsonObject(audience) ? textIn(audience, 'segment') : '',
    except: strings(definition['except']),
    carrier: { medium: textIn(definition, 'channel'), connection: textIn(definition, 'connection') },
    topic: textIn(definition, 'topic'),
    template: textIn(definition, 'template'),
    arms: objects(definition['arms']),
    at: textIn(definition, 'at'),
    expires: textIn(definition, 'expires') || emptyDraft.expires,
    controlPercent: String(numberIn(definition, 'controlPercent')),
    goalEvent: isJsonObject(goal) ? textIn(goal, 'event') : '',
    goalDays: isJsonObject(goal) && 'days' in goal ? String(numberIn(goal, 'days')) : emptyDraft.goalDays,
    goalWhere: isJsonObject(goal) ? objects(goal['where']) : [],
  };
}

/** What is written, as the API takes it: a field that is empty is not in it. */
export function definitionOf(draft: Draft): JsonObject {
  const { everyone, segment, except, carrier, topic, template, arms, at, expires, goalEvent, goalWhere } = draft;
  const given = Object.entries({ channel: carrier.medium, connection: carrier.connection, topic, at, expires });
  return {
    ...(everyone ? { audience: { everyone: true } } : segment === '' ? {} : { audience: { segment } }),
    ...Object.fromEntries(given.flatMap(([key, text]) => (text.trim() === '' ? [] : [[key, text.trim()]]))),
    ...(arms.length > 0 ? { arms } : template.trim() === '' ? {} : { template: template.trim() }),
    ...(except.length === 0 ? {} : { except }),
    controlPercent: numberOf(draft.controlPercent),
    ...(goalEvent.trim() === ''
      ? {}
      : {
          goal: {
            ...{ event: goalEvent.trim(), days: numberOf(draft.goalDays) },
            ...(goalWhere.length === 0 ? {} : { where: goalWhere }),
          },
        }),
  };
}

/** What is no number stays text, so that the API says what is wrong with it. */
function numberOf(text: string): number | string {
  const number = Number(text.trim());
  return text.trim() === '' || Number.isNaN(number) ? text : number;
}

export type FieldName =
  'audience' | 'except' | 'channel' | 'topic' | 'template' | 'at' | 'expires' | 'controlPercent' | 'goal';

/** @param path JSON path of a fault: `$.goal.days` is of `goal` */
export function fieldOf(path: string): string {
  return /^\$\.?(\w*)/.exec(path)?.[1] ?? '';
}
