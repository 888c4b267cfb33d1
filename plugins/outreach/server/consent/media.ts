import type { Channel } from '@rapport/sdk';

/** Kinds of identifiers that are addresses of a medium, by all channels that carry it; the preferred first. */
export function addressKindsOf(
  channels: readonly Pick<Channel, 'medium' | 'addressKinds'>[],
  medium: string,
): readonly string[] {
  return [...new Set(channels.filter((one) => one.medium === medium).flatMap((one) => one.addressKinds))];
}

export function mediaOf(channels: readonly Pick<Channel, 'medium'>[]): readonly string[] {
  return [...new Set(channels.map(({ medium }) => medium))].sort();
}
