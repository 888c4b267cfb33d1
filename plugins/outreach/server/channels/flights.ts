import type { Urgency } from '../../domain/ledger';

/** Of what a connection takes at a time, a broadcast leaves this part to urgent messages, at least one. */
const keptShare = 10;

/** Messages that are on their way by one connection in this process: urgent ones and those of broadcasts share its concurrency. */
export class Flights {
  private count = 0;
  private urgentWaiting = 0;
  private readonly listeners: Record<Urgency, () => void> = { urgent: () => undefined, bulk: () => undefined };

  /** How many more may begin. */
  free(urgency: Urgency, concurrency: number): number {
    const kept = concurrency > 1 ? Math.ceil(concurrency / keptShare) : 0;
    return concurrency - this.count - (urgency === 'urgent' ? 0 : Math.max(kept, this.urgentWaiting));
  }

  /** Urgent ones that could begin: a broadcast makes room for them. */
  wait(count: number): void {
    this.urgentWaiting = count;
    if (count === 0) this.listeners.bulk();
  }

  begin(): void {
    this.count += 1;
  }

  end(urgency: Urgency): void {
    this.count -= 1;
    if (urgency === 'urgent') this.listeners.bulk();
    else if (this.urgentWaiting > 0) this.listeners.urgent();
  }

  /** Who carries messages of this urgency is told when there may be room because of the other. */
  listen(urgency: Urgency, listener: () => void): void {
    this.listeners[urgency] = listener;
  }
}
