import { z } from 'zod';
import { describeFault, type FaultCause, type FaultCode, type FaultParameters, faultTable } from './definition-faults';

/** Something wrong in a definition, and where: `$.all[2].where[0].op`. The message is that of the code, in English. */
export type DefinitionFault = FaultCause & { readonly path: string; readonly message: string };

export function faultAt(path: string, code: FaultCode, parameters: FaultParameters = {}): DefinitionFault {
  return { path, code, parameters, message: describeFault({ code, parameters }, 'en') };
}

/**
 * What a check of a schema says, with the code for whoever translates it.
 * @example z.string().refine(isPath, fault('path_invalid'))
 * @example z.array(step).refine(begins, { path: [0], ...fault('sequence_begins') })
 */
export function fault(
  code: FaultCode,
  parameters: FaultParameters = {},
): { readonly message: string; readonly params: FaultCause } {
  return { message: describeFault({ code, parameters }, 'en'), params: { code, parameters } };
}

type LocatedFault = FaultCause & { readonly path: readonly PropertyKey[] };

const codes = z.custom<FaultCode>((code) => typeof code === 'string' && Object.hasOwn(faultTable, code));
const cause = z.object({ code: codes, parameters: z.record(z.string(), z.union([z.string(), z.number()])) });

/** Without it an issue does not tell whether the value is wrong or missing. */
export const withInput = { reportInput: true } as const;

/** The faults that a schema found; parse `withInput`. */
export function faultsOf(error: z.core.$ZodError): DefinitionFault[] {
  return locatedFaults(error.issues).map((one) => faultAt(jsonPath(one.path), one.code, one.parameters));
}

/** The same, with the keys that lead there. */
export function locatedFaults(
  issues: readonly z.core.$ZodIssue[],
  above: readonly PropertyKey[] = [],
): readonly LocatedFault[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path];
    const nearest = issue.code === 'invalid_union' && issue.input !== undefined ? nearestForm(issue.errors) : undefined;
    return nearest === undefined ? [{ path, ...causeOf(issue) }] : locatedFaults(nearest, path);
  });
}

/** Of the forms that a value may have the one that is meant: the only one that is not of another type or has other keys. */
function nearestForm(forms: readonly z.core.$ZodIssue[][]): readonly z.core.$ZodIssue[] | undefined {
  const meant = forms.filter((issues) => !issues.some((one) => one.path.length === 0 && isOtherForm(one)));
  return meant.length === 1 ? meant[0] : undefined;
}

function isOtherForm({ code, input }: z.core.$ZodIssue): boolean {
  const isOtherType = code === 'invalid_type' || code === 'invalid_union' || code === 'unrecognized_keys';
  return isOtherType || (code === 'invalid_value' && typeof input === 'object');
}

function causeOf(issue: z.core.$ZodIssue): FaultCause {
  const of = (code: FaultCode, parameters: FaultParameters = {}): FaultCause => ({ code, parameters });
  if (issue.code === 'custom') return cause.safeParse(issue.params).data ?? of('other', { message: issue.message });
  if (issue.code === 'unrecognized_keys') return of('unknown_keys', { keys: issue.keys.join(', ') });
  if (issue.input === undefined && issue.code !== 'too_small' && issue.code !== 'too_big') return of('missing');
  switch (issue.code) {
    case 'invalid_type':
      return of(neededOf(issue.expected));
    case 'invalid_value':
      return of('not_one_of', { values: issue.values.map(String).join(', ') });
    case 'invalid_union':
      return of('no_form');
    case 'too_small':
      return smallest(issue);
    case 'too_big':
      return of(largest[issue.origin] ?? 'too_large', { max: Number(issue.maximum) });
    default:
      return of('other', { message: issue.message });
  }
}

const needed: Readonly<Record<string, FaultCode>> = {
  string: 'needs_text',
  number: 'needs_number',
  int: 'needs_whole_number',
  boolean: 'needs_truth',
  array: 'needs_list',
  tuple: 'needs_list',
  object: 'needs_object',
  record: 'needs_object',
  undefined: 'needs_nothing',
  never: 'needs_nothing',
};

function neededOf(expected: string): FaultCode {
  return needed[expected] ?? 'no_form';
}

const largest: Readonly<Record<string, FaultCode>> = { string: 'too_long', array: 'too_many' };
const least: Readonly<Record<string, FaultCode>> = { string: 'too_short', array: 'too_few' };

function smallest({ origin, minimum }: z.core.$ZodIssueTooSmall): FaultCause {
  const min = Number(minimum);
  if (min === 1 && origin !== 'number' && origin !== 'int') return { code: 'missing', parameters: {} };
  return { code: least[origin] ?? 'too_small', parameters: { min } };
}

/** `.where[0]["odd key"]`: what follows the path of the object itself. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      const key = String(step);
      return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    })
    .join('');
}
