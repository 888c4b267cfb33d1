import type { ServerResponse } from 'node:http';
import type { Hint } from './hub';

/** Names in one message; a client that missed more simply looks at everything. */
const namesMax = 200;

/** One client's server-sent events. A client that reads slowly gets one joined hint when it reads again, never a queue. */
export type HintStream = {
  send(hint: Hint): void;
  beat(): void;
  end(): void;
};

/** @param wanted public ids that this client looks at; null: everybody */
export function createHintStream(response: ServerResponse, wanted: ReadonlySet<string> | null): HintStream {
  let waiting: Hint | undefined;

  function write(text: string): void {
    if (response.writableEnded || response.destroyed) return;
    response.write(text);
  }

  function flush(): void {
    if (waiting === undefined || response.writableNeedDrain) return;
    const hint = waiting;
    waiting = undefined;
    write(`event: changed\ndata: ${JSON.stringify(hint)}\n\n`);
  }

  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // Reverse proxies (nginx) would wait for a full buffer.
    'x-accel-buffering': 'no',
  });
  write(': live\n\n');
  response.on('drain', flush);

  return {
    send(hint) {
      const profiles = wanted === null ? hint.profiles : hint.profiles.filter((id) => wanted.has(id));
      if (profiles.length === 0 && !hint.more) return;
      waiting = join(waiting, { profiles, more: hint.more });
      flush();
    },
    beat: () => (response.writableNeedDrain ? undefined : write(':\n\n')),
    end: () => void response.end(),
  };
}

function join(first: Hint | undefined, second: Hint): Hint {
  const profiles = [...new Set([...(first?.profiles ?? []), ...second.profiles])];
  const more = second.more || first?.more === true || profiles.length > namesMax;
  return { profiles: profiles.slice(0, namesMax), more };
}
