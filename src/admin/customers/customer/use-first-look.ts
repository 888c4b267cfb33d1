import { askGraphql } from '@rapport/sdk/admin';
import { useEffect } from 'react';
import { CompleteWelcomeDocument } from './customer.documents';

/** Once for each loading of the panel is enough: the first steps only ask whether it ever happened. */
let isTold = false;

/** Somebody has looked at a customer: one of the first steps on the page Overview. */
export function useFirstLook(isShown: boolean): void {
  useEffect(() => {
    if (!isShown || isTold) return;
    isTold = true;
    askGraphql(CompleteWelcomeDocument, {}).catch(() => {
      isTold = false;
    });
  }, [isShown]);
}
