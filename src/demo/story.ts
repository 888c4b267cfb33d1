import type { JsonObject } from '@rapport/sdk';
import type { DemoCall, Who } from './call';
import { newsletters, products, type Product } from './catalogue';
import { accountTraits, type Customer } from './customer';
import { day, Diary, minute, second } from './diary';
import { Random } from './random';
import { askInChat, searchHelp, searchInVain } from './support';

/** One customer between `from` and `to` (epoch milliseconds): what he did, in the order of time. */
export function tellStory(seed: string, customer: Customer, from: number, to: number): DemoCall[] {
  const random = new Random(`${seed} story ${customer.index}`);
  const diary = new Diary(seed, customer);
  new Story(customer, random, diary).tell(from, to);
  // What would be in the future has not happened yet.
  return diary.calls.filter((call) => call.at <= to).sort((a, b) => a.at - b.at);
}

const visits = { visitor: [1, 3], guest: [2, 5], registered: [4, 13] } as const;

class Story {
  /** Devices on which he is logged in. */
  private readonly loggedIn = new Set<string>();
  private hasAccount = false;
  private orders = 0;

  constructor(
    private readonly customer: Customer,
    private readonly random: Random,
    private readonly diary: Diary,
  ) {}

  tell(from: number, to: number): void {
    const { customer, random } = this;
    const joined = from + random.between(0, 0.75) * (to - from);
    const [low, high] = visits[customer.kind];
    const moments = Array.from({ length: random.integer(low, high) }, () =>
      random.between(joined, to - 2 * 60 * minute),
    );
    moments.sort((a, b) => a - b);
    moments.forEach((at, index) => this.visit(at, index));
    if (this.hasAccount) this.readNewsletters(from, joined, to);
  }

  private visit(start: number, index: number): void {
    const { customer, random } = this;
    const device = this.deviceOf(index);
    let at = start;
    if (customer.kind === 'registered' && index > 0 && !this.loggedIn.has(device) && random.chance(0.6)) {
      this.logIn((at += minute), device);
    }
    const who = this.whoOn(device);
    this.diary.page(at, who, 'Home', '/');
    const seen = this.browse((at += 20 * second), who);
    at += seen.length * minute;
    if (customer.kind === 'visitor' || !random.chance(0.45)) return;
    const cart = seen.slice(0, random.integer(1, 2));
    for (const one of cart) this.diary.track('web', (at += 15 * second), who, 'Product Added', { ...one, quantity: 1 });
    if (!random.chance(0.75)) return;
    const order = this.orderOf(cart);
    this.diary.track('web', (at += 2 * minute), who, 'Checkout Started', order);
    if (random.chance(0.8)) this.buy(at + 3 * minute, device, cart, order);
  }

  /** The first visits alternate between phone and laptop; where the household has a tablet it is the third device. */
  private deviceOf(index: number): string {
    const { phoneDevice, laptop, sharedTablet } = this.customer;
    if (sharedTablet !== null && index % 3 === 2) return sharedTablet;
    if (index < 2) return index === 0 ? phoneDevice : laptop;
    return this.random.pick([phoneDevice, laptop]);
  }

  private whoOn(device: string): Who {
    return this.loggedIn.has(device) ? { userId: this.customer.userId, anonymousId: device } : { anonymousId: device };
  }

  /** The browser says who it is (claimed), the shop's server says it too (verified). */
  private logIn(at: number, device: string): void {
    const { customer, diary } = this;
    const who = { userId: customer.userId, anonymousId: device };
    if (!this.hasAccount) this.signUp(at, who);
    this.loggedIn.add(device);
    diary.identify('web', at + second, who, { firstName: customer.firstName });
    diary.track('shop', at + 2 * second, who, 'Signed In', { username: customer.email });
  }

