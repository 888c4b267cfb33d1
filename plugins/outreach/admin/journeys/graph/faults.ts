import type { Fault } from '@rapport/sdk/admin/pure';

/** A fault where it belongs: at a step, or at the entry (null); `rest` is the path within it, `.any[0].next`. */
export type PlacedFault = { readonly step: string | null; readonly rest: string; readonly message: string };

const ofStep = /^\$\.steps(?:\.([A-Za-z_]\w*)|\["([^"]+)"\])(.*)$/;

/** @param faults with paths as `$.steps.hello.next`, `$.steps["cart-again"].topic`, `$.entry.event` */
export function placeFaults(faults: readonly Fault[]): readonly PlacedFault[] {
  return faults.map(({ path, message }) => {
    const found = ofStep.exec(path);
    const step = found?.[1] ?? found?.[2];
    return step === undefined
      ? { step: null, rest: path.slice(1), message }
      : { step, rest: found?.[3] ?? '', message };
  });
}
