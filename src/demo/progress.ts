import type { Writable } from 'node:stream';
import { SingleBar } from 'cli-progress';

export type Progress = { update(events: number, day: number): void; stop(): void };

/** Plain lines, where there is no terminal: one for each so many days. */
const daysPerLine = 15;

/** A bar over the events of the company; without a terminal a few plain lines. */
export function createProgress(stream: Writable & { readonly isTTY?: boolean }, total: number, days: number): Progress {
  if (stream.isTTY !== true) return plainLines(stream, total, days);
  const bar = new SingleBar({
    stream,
    format: '  {bar} {percentage} %  {value} of {total} events, day {day}',
    barCompleteChar: '#',
    barIncompleteChar: '-',
    barsize: 30,
    hideCursor: true,
  });
  bar.start(total, 0, { day: 0 });
  return { update: (events, day) => bar.update(events, { day }), stop: () => bar.stop() };
}

function plainLines(stream: Writable, total: number, days: number): Progress {
  let shown = 0;
  return {
    update(events, day) {
      if (day - shown < daysPerLine && events < total) return;
      shown = day;
      stream.write(`  day ${day} of ${days}: ${events} of ${total} events\n`);
    },
    stop: () => undefined,
  };
}
