import os from 'node:os';

/** One line of a report. `value` beside `limit`, what the machine could do at best; `aim` of the issue, and whether it is met. */
export type Result = {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** null: there is nothing to stand beside. */
  readonly limit: number | null;
  /** value / limit, as the median of the pairs that ran side by side. */
  readonly ratio: number | null;
  readonly aim: string;
  readonly met: boolean;
};

export type Report = { readonly name: string; readonly results: readonly Result[]; readonly machine: string };

/** `notes` are for people only. */
export function machine(): string {
  const model = os.cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = Math.round(os.totalmem() / 2 ** 30);
  const load = os.loadavg()[0]?.toFixed(1) ?? '?';
  return `${os.availableParallelism()} x ${model}, ${memory} GB, ${os.type()} ${os.release()}, Node ${process.versions.node}, load ${load}`;
}

export function print(report: Report, asJson: boolean): void {
  if (asJson) {
    console.log(JSON.stringify(report));
    return;
  }
  console.log(`\n${report.name} on ${report.machine}`);
  for (const { metric, value, unit, limit, ratio, aim, met } of report.results) {
    const beside =
      limit === null ? '' : `, limit ${shown(limit)} ${unit}, ratio ${ratio === null ? '-' : ratio.toFixed(2)}`;
    console.log(`  ${met ? 'met   ' : 'missed'} ${metric}: ${shown(value)} ${unit}${beside} (aim: ${aim})`);
  }
}

/** While a bench runs: on stderr, so that stdout ends with the one line of --json. */
export function progress(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** `12 of 108, 3 min left`: of parts that take about as long each; `begun` by performance.now. */
export function howFar(done: number, all: number, begun: number): string {
  const secondsLeft = ((performance.now() - begun) / 1000 / Math.max(1, done)) * (all - done);
  const left = secondsLeft < 100 ? `${Math.ceil(secondsLeft)} s` : `${Math.ceil(secondsLeft / 60)} min`;
  return `${done} of ${all}, ${left} left`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** @param share 0.99 for p99 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

function shown(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
}
