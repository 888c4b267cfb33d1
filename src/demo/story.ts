import { day, hour, minute, momentOfDay, second } from './clock';
import { accountTraits, type Customer } from './customer';
import type { Device } from './device';
import { Diary } from './diary';
import { readNewsletters, renewMembership } from './mail';
import { phrases } from './phrases/by-language';
import { topics, type Topic } from './phrases/phrases';
import { pathOf, productIn, products, type Product } from './products';
import { Random } from './random';
import { deliver, orderProperties, returnOne, review, type Delivery, type Order } from './shop';
import { askInChat, searchHelp, searchInVain } from './support';
import { Visit, type Campaign } from './visit';

/** Some were there from the beginning; the others came one after the other. */
const founderShare = 0.4;
const founderDays = 6;
const joinDays = 82;

const campaigns: readonly [Campaign, ...Campaign[]] = [
  { source: 'search', medium: 'cpc', name: 'rain-jackets' },
  { source: 'instagram', medium: 'social', name: 'first-snow' },
  { source: 'mountain-blog', medium: 'referral', name: 'tent-test' },
];

/**
 * One customer from his first visit on: what he did, and what he knows of the shop, up to a moment. What happened by then is the
 * same however far it is told.
 */
export class Story {
  /** Writes down what follows. */
  diary: Diary;
  /** anonymousIds of the devices on which he is logged in. */
  readonly loggedIn = new Set<string>();
  /** anonymousIds of the devices on which he gave his address for an order. */
  readonly guestDevices = new Set<string>();
  accountSince: number | null = null;
  readonly joined: number;
  private visits = 0;

  /** @param opened epoch milliseconds: when the shop's records begin */
  constructor(
    private readonly seed: string,
    readonly customer: Customer,
    opened: number,
    public random: Random = new Random(`${seed} story ${customer.index}`),
    joined?: number,
  ) {
    this.diary = new Diary(`${seed} ${customer.index}`, customer.country);
    const days = this.random.chance(founderShare) ? founderDays : joinDays;
    this.joined = joined ?? opened + this.random.between(0, days * day);
  }

  /** All that begins up to `to` (epoch milliseconds); some of it ends later. */
  tell(to: number): this {
    const { customer, random } = this;
    const isOffice = customer.company !== null;
    // Somebody who only looks comes back for some days, and no more.
    const most = customer.kind === 'visitor' ? random.integer(1, 3) : Infinity;
    let at = momentOfDay(random, customer.country.timezone, this.joined, isOffice);
    while (at <= to && this.visits < most) {
      this.visit(at);
      const gap = Math.max(0.3, -Math.log(1 - random.next()) * customer.visitDays) * day;
      const next = momentOfDay(random, customer.country.timezone, at + gap, isOffice);
      at = next > at + 2 * hour ? next : momentOfDay(random, customer.country.timezone, at + day, isOffice);
    }
    this.readMail(to);
    return this;
  }

  /** What the shop's mailings and the club made of it; with numbers and ids of their own, whatever else happened. */
  private readMail(to: number): void {
    const { seed, customer, accountSince } = this;
    if (accountSince === null) return;
    const mails = new Diary(`${seed} mails ${customer.index}`, customer.country);
    readNewsletters(seed, customer, mails, accountSince, to);
    const renewals = new Diary(`${seed} renewals ${customer.index}`, customer.country);
    renewMembership(seed, customer, renewals, accountSince, to);
    this.diary.calls.push(...mails.calls, ...renewals.calls);
  }

  /** The same person goes on with other numbers, written down elsewhere. */
  continueWith(random: Random, diary: Diary): this {
    this.random = random;
    this.diary = diary;
    return this;
  }

