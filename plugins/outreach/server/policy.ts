import type { Json } from '@rapport/sdk';
import { type HousePolicy, housePolicy } from '../domain/policy';

/** As it is kept: it was checked before it was written. */
export const parsePolicy = (json: Json): HousePolicy => housePolicy.parse(json);
