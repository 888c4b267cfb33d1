import type { Core } from '@rapport/sdk';

/** A key of its own, derived from the installation's. */
export const addressSalt = (core: Pick<Core, 'digest'>): string => core.digest('outreach addresses');
