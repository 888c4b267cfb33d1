import type { Door, DoorReceipt, EventOrigin, Trust } from '@rapport/sdk';
import { EventReceiver, type EventReceiverOptions } from './door-events';
import { insideSource, type Source } from './sources';

/** The door for calls that do not come by its HTTP address (GraphQL, helpdesks): the same parsing, limits and transaction. */
export class HouseDoor implements Door {
  private readonly receiver: EventReceiver;
  private readonly sources = new Map<string, Source>();

  constructor(options: EventReceiverOptions) {
    this.receiver = new EventReceiver(options);
  }

  submit(origin: EventOrigin, raw: readonly unknown[], trust: Trust): Promise<DoorReceipt> {
    const batch = { events: raw, sentAt: null, context: null, defaultType: null, bytes: Infinity };
    return this.receiver.receive(this.sourceOf(origin.sourceRef, trust), batch, origin.historical);
  }

  /** One object for each origin: what the receiver compiles for a source is kept by it. */
  private sourceOf(ref: string, trust: Trust): Source {
    const key = `${trust} ${ref}`;
    let source = this.sources.get(key);
    if (source === undefined) {
      source = insideSource(ref, trust);
      this.sources.set(key, source);
    }
    return source;
  }
}
