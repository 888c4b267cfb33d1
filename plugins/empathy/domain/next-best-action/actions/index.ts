import type { NextAction } from '../action';
import answerNow from './answer-now';
import apologise from './apologise';
import askWhatWasMissing from './ask-what-was-missing';
import callBack from './call-back';
import congratulate from './congratulate';
import fixPayment from './fix-payment';
import giveStatus from './give-status';
import offerHelp from './offer-help';
import ownTheCase from './own-the-case';
import rebook from './rebook';
import replaceOrRefund from './replace-or-refund';
import talkRenewal from './talk-renewal';
import thank from './thank';
import welcome from './welcome';
import winBack from './win-back';

/** An action more: one file, one line here. */
export const actions: readonly NextAction[] = [
  answerNow,
  callBack,
  ownTheCase,
  apologise,
  askWhatWasMissing,
  offerHelp,
  giveStatus,
  replaceOrRefund,
  fixPayment,
  talkRenewal,
  winBack,
  rebook,
  welcome,
  congratulate,
  thank,
];

export const actionsByKey: ReadonlyMap<string, NextAction> = new Map(actions.map((one) => [one.key, one]));
