import type { Core, Touch } from '@rapport/sdk';
import { namesByIds } from '../stores/followed-events';

/** Which touches are of events with certain names: asked of the table when there is a name that nobody knew, and else of nobody. */
export class FollowedNames {
  private asked = '';
  private lastId = -1;
  private ids: ReadonlySet<number> = new Set();

  constructor(private readonly core: Pick<Core, 'database'>) {}

  async touchesOf(touches: readonly Touch[], names: readonly string[]): Promise<readonly Touch[]> {
    const events = touches.filter(({ kind }) => kind === 'event' || kind === 'imported');
    if (events.length === 0 || names.length === 0) return [];
    const asked = JSON.stringify([...new Set(names)].sort());
    if (asked !== this.asked || events.some(({ subject }) => subject > this.lastId)) {
      const { lastId, ids } = await namesByIds(this.core.database, names);
      this.ids = new Set(ids.map(({ id }) => id));
      this.lastId = lastId;
      this.asked = asked;
    }
    return events.filter(({ subject }) => this.ids.has(subject));
  }
}
