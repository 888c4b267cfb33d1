import type { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';

/** A bar over the bytes of a file, with the rate of lines and the time left; where there is no terminal a line each 10 s. */
export function progressBar(
  stream: Writable,
  bytesTotal: number,
): { update(bytes: number, lines: number): void; stop(): void } {
  const begun = performance.now();
  const bar = new SingleBar({
    stream,
    format: '{bar} {percentage} % | {lines} lines, {rate}/s | {eta_formatted} left',
    barCompleteChar: '#',
    barIncompleteChar: '-',
    barsize: 30,
    etaBuffer: 50,
    noTTYOutput: true,
    notTTYSchedule: 10_000,
    hideCursor: true,
  });
  const payload = (lines: number): { lines: string; rate: string } => {
    const seconds = Math.max((performance.now() - begun) / 1_000, 0.001);
    return { lines: lines.toLocaleString('en'), rate: Math.round(lines / seconds).toLocaleString('en') };
  };
  bar.start(Math.max(bytesTotal, 1), 0, payload(0));
  return {
    update: (bytes, lines) => bar.update(Math.min(bytes, bytesTotal), payload(lines)),
    stop: () => bar.stop(),
  };
}
