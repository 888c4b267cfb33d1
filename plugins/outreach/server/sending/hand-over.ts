import { limits, type OutgoingMessage, type SendOutcome } from '@rapport/sdk';
import type { Urgency } from '../../domain/ledger';
import type { OpenConnection } from '../channels/sessions';
import type { HandedOver } from '../stores/ledger';

/** Messages of one urgency that are on their way. */
export class HandOvers<Ready extends { readonly message: OutgoingMessage }> {
  count = 0;

  constructor(
    private readonly connection: OpenConnection,
    private readonly urgency: Urgency,
    private readonly onOutcome: (one: Ready, outcome: SendOutcome) => void,
  ) {}

  begin(one: Ready): void {
    this.count += 1;
    this.connection.flights.begin();
    void this.send(one).then((outcome) => {
      this.count -= 1;
      this.connection.flights.end(this.urgency);
      this.onOutcome(one, outcome);
    });
  }

  private async send({ message }: Ready): Promise<SendOutcome> {
    // A signal of AbortSignal.timeout would live its whole time, and its message with it.
    const waiting = new AbortController();
    const timer = setTimeout(() => waiting.abort(), limits.outreachHandOverSeconds * 1_000).unref();
    try {
      return await this.connection.session.send(message, waiting.signal);
    } catch {
      return { state: 'unknown', code: 'channel_failed' };
    } finally {
      clearTimeout(timer);
    }
  }
}

/** What is written of one; what is not said is empty. */
export function outcomeOf(id: number, how: Pick<HandedOver, 'state' | 'attempts'> & Partial<HandedOver>): HandedOver {
  return { id, dueAt: null, code: null, providerId: null, templateVersion: null, locale: null, ...how };
}