  /** He comes, looks, and maybe buys. */
  visit(start: number): void {
    const { customer, random } = this;
    const number = this.visits++;
    const device = this.deviceOf(number);
    const campaign = number === 0 || random.chance(0.15) ? random.pick(campaigns) : null;
    const visit = this.begin(start, device, campaign);
    visit.open(0, phrases[customer.country.language].pages.home, '/');
    if (customer.typesAddressOf !== null && number === 0) this.typeAddress(visit, customer.typesAddressOf);
    const mayLogIn = customer.kind === 'registered' && (number > 0 || random.chance(0.3));
    // Who orders on the household's tablet does it under his own name.
    const logsIn = mayLogIn && (random.chance(0.6) || device === customer.sharedTablet);
    if (logsIn && !this.loggedIn.has(device.anonymousId)) this.logIn(visit);
    const seen = this.browse(visit);
    if (customer.kind === 'visitor' || !random.chance(0.42)) return;
    this.order(visit, seen);
  }

  /** Looks at a help article, or looks for one in vain and asks. */
  askForHelp(start: number): void {
    const { customer, random } = this;
    const visit = this.begin(start, customer.phoneDevice, null);
    const topic = random.pick(topics);
    searchHelp(this, visit, topic);
    if (random.chance(0.5)) askInChat(this, visit.who, visit.at + minute, topic);
  }

  begin(start: number, device: Device, campaign: Campaign | null): Visit {
    const userId = this.loggedIn.has(device.anonymousId) ? this.customer.userId : null;
    return new Visit(this.diary, device, start, { userId, campaign });
  }

  /** The first visits alternate between phone and laptop; where the household has a tablet it is the third device. */
  private deviceOf(number: number): Device {
    const { phoneDevice, laptop, sharedTablet } = this.customer;
    if (sharedTablet !== null && number % 3 === 2) return sharedTablet;
    if (number < 2) return number === 0 ? phoneDevice : laptop;
    return this.random.pick([phoneDevice, laptop]);
  }

  /** The browser says who it is (claimed), the shop's server says it too (verified). */
  logIn(visit: Visit): void {
    const { customer, diary } = this;
    const { pages } = phrases[customer.country.language];
    const { anonymousId } = visit.device;
    visit.open(12, pages.account, '/account');
    const who = { userId: customer.userId, anonymousId };
    if (this.accountSince === null) this.signUp(visit.at + 8 * second, who);
    this.loggedIn.add(anonymousId);
    visit.identify(10, customer.userId, { firstName: customer.firstName });
    diary.track('shop', visit.at + second, who, 'Signed In', { username: customer.email });
  }

  private signUp(at: number, who: { userId: string; anonymousId: string }): void {
    const { customer, diary } = this;
    const { formerUserId, company, firstName, lastName, email } = customer;
    this.accountSince = at;
    if (formerUserId !== null) {
      diary.identify('shop', at - 2 * second, { userId: formerUserId }, accountTraits(customer, at));
      diary.alias(at - second, formerUserId, customer.userId);
    }
    diary.identify('shop', at, who, accountTraits(customer, at));
    // The box of the form, which most leave ticked.
    if (customer.reads) {
      const agreed = { medium: 'email', topic: 'news', address: email, form: 'sign-up', text_version: 2 };
      diary.track('shop', at, { userId: customer.userId }, 'Consent Granted', agreed);
    }
    const type = company === null ? 'private' : 'business';
    diary.track('shop', at, who, 'Signed Up', { type, first_name: firstName, last_name: lastName, email });
    if (company === null) return;
    const { groupId, name, industry } = company;
    const country = customer.country.code;
    diary.group(at + second, who, groupId, { name, industry, country, plan: 'Business', employees: 12 });
    diary.track('shop', at + second, who, 'Account Added User', {
      account_id: groupId,
      account_name: name,
      role: 'buyer',
    });
  }

  private typeAddress(visit: Visit, owner: Customer): void {
    visit.open(15, phrases[this.customer.country.language].pages.newsletter, '/newsletter');
    visit.identify(20, null, { email: owner.email });
  }

