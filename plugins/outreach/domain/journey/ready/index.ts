import abandonedCart from './abandoned-cart';
import birthday from './birthday';
import deliveryLate from './delivery-late';
import firstPurchase from './first-purchase';
import nps from './nps';
import recovery from './recovery';
import renewal from './renewal';
import reviewAfterHelp from './review-after-help';
import searchedHelp from './searched-help';
import welcome from './welcome';
import winBack from './win-back';
import type { ReadyJourney } from './ready-journey';

/** A new one is one file and its line here. */
export const readyJourneys: readonly ReadyJourney[] = [
  welcome,
  abandonedCart,
  winBack,
  deliveryLate,
  renewal,
  birthday,
  reviewAfterHelp,
  recovery,
  nps,
  firstPurchase,
  searchedHelp,
];