  private signUp(at: number, who: Who): void {
    const { customer, diary } = this;
    this.hasAccount = true;
    if (customer.formerUserId !== null) {
      diary.identify('shop', at - 2 * minute, { userId: customer.formerUserId }, accountTraits(customer, at));
      diary.alias(at - minute, customer.formerUserId, customer.userId);
    }
    diary.identify('shop', at, who, accountTraits(customer, at));
    diary.track('shop', at, who, 'Signed Up', { type: customer.company === null ? 'private' : 'business' });
    if (customer.company !== null) {
      const traits = { name: customer.company, industry: 'Travel', employees: this.random.integer(3, 80) };
      diary.group(at + second, who, `company-${customer.index}`, traits);
    }
  }

  private browse(start: number, who: Who): [Product, ...Product[]] {
    const { diary, random } = this;
    const wanted = random.pick(products);
    let at = start;
    if (random.chance(0.3)) {
      diary.track('web', (at += 10 * second), who, 'Products Searched', { query: wanted.name.split(' ').at(-1) ?? '' });
    } else {
      diary.track('web', (at += 10 * second), who, 'Product List Viewed', { category: wanted.category });
    }
    const seen: [Product, ...Product[]] = [wanted];
    while (random.chance(0.5) && seen.length < 4) seen.push(random.pick(products));
    for (const one of seen) diary.track('web', (at += 40 * second), who, 'Product Viewed', { ...one });
    return seen;
  }

  private orderOf(cart: readonly Product[]): JsonObject {
    const total = cart.reduce((sum, one) => sum + one.price, 0);
    return {
      order_id: `o-${this.customer.index}-${++this.orders}`,
      revenue: total,
      total: total + 5,
      shipping: 5,
      currency: this.customer.country.currency,
      products: cart.map((one) => ({ ...one, quantity: 1 })),
    };
  }

  /**
   * Who is not logged in orders as a guest, by e-mail: on the second device of somebody with an account that makes a second
   * profile, until the shop's own (verified) word about the same address joins them.
   */
  private buy(at: number, device: string, cart: readonly Product[], order: JsonObject): void {
    const { customer, diary, random } = this;
    const who = this.whoOn(device);
    const isGuest = !this.loggedIn.has(device);
    const { email, firstName, lastName } = customer;
    if (isGuest) diary.identify('web', at - minute, who, { email, firstName, lastName });
    diary.track('shop', at, who, 'Order Completed', order, isGuest ? { traits: { email } } : {});
    const support = { customer, diary, random, who: this.hasAccount ? { userId: customer.userId } : who };
    if (random.chance(0.2)) {
      const rating = random.pick([2, 3, 4, 4, 5, 5]);
      const [first] = cart;
      diary.track('web', at + 9 * day, who, 'Product Reviewed', { product_id: first?.product_id ?? '', rating });
    }
    if (random.chance(0.15)) {
      searchHelp(support, at + 4 * day, 'returns');
      diary.track('shop', at + 4 * day + 9 * minute, who, 'Return Requested', { order_id: order['order_id'] ?? '' });
      diary.track('shop', at + 10 * day, who, 'Order Refunded', order);
    } else if (random.chance(0.12)) {
      searchInVain(support, at + 3 * day);
      askInChat(support, at + 3 * day + 25 * minute);
    } else if (random.chance(0.15)) {
      askInChat(support, at + 2 * day);
    }
  }

  private readNewsletters(from: number, joined: number, to: number): void {
    const { customer, diary, random } = this;
    const who = { userId: customer.userId };
    for (const [index, newsletter] of newsletters.entries()) {
      const sentAt = from + ((index + 1) / (newsletters.length + 1)) * (to - from);
      if (sentAt < joined) continue;
      const at = sentAt + random.between(0, 20 * minute);
      diary.track('shop', at, who, 'Email Delivered', { ...newsletter });
      if (!random.chance(0.45)) continue;
      const openedAt = at + random.between(5 * minute, day);
      diary.track('shop', openedAt, who, 'Email Opened', { ...newsletter });
      if (random.chance(0.35)) diary.track('shop', openedAt + minute, who, 'Email Link Clicked', { ...newsletter });
      if (!random.chance(0.04)) continue;
      diary.track('shop', openedAt + 2 * minute, who, 'Unsubscribed', { ...newsletter });
      return;
    }
  }
}
