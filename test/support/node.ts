import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port';
import { isAlive } from '../../src/postgres/postmaster';
import { killNow, processesOf, startRapport, type RunningRapport } from './rapport';
/** One Rapport on a fixed port that is killed and started again. */
export class Node {
  private rapport: RunningRapport;

  private constructor(
    private readonly env: Record<string, string>,
    readonly port: number,
  ) {
    this.rapport = startRapport(env);
  }

  static async start(env: Record<string, string>): Promise<Node> {
    const port = await freePort();
    const node = new Node({ ...env, PORT: String(port) }, port);
    await node.rapport.ready;
    return node;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The log of the supervisor and its processes since its last start. */
  get log(): string {
    return this.rapport.output() + this.rapport.errors();
  }

  /** kill -9 of the web process; the supervisor starts another. */
  killWeb(): void {
    killNow(this.processes('web'));
  }

  /** kill -9 of the worker process; the supervisor starts another. */
  killWorker(): void {
    killNow(this.processes('worker'));
  }

  /** kill -9 of the supervisor and its processes, not of PostgreSQL; then a new start, as an init system would do it. */
  async killAndStart(): Promise<void> {
    const processes = [this.rapport.pid, ...this.processes('web'), ...this.processes('worker')];
    killNow(processes);
    await this.rapport.exit;
    while (processes.some(isAlive)) await sleep(20);
    this.rapport = startRapport(this.env);
    await this.rapport.ready;
  }

  /** Whether the supervisor lives, with its exit if not. */
  exit(): Promise<{ readonly code: number | null; readonly signal: string | null }> {
    return this.rapport.exit;
  }

  async stop(): Promise<void> {
    this.rapport.kill('SIGTERM');
    await this.rapport.exit;
  }

  /** Numbers of its processes of this kind. */
  processes(kind: 'web' | 'worker'): number[] {
    return processesOf(this.rapport.pid, kind);
  }
}
