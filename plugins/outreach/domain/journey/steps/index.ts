import type { StepKind } from '../step-kind';
import branch from './branch';
import callBack from './call-back';
import exit from './exit';
import goal from './goal';
import handOver from './hand-over';
import send from './send';
import split from './split';
import updateTrait from './update-trait';
import waitFor from './wait-for';
import wait from './wait';
import webhook from './webhook';

/** A new kind of step is one file and its line here. */
export const stepKinds: readonly StepKind[] = [
  send,
  wait,
  waitFor,
  branch,
  split,
  updateTrait,
  webhook,
  handOver,
  callBack,
  goal,
  exit,
];
