import type { Core, JsonObject } from '@rapport/sdk';
import { mentionsOf } from '../domain/definition';
import type { CatalogueReader } from './live/catalogue';
import { segmentsByIds, type SegmentRow } from './stores/segments';
import { readWebhooks } from './stores/webhooks';

/** What names a segment or a computed trait, directly. */
export class Usage {
  constructor(
    private readonly core: Core,
    private readonly catalogues: CatalogueReader,
  ) {}

  async ofSegment(segment: Pick<SegmentRow, 'id' | 'key'>): Promise<JsonObject> {
    const catalogue = await this.catalogues.read(this.core.database);
    const segments = catalogue.followed.filter((one) => mentionsOf(one.node).segments.includes(segment.key));
    const hooks = (await readWebhooks(this.core.database)).filter(
      (hook) => hook.segmentIds === null || hook.segmentIds.includes(segment.id),
    );
    const uses = await this.core.segmentUses(this.core.database, [segment.key]);
    return {
      segments: await this.named(segments.map((one) => one.segmentId)),
      computedTraits: catalogue.computed
        .filter((one) => one.definition.mentions.segments?.includes(segment.key))
        .map(({ key, name }) => ({ key, name })),
      webhooks: hooks.map(({ publicId, url }) => ({ webhookId: publicId, url })),
      others: uses.map(({ kind, name, path }) => ({ kind, name, path })),
    };
  }

  /** In the order of the keys; one statement for all of them. */
  async ofComputed(keys: readonly string[]): Promise<JsonObject[]> {
    const catalogue = await this.catalogues.read(this.core.database);
    const users = catalogue.followed.map(({ segmentId, node }) => ({ segmentId, computed: mentionsOf(node).computed }));
    const usersOf = (key: string): number[] =>
      users.filter((one) => one.computed.includes(key)).map((one) => one.segmentId);
    const rows = await segmentsByIds(this.core.database, [...new Set(keys.flatMap(usersOf))]);
    return keys.map((key) => {
      const ids = new Set(usersOf(key));
      return {
        segments: rows.filter((row) => ids.has(row.id)).map(named),
        computedTraits: catalogue.computed
          .filter((one) => one.definition.mentions.computed?.includes(key))
          .map((one) => ({ key: one.key, name: one.name })),
      };
    });
  }

  private async named(ids: readonly number[]): Promise<JsonObject[]> {
    const rows = await segmentsByIds(this.core.database, [...new Set(ids)]);
    return rows.map(named);
  }
}

function named({ publicId, key, name }: SegmentRow): JsonObject {
  return { segmentId: publicId, key, name };
}
