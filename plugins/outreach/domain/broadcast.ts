import { type DefinitionFault, fault, faultsOf, type Json, keyText, withInput } from '@rapport/sdk';
import { z } from 'zod';
import { waitLength } from './journey/length';
import { selectorShape } from './journey/selector';
import { clockTime } from './time/clock-time';

/** So long after a message somebody may reach its goal. */
export const goalDaysMax = 90;
const armsMax = 5;
const exceptMax = 20;

const arm = z.strictObject({ template: keyText, share: z.number().positive().max(100) });

const goalShape = z.strictObject({
  event: z.string().min(1).max(200),
  where: selectorShape.where,
  days: z.int().min(1).max(goalDaysMax).default(7),
});
export type Goal = z.infer<typeof goalShape>;

/** As it stands in a version, which was checked before it became one; null: there is none. */
export function goalIn(json: Json): Goal | null {
  return goalShape.safeParse(json).data ?? null;
}

const definition = z
  .strictObject({
    /** Who gets it: the members of a segment, or everybody. Asked again right before each is sent. */
    audience: z.union([z.strictObject({ segment: keyText }), z.strictObject({ everyone: z.literal(true) })]),
    /** Whoever is in one of these segments does not get it. */
    except: z.array(keyText).max(exceptMax).default([]),
    channel: keyText,
    /** Key of the connection that carries it; without: the channel's default. */
    connection: keyText.optional(),
    topic: keyText,
    /** One text for all, or several whose shares make up 100: who gets which is the same each time. */
    template: keyText.optional(),
    arms: z.array(arm).min(2).max(armsMax).optional(),
    /** By each customer's own clock, on the day of the start or the next; without: at once. */
    at: clockTime.optional(),
    /** Not sent any more so long after it was due. */
    expires: waitLength.default('3d'),
    /** So many of a hundred of the audience do not get it: against them it is measured. */
    controlPercent: z.number().min(0).max(50).default(0),
    /** What it is for: such an event, within so many days of the message. */
    goal: goalShape.optional(),
  })
  .refine(({ template, arms }) => (template === undefined) !== (arms === undefined), {
    path: ['template'],
    ...fault('template_or_arms'),
  })
  .refine(({ arms = [] }) => arms.length === 0 || arms.reduce((sum, { share }) => sum + share, 0) === 100, {
    path: ['arms'],
    ...fault('shares_sum'),
  });
export type Broadcast = z.infer<typeof definition>;

/** Says everything that is wrong, each with its JSON path. */
export function parseBroadcast(
  json: Json,
): { readonly broadcast: Broadcast } | { readonly faults: readonly DefinitionFault[] } {
  const parsed = definition.safeParse(json, withInput);
  return parsed.success
    ? { broadcast: parsed.data }
    : { faults: faultsOf(parsed.error).map((one) => ({ ...one, path: `$${one.path}` })) };
}

/** Keys of the texts that it may send. */
export function templatesOf({ template, arms = [] }: Broadcast): readonly string[] {
  return template === undefined ? arms.map((one) => one.template) : [template];
}
