import { account } from './account';
import { booking } from './booking';
import { cancellation } from './cancellation';
import { complaint } from './complaint';
import { defect } from './defect';
import { delivery } from './delivery';
import { exchange } from './exchange';
import { howTo } from './how-to';
import { human } from './human';
import { invoice } from './invoice';
import { orderStatus } from './order-status';
import { payment } from './payment';
import { praise } from './praise';
import { pricing } from './pricing';
import { refund } from './refund';
import { returning } from './return';
import { security } from './security';
import { subscription } from './subscription';
import { technical } from './technical';

/** What customers write about: another one is a file and a line here. */
export const intents = [
  orderStatus,
  delivery,
  returning,
  exchange,
  refund,
  payment,
  invoice,
  account,
  technical,
  defect,
  cancellation,
  subscription,
  pricing,
  howTo,
  booking,
  complaint,
  praise,
  security,
  human,
] as const;
