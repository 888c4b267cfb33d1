/** Ctrl-C under npm arrives twice at once; later than this it means "now". */
const impatientAfterMilliseconds = 1_500;

/** The first Ctrl-C (or SIGTERM) asks to stop, through the signal; a later one ends the process. */
export function onInterrupt(): { readonly signal: AbortSignal; forget(): void } {
  const controller = new AbortController();
  let askedAt: number | undefined;
  const listener = (): void => {
    askedAt ??= performance.now();
    if (!controller.signal.aborted) controller.abort();
    else if (performance.now() - askedAt > impatientAfterMilliseconds) process.exit(130);
  };
  process.on('SIGINT', listener);
  process.on('SIGTERM', listener);
  return {
    signal: controller.signal,
    forget() {
      process.off('SIGINT', listener);
      process.off('SIGTERM', listener);
    },
  };
}
