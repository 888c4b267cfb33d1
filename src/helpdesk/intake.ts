import type { HelpdeskDelivery } from '@rapport/sdk';
import type pg from 'pg';
import { isConnectionError } from '../postgres/retry';
import { insertDeliveries, type NewDelivery } from '../store/helpdesk-deliveries';

const togetherMax = 100;

type Waiting = {
  readonly delivery: NewDelivery;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Keeps webhooks before they are answered. Those that arrive while others are being written share a transaction: one of its own cost
 * PostgreSQL 650 us for each at 50 connections.
 */
export class DeliveryIntake {
  private waiting: Waiting[] = [];
  private isWriting = false;

  constructor(private readonly pool: pg.Pool) {}

  /** Resolves when it is committed. */
  keep(connection: string, delivery: HelpdeskDelivery, receivedAt: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ delivery: { ...delivery, connection, receivedAt }, resolve, reject });
      if (!this.isWriting) void this.write();
    });
  }

  private async write(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.length > 0) await this.writeTogether(this.waiting.splice(0, togetherMax));
    this.isWriting = false;
  }

  private async writeTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      await insertDeliveries(
        this.pool,
        batch.map(({ delivery }) => delivery),
      );
      for (const { resolve } of batch) resolve();
    } catch (error) {
      // Whoever is at fault fails alone: nobody sends the others again. A server that is away is nobody's fault, and a hundred would
      // wait for it one after the other.
      if (batch.length > 1 && !isConnectionError(error)) for (const one of batch) await this.writeTogether([one]);
      else for (const { reject } of batch) reject(error);
    }
  }
}
