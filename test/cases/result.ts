/** Why a case says nothing about us. Thrown while it is prepared. */
export class NotApplicable extends Error {}

export type Result =
  | { readonly id: string; readonly title: string; readonly status: 'passed' }
  | { readonly id: string; readonly title: string; readonly status: 'failed'; readonly why: string }
  | { readonly id: string; readonly title: string; readonly status: 'not applicable'; readonly why: string };

/** @param differences what is not as the case says; throws NotApplicable where nothing can be said */
export async function judge(
  { id, title }: { readonly id: string; readonly title: string },
  differences: () => Promise<readonly string[]>,
): Promise<Result> {
  try {
    const wrong = await differences();
    return wrong.length === 0
      ? { id, title, status: 'passed' }
      : { id, title, status: 'failed', why: wrong.join('; ') };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { id, title, status: error instanceof NotApplicable ? 'not applicable' : 'failed', why };
  }
}

/** Some side by side (each has a database to itself), in the order of the file. */
export async function runAll<T>(
  cases: readonly T[],
  run: (one: T) => Promise<Result>,
  report: (result: Result) => void,
): Promise<Result[]> {
  const sideBySideMax = 3;
  const results: Result[] = [];
  for (let start = 0; start < cases.length; start += sideBySideMax) {
    const some = await Promise.all(cases.slice(start, start + sideBySideMax).map(run));
    for (const result of some) report(result);
    results.push(...some);
  }
  return results;
}
