import type { DemoCall } from './call';
import { day, hour } from './clock';
import { germany } from './countries';
import { Diary } from './diary';
import { orderProperties } from './shop';
import { productNamed } from './products';

/**
 * What goes wrong in every company: an old page that sends a whole cart as text, a browser without a cookie, a till that writes
 * prices as text. Some of it the door refuses, some only breaks a tracking plan. Between `opened` and `to`, epoch milliseconds.
 */
export function faultyCalls(seed: string, opened: number, to: number): DemoCall[] {
  const diary = new Diary(`${seed} faults`, germany);
  const till = { userId: 'c-1009' };
  const device = { anonymousId: '5f0c9a36-1d4e-4c2b-a4ce-faa17e570001' };
  for (let at = opened + 7 * day; at <= to; at += 6 * day) {
    const noCookie = { type: 'page', name: 'Home', properties: { path: '/', title: 'Nordlicht' } } as const;
    diary.faulty('web', at, { anonymousId: 'undefined' }, noCookie);
    const cart = { snapshot: '<div class="cart-line"><img src="/p.jpg"></div>'.repeat(800) };
    diary.faulty('web', at + hour, device, { type: 'track', event: 'Cart Viewed', properties: cart });
    diary.faulty('web', at + 2 * hour, device, { type: 'track', event: '', properties: { button: 'wishlist' } });
    const rating = { product_id: 'p7', name: 'Rondane hiking boots', rating: 9 };
    diary.faulty('shop', at + 3 * hour, till, { type: 'track', event: 'Product Reviewed', properties: rating });
    // Accepted: its plan only reports.
    const products = [productNamed('Raggen socks, three pairs')] as const;
    const order = orderProperties({ id: `TILL-${at / hour}`, currency: 'EUR', products });
    diary.track('shop', at + 4 * hour, till, 'Order Completed', {
      ...order,
      revenue: '29,00',
      currency: 'Euro',
    });
  }
  return diary.calls;
}
