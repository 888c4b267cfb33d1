import { RapportError, type EventCatalogue, type EventNameReader } from '@rapport/sdk';
import type pg from 'pg';
import { observe } from '../domain/catalogue/observe';
import { suggestSchema } from '../domain/catalogue/suggest-schema';
import { readNotes, writeNote } from '../store/event-name-notes';
import { newestProperties, type CatalogueReader } from '../store/read-models/catalogue';

const descriptionCharsMax = 5_000;
const ownerCharsMax = 200;

export type CatalogueOptions = {
  readonly pool: pg.Pool;
  readonly readPool: pg.Pool;
  readonly reader: CatalogueReader;
  readonly names: EventNameReader;
  readonly now: () => number;
};

/** Event names with their volume, their properties as seen, and what their owners say about them. */
export function createCatalogue({ pool, readPool, reader, names, now }: CatalogueOptions): EventCatalogue {
  return {
    ...reader,
    notes: (nameIds) => readNotes(readPool, nameIds),
    async describe(nameId, { description, owner, deprecated }, actor) {
      if (description.length > descriptionCharsMax)
        throw new RapportError('bad_input', `A description has at most ${descriptionCharsMax} characters.`);
      if (owner.length > ownerCharsMax)
        throw new RapportError('bad_input', `An owner has at most ${ownerCharsMax} characters.`);
      const note = { description: description.trim(), owner: owner.trim(), deprecated };
      if (!(await writeNote(pool, nameId, note, actor, now()))) throw new RapportError('event_name_not_found');
    },
    async observe(nameId, mask) {
      const [record] = await names.byIds([nameId]);
      if (!record) throw new RapportError('event_name_not_found');
      const events = await newestProperties(readPool, nameId);
      const samples = events.map((properties) => ({ properties, shown: mask(record.type, properties) }));
      return { events: events.length, properties: observe(samples), suggestedSchema: suggestSchema(events) };
    },
  };
}
