import { type Core, zoneOf } from '@rapport/sdk';

export type Person = {
  readonly rootId: number;
  readonly publicId: string;
  /** IANA name. */
  readonly zone: string;
};

/** In the order asked; who is not there (any more) is missing. */
export async function peopleOf(core: Core, rootIds: readonly number[]): Promise<Person[]> {
  const profiles = await core.read.profiles.byLeafIds(rootIds);
  return profiles.flatMap((one) =>
    one === null
      ? []
      : [{ rootId: one.rootId, publicId: one.publicId, zone: zoneOf(one.traits, core.settings.timeZone) }],
  );
}
