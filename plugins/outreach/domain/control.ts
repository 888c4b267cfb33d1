import { controlSeed, type HousePolicy } from './policy';
import { isHeldOut } from './share';
import type { WithheldReason } from './consent/decide';

/** Of a campaign: so many of a hundred get nothing of it. Who is in it is drawn by the campaign's key, and stays in it. */
export type Control = { readonly seed: string; readonly percent: number };

/** Held out from everything, or from one campaign. @param campaign null: it has no control group */
export function isInControlGroup(
  publicId: string,
  { controlPercent }: Pick<HousePolicy, 'controlPercent'>,
  campaign: Control | null,
): boolean {
  return (
    isHeldOut(controlSeed, controlPercent, publicId) ||
    (campaign !== null && isHeldOut(campaign.seed, campaign.percent, publicId))
  );
}

const putsOff: readonly WithheldReason[] = ['quiet_hours', 'open_conversation', 'bad_rating'];

/**
 * What a journey is told of a message that was withheld. Where the control group alone stood against it, he is like those who got it:
 * that is told then, also where something else would have put it off.
 */
export function toldReason(reasons: readonly WithheldReason[]): WithheldReason | null {
  const isControlAlone =
    reasons.includes('control_group') && reasons.every((one) => one === 'control_group' || putsOff.includes(one));
  return isControlAlone ? 'control_group' : (reasons[0] ?? null);
}
