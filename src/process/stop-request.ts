import type { Logger } from 'pino';

/** Ctrl-C in a terminal under npm arrives twice at once; later than this it means "now". */
const impatientAfterMilliseconds = 1_500;

/** SIGTERM, SIGINT or SIGHUP, asked for once. */
export type StopRequest = {
  /** Resolves when somebody asks to stop; rejects when the database is lost. */
  readonly promise: Promise<undefined>;
  readonly requested: () => boolean;
  readonly fail: (error: unknown) => void;
  readonly onImpatience: (act: () => void) => void;
  readonly forget: () => void;
};

export function stopRequest(log: Logger): StopRequest {
  let askedAt: number | undefined;
  let impatience: () => void = () => undefined;
  let resolve: (value: undefined) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<undefined>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  promise.catch(() => undefined);
  const listener = (signal: NodeJS.Signals): void => {
    if (askedAt === undefined) {
      askedAt = performance.now();
      log.info({ signal }, 'stopping');
      resolve(undefined);
    } else if (performance.now() - askedAt > impatientAfterMilliseconds) impatience();
  };
  const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, listener);
  return {
    promise,
    requested: () => askedAt !== undefined,
    fail: reject,
    onImpatience: (act) => (impatience = act),
    forget: () => signals.forEach((signal) => process.off(signal, listener)),
  };
}
