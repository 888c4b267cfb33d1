import { annasTale } from './annas';
import { bergfreundeTale } from './bergfreunde';
import { camilleTale } from './camille';
import { georgeTale } from './george';
import { joeTale } from './joe';
import { laylaTale } from './layla';
import { liJingTale } from './li-jing';
import { tabletTale } from './tablet';
import type { Tale } from './tale';

/** The first ones are linked where the demo has started. */
export const tales: readonly Tale[] = [
  joeTale,
  liJingTale,
  laylaTale,
  bergfreundeTale,
  tabletTale,
  annasTale,
  camilleTale,
  georgeTale,
];
