import { describeFault, isFaultCode, isJsonObject, objects, textIn } from '@rapport/sdk/admin/pure';
import type { FaultParameters, Json, Locale } from '@rapport/sdk/admin/pure';
import type { Fault } from './tree';

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

/** Those at a path or below it, with paths that begin there: below `$.score[0].when` `$.score[0].when.all` is `$.all`. */
export function faultsBelow(faults: readonly Fault[], path: string): readonly Fault[] {
  return faults
    .filter((one) => one.path.startsWith(path) && /^(?:$|[.[])/.test(one.path.slice(path.length)))
    .map((one) => ({ ...one, path: `$${one.path.slice(path.length)}` }));
}
