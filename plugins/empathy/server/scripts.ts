import type { Script } from '../domain/words/script';
import { inLanguage } from '../domain/words/script';

/** Strapi as the library needs it. Only the process that runs Strapi has one; a command reads no scripts. */
export type ScriptLoader = {
  readonly read: () => Promise<readonly Script[]>;
  /** Differs whenever what is published differs; far cheaper than reading it. */
  readonly fingerprint: () => Promise<string>;
};

/** What another process publishes is seen within this time. */
const checkMilliseconds = 3_000;
/** As old as this it is not shown without having looked: the process slept, or nobody asked. */
const staleMilliseconds = 15_000;

type Kept = { readonly scripts: readonly Script[]; readonly fingerprint: string; readonly checkedAt: number };

/**
 * Published scripts in memory: read without a query. This process's own changes show at once (`forget`), those of others after
 * the next check, which happens behind whoever asked. Where the database does not answer, what was read last goes on.
 */
export class ScriptLibrary {
  private loader: ScriptLoader | null = null;
  private kept: Kept | null = null;
  private running: Promise<void> | null = null;
  private generation = 0;

  /** @param clock milliseconds that only grow: time since something, not of the world */
  constructor(private readonly clock: () => number) {}

  connect(loader: ScriptLoader | null): void {
    this.loader = loader;
    this.forget();
  }

  /** After a change: whoever asks next waits for the new state. */
  forget(): void {
    this.generation++;
    this.kept = null;
    this.running = null;
  }

  /** False: this process does not know what is published. */
  get isConnected(): boolean {
    return this.loader !== null;
  }

  async published(): Promise<readonly Script[]> {
    const age = this.kept === null ? Infinity : this.clock() - this.kept.checkedAt;
    if (age < checkMilliseconds || this.loader === null) return this.kept?.scripts ?? [];
    const refreshed = (this.running ??= this.refresh(this.loader));
    if (age < staleMilliseconds) refreshed.catch(() => undefined);
    else await refreshed.catch((error: unknown) => this.orOld(error));
    return this.kept?.scripts ?? [];
  }

  private async refresh(loader: ScriptLoader): Promise<void> {
    const { generation } = this;
    try {
      const fingerprint = await loader.fingerprint();
      const checkedAt = this.clock();
      const isSame = this.kept?.fingerprint === fingerprint;
      const scripts = isSame && this.kept !== null ? this.kept.scripts : await loader.read();
      // Somebody changed something meanwhile: what was read may be from before.
      if (generation === this.generation) this.kept = { scripts, fingerprint, checkedAt };
      else if (this.loader !== null) await (this.running ??= this.refresh(this.loader));
    } finally {
      if (generation === this.generation) this.running = null;
    }
  }

  private orOld(error: unknown): void {
    if (this.kept === null) throw error;
  }
}

export const scriptLibrary = new ScriptLibrary(() => performance.now());

/** Every published script in this language or, where it is not written in it, the next best: for lists and canned responses. */
export async function publishedScripts(locale: string): Promise<readonly Script[]> {
  return inLanguage(await scriptLibrary.published(), locale);
}
