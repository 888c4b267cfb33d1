/** What the pace of an import is made of. */
type Paced = {
  readonly fileBytes: number;
  readonly bytesRead: number;
  readonly rows: number;
  readonly startedAt: string | null;
  readonly changedAt: string;
};

/** Too little to say anything about the rest. */
const shareMin = 0.01;

/** From its start to the last part that was committed; null where that says nothing yet. */
export function paceOf({ fileBytes, bytesRead, rows, startedAt, changedAt }: Paced): {
  readonly share: number;
  readonly rowsPerSecond: number | null;
  readonly secondsLeft: number | null;
} {
  const share = fileBytes === 0 ? 0 : Math.min(1, bytesRead / fileBytes);
  const seconds = startedAt === null ? 0 : (Date.parse(changedAt) - Date.parse(startedAt)) / 1_000;
  if (seconds <= 0 || rows === 0) return { share, rowsPerSecond: null, secondsLeft: null };
  return {
    share,
    rowsPerSecond: rows / seconds,
    secondsLeft: share < shareMin ? null : (seconds / share) * (1 - share),
  };
}
