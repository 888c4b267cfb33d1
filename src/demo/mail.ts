import type { JsonObject } from '@rapport/sdk';
import { atLocalHour, day, hour, minute, weekday } from './clock';
import { accountTraits, type Customer } from './customer';
import type { Diary } from './diary';
import { phrases } from './phrases/by-language';
import { newsletters } from './phrases/phrases';
import { priceIn } from './products';
import { Random } from './random';

const thursday = 4;
const list = { list_id: 'news', list_name: 'Nordlicht news' };

/** A newsletter every Thursday at ten, from `joined` to `to` (epoch milliseconds), until he has enough of it. */
export function readNewsletters(seed: string, customer: Customer, diary: Diary, joined: number, to: number): void {
  if (!customer.reads) return;
  const { timezone, language } = customer.country;
  for (let at = firstThursday(timezone, joined); at <= to; at += 7 * day) {
    const week = Math.round(at / (7 * day));
    const id = newsletters[week % newsletters.length] ?? newsletters[0];
    // Of this week alone: what happened before does not depend on how far it is told.
    const random = new Random(`${seed} mail ${customer.index} ${week}`);
    const mail = {
      email_id: `${id}-${week}`,
      email_subject: phrases[language].newsletters[id],
      campaign_id: `news-${week}`,
      campaign_name: `Newsletter ${new Date(at).toISOString().slice(0, 10)}`,
      ...list,
    };
    const who = { userId: customer.userId };
    const deliveredAt = at + random.between(0, 20 * minute);
    diary.track('mail', deliveredAt, who, 'Email Delivered', mail);
    if (!random.chance(0.4)) continue;
    const openedAt = deliveredAt + random.between(2 * minute, 14 * hour);
    diary.track('mail', openedAt, who, 'Email Opened', mail);
    if (random.chance(0.3)) {
      const link = { link_id: 'hero', link_url: `https://nordlicht.example/news/${id}` };
      diary.track('mail', openedAt + minute, who, 'Email Link Clicked', { ...mail, ...link });
    }
    if (random.chance(0.03)) return unsubscribe(customer, diary, openedAt + 2 * minute, mail);
  }
}

/** The mailings know it first, and say it to whoever else writes to customers. */
function unsubscribe({ userId, email }: Customer, diary: Diary, at: number, mail: JsonObject): void {
  diary.track('mail', at, { userId }, 'Unsubscribed', { ...mail });
  const denied = { medium: 'email', topic: 'news', address: email, campaign: mail['campaign_name'] ?? null };
  diary.track('mail', at, { userId }, 'Consent Denied', denied);
}

/** A club membership of a year: a reminder, then the renewal, for some only after a payment that failed. */
export function renewMembership(seed: string, customer: Customer, diary: Diary, joined: number, to: number): void {
  if (customer.memberDay === null) return;
  const { language, currency } = customer.country;
  const plan: JsonObject = { plan: 'Nordlicht Club', period: 'year', currency, total: priceIn(currency, 29) };
  for (let year = new Date(joined).getUTCFullYear(); ; year++) {
    const due = Date.UTC(year, 0, 1, 9) + customer.memberDay * day;
    if (due - 14 * day > to) return;
    if (due - 14 * day < joined) continue;
    const random = new Random(`${seed} renewal ${customer.index} ${year}`);
    const who = { userId: customer.userId };
    const email_subject = phrases[language].renewal;
    const renews_at = new Date(due).toISOString().slice(0, 10);
    diary.track('mail', due - 14 * day, who, 'Email Delivered', { email_id: `renewal-${year}`, email_subject });
    diary.identify('shop', due - 14 * day, who, { membership_renews_at: renews_at });
    const renewal = { ...plan, renews_at };
    if (random.chance(0.75)) {
      diary.track('shop', due, who, 'Subscription Renewed', renewal);
      continue;
    }
    diary.track('shop', due, who, 'Payment Failed', { ...renewal, reason: 'card_expired' });
    if (random.chance(0.5)) diary.track('shop', due + 3 * day, who, 'Subscription Renewed', renewal);
    else return cancel(diary, customer, due + 7 * day);
  }
}

function cancel(diary: Diary, customer: Customer, at: number): void {
  const who = { userId: customer.userId };
  diary.track('shop', at, who, 'Subscription Cancelled', { plan: 'Nordlicht Club', reason: 'payment_failed' });
  diary.identify('shop', at, who, { ...accountTraits(customer, at), createdAt: null, membership: null });
}

function firstThursday(zone: string, joined: number): number {
  const days = (thursday - weekday(zone, joined) + 7) % 7;
  const at = atLocalHour(zone, joined + days * day, 10);
  return at > joined ? at : at + 7 * day;
}
