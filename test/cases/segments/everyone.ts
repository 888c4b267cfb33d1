import type { JsonObject } from '@rapport/sdk';

/** Who is there at all. */
export const everyone: JsonObject = { bucket: { seed: 'everyone', from: 0, to: 100 } };
