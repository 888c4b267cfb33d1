import { describeFault, isFaultCode } from '../src/definition-faults';
import type { FaultParameters } from '../src/definition-faults';
import { isJsonObject } from './graphql-document';
import type { Json } from './graphql-document';
import { objects, textIn } from './json-shapes';
import type { Locale } from './text';

/** What is wrong in a definition, and where: `$.all[0].op`. */
export type Fault = { readonly path: string; readonly message: string };

/** @param faults as the API tells them: in the reader's language by their code, in English where a plugin brings one without. */
export function faultsIn(faults: Json | undefined, locale: Locale): readonly Fault[] {
  return objects(faults).map((one) => {
    const code = textIn(one, 'code');
    const message = isFaultCode(code)
      ? describeFault({ code, parameters: parametersOf(one['parameters']) }, locale)
      : textIn(one, 'message');
    return { path: textIn(one, 'path'), message };
  });
}

function parametersOf(json: Json | undefined): FaultParameters {
  if (!isJsonObject(json)) return {};
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value]] : [],
    ),
  );
}