  /** @returns what he looked at */
  browse(visit: Visit): [Product, ...Product[]] {
    const { random, customer } = this;
    const wanted = random.pick(products);
    if (random.chance(0.3)) {
      visit.track(random.integer(5, 20), 'Products Searched', { query: wanted.name.split(' ').at(-1) ?? '' });
    } else {
      visit.open(random.integer(5, 20), wanted.category, `/${wanted.category.toLowerCase().replace(' ', '-')}`);
      visit.track(0, 'Product List Viewed', { category: wanted.category, list_id: 'category' });
    }
    const seen: [Product, ...Product[]] = [wanted];
    while (random.chance(0.4) && seen.length < 4) seen.push(random.pick(products));
    for (const one of seen) {
      visit.open(random.integer(8, 60), one.name, pathOf(one));
      visit.track(0, 'Product Viewed', productIn(customer.country.currency, one));
    }
    return seen;
  }

  /** Puts something into the cart; three in five buy it. */
  order(visit: Visit, seen: readonly [Product, ...Product[]]): void {
    const { random, customer } = this;
    const { currency } = customer.country;
    const chosen: readonly [Product, ...Product[]] = random.chance(0.3) ? seen : [seen[0]];
    for (const one of chosen) visit.track(15, 'Product Added', { ...productIn(currency, one), quantity: 1 });
    if (!random.chance(0.75)) return;
    const order: Order = { id: `NL-${random.digits(8)}`, currency, products: chosen };
    const goesOn = random.chance(0.8);
    visit.open(40, phrases[customer.country.language].pages.checkout, '/checkout');
    visit.track(0, 'Checkout Started', orderProperties(order));
    if (!goesOn) return;
    this.buy(visit, order);
    this.afterwards(visit, order, deliver(this, visit.who, visit.at, order));
  }

  /**
   * Who is not logged in orders as a guest, by e-mail: on the second device of somebody with an account that makes a second
   * profile, until the shop's own (verified) word about the same address joins them.
   */
  buy(visit: Visit, order: Order): void {
    const { customer, diary } = this;
    const { email, firstName, lastName, phone, country } = customer;
    const isGuest = !this.loggedIn.has(visit.device.anonymousId);
    if (isGuest) {
      this.guestDevices.add(visit.device.anonymousId);
      visit.identify(45, null, { email, firstName, lastName });
    }
    const { who } = visit;
    visit.at += 40 * second;
    if (isGuest) {
      const { code, locale } = country;
      const traits = {
        email,
        firstName,
        lastName,
        country: code,
        locale,
        ...(customer.kind === 'guest' ? { phone } : {}),
      };
      diary.identify('shop', visit.at, who, traits);
    }
    diary.track('shop', visit.at, who, 'Order Completed', orderProperties(order), isGuest ? { traits: { email } } : {});
  }

  /** What comes of an order: questions while it is late, things sent back, reviews. */
  private afterwards(visit: Visit, order: Order, { arrivedAt, daysLate }: Delivery): void {
    const { random, customer } = this;
    const who = this.accountSince === null ? visit.who : { userId: customer.userId };
    const help = (on: number, topic: Topic, inVain: boolean): void => {
      const at = momentOfDay(random, customer.country.timezone, on, false);
      const later = this.begin(at, visit.device, null);
      if (!inVain) return searchHelp(this, later, topic);
      searchInVain(this, later, topic, random.integer(2, 4));
      askInChat(this, later.who, later.at + 2 * minute, topic, { order_id: order.id });
    };
    if (daysLate > 2 && random.chance(0.7)) help(arrivedAt - 2 * day, 'parcel', random.chance(0.6));
    const kind = random.next();
    if (kind < 0.12) {
      help(arrivedAt + day, 'returns', false);
      const reason = random.pick(['Too small', 'Changed my mind', 'Not as described', 'Damaged']);
      returnOne(this.diary, who, arrivedAt + day + hour, order, reason);
    } else if (kind < 0.2) help(arrivedAt + 3 * day, random.pick(['sizes', 'care', 'tent-pole']), true);
    else if (kind < 0.26) {
      const at = momentOfDay(random, customer.country.timezone, visit.at + day, false);
      askInChat(this, visit.who, at, 'invoice', { order_id: order.id });
    }
    if (random.chance(0.2)) review(this, who, arrivedAt + 6 * day, order);
  }
}
