import { readFile, rename, writeFile } from 'node:fs/promises';
import { limits, RapportError } from '@rapport/sdk';
import { z } from 'zod';
import { day } from './clock';

const range = z.object({ from: z.number(), to: z.number() });
const pass = z.object({
  /** Customers, `last` exclusive. */
  first: z.number(),
  last: z.number(),
  /** Epoch milliseconds, `from` exclusive. */
  from: z.number(),
  to: z.number(),
  /** All blocks before this customer are acknowledged; of those before `begun` some may be in part. */
  done: z.number(),
  begun: z.number(),
});
export type BulkPass = z.infer<typeof pass>;

const state = z.object({
  /** Of the company that it is about: see Company. */
  since: z.number(),
  customers: z.number(),
  /** Epoch milliseconds: all until then is acknowledged; of what came until `sendingTo` some may be. */
  sentTo: z.number(),
  sendingTo: z.number(),
  savedAt: z.number(),
  /** Scenes that were played, by their numbers, `to` exclusive. */
  scenes: z.array(range),
  /** Tracking plans, notes and views are there: what the user changes of them stays changed. */
  furnished: z.boolean(),
  /** Texts, journeys and broadcasts are: an earlier version of the demo had none. */
  outreach: z.boolean().default(false),
  /** The helpdesk is connected: in an earlier version of the demo its conversations came as events of a source. */
  helpdesk: z.boolean().default(false),
  /** The many customers of `--customers`: those from `customers` on. */
  bulk: z.object({ customers: z.number(), sentTo: z.number(), passes: z.array(pass) }).nullable(),
});
export type LedgerState = z.infer<typeof state>;

/**
 * What the demo has sent, in a file of the data directory: message ids are remembered for 7 days only, and a later run must double
 * nothing. It says what is about to be sent before it is sent; after a crash that much is sent again while the ids are
 * remembered, and left out once they may not be.
 */
export class Ledger {
  private saving: Promise<void> = Promise.resolve();

  private constructor(
    private readonly file: string,
    readonly state: LedgerState,
    /** Whether ids of what was last sent are surely remembered. */
    private readonly isRemembered: boolean,
  ) {}

  /** @param fresh what holds where there is no ledger of this company yet */
  static async open(file: string, fresh: LedgerState, now: number): Promise<Ledger> {
    const found = state.safeParse(await readJson(file));
    const current = found.success && found.data.since === fresh.since ? found.data : fresh;
    return new Ledger(file, current, now - current.savedAt < limits.seenGenerationDays * day);
  }

  /** Where to go on. */
  get resumeAt(): number {
    return this.isRemembered ? this.state.sentTo : this.state.sendingTo;
  }

  resumeBulkAt({ done, begun }: BulkPass): number {
    return this.isRemembered ? done : begun;
  }

  /** Whole at every moment, also when asked twice at once. @throws RapportError data_directory_unusable */
  save(now: number, change: Partial<LedgerState> = {}): Promise<void> {
    Object.assign(this.state, change, { savedAt: now });
    this.saving = this.saving.then(() => this.write());
    return this.saving;
  }

  private async write(): Promise<void> {
    try {
      await writeFile(`${this.file}.new`, JSON.stringify(this.state), { mode: 0o600 });
      await rename(`${this.file}.new`, this.file);
    } catch (error) {
      throw new RapportError('data_directory_unusable', `${this.file} cannot be written.`, { cause: error });
    }
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // There is none yet, or it was written by another version: then the events' ids have to do.
    return null;
  }
}
