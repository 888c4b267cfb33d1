import type { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';

export type ProgressBar = {
  /** @param counted of what the bar counts beside the bytes @param bytesTotal where it is known only now */
  update(bytes: number, counted: number, bytesTotal?: number): void;
  stop(): void;
};

/** A bar over bytes (or whatever the total counts), with the rate of what is counted and the time left; where there is no terminal a line each 10 s. */
export function progressBar(
  stream: Writable,
  bytesTotal: number,
  noun: 'lines' | 'rows' | 'events' | 'records' = 'lines',
): ProgressBar {
  const begun = performance.now();
  const bar = new SingleBar({
    stream,
    format: `{bar} {percentage} % | {counted} ${noun}, {rate}/s | {eta_formatted} left`,
    barCompleteChar: '#',
    barIncompleteChar: '-',
    barsize: 30,
    etaBuffer: 50,
    noTTYOutput: true,
    notTTYSchedule: 10_000,
    hideCursor: true,
  });
  const payload = (counted: number): { counted: string; rate: string } => {
    const seconds = Math.max((performance.now() - begun) / 1_000, 0.001);
    return { counted: counted.toLocaleString('en'), rate: Math.round(counted / seconds).toLocaleString('en') };
  };
  let total = Math.max(bytesTotal, 1);
  bar.start(total, 0, payload(0));
  return {
    update(bytes, counted, newTotal) {
      if (newTotal !== undefined && newTotal !== total) {
        total = Math.max(newTotal, 1);
        bar.setTotal(total);
      }
      bar.update(Math.min(bytes, total), payload(counted));
    },
    stop: () => bar.stop(),
  };
}
