import type { Core, MembershipRecord, ProfileRecord, WriteBackSource } from '@rapport/sdk';

const namesMax = 20;

/** Names of the segments in which customers are, and labels for chosen ones. Those that rest on special categories stay here. */
export const writeBack: WriteBackSource = {
  attributes: {
    async segments(core, profiles) {
      const told = await tellable(core, profiles);
      return new Map(
        [...told].flatMap(([root, own]) => {
          const names = own.map(({ segmentName }) => segmentName).sort();
          return names.length === 0 ? [] : [[root, names.slice(0, namesMax).join(', ')]];
        }),
      );
    },
  },
  async labels(core, profiles, segmentKeys) {
    const told = await tellable(core, profiles);
    return new Map(
      [...told].map(([root, own]) => [
        root,
        own.map(({ segmentKey }) => segmentKey).filter((key) => segmentKeys.includes(key)),
      ]),
    );
  },
};

/** By root. */
async function tellable(
  { segments }: Core,
  profiles: readonly ProfileRecord[],
): Promise<ReadonlyMap<number, readonly MembershipRecord[]>> {
  if (segments === null) return new Map();
  const memberships = await segments.memberships(profiles.map(({ rootId }) => rootId));
  const keys = new Set([...memberships.values()].flatMap((own) => own.map(({ segmentKey }) => segmentKey)));
  const told = await segments.withoutSpecialCategories([...keys]);
  return new Map([...memberships].map(([root, own]) => [root, own.filter((one) => told.has(one.segmentKey))]));
}
