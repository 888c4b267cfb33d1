import { day, hour, minute } from '../clock';
import { germany } from '../countries';
import { phrases } from '../phrases/by-language';
import { productNamed } from '../products';
import { deliver } from '../shop';
import { agents, chat } from '../support';
import { person, type Tale } from './tale';

const company = { groupId: 'org-1001', name: 'Bergfreunde Touren GmbH', industry: 'Travel' };
const office = { country: germany, city: 'München', company };
const sabine = person(6, { ...office, firstName: 'Sabine', lastName: 'Krüger', email: 'krueger@bergfreunde.example' });
const jonas = person(7, { ...office, firstName: 'Jonas', lastName: 'Weiß', email: 'weiss@bergfreunde.example' });
const miriam = person(8, { ...office, firstName: 'Miriam', lastName: 'Hofmann', email: 'hofmann@bergfreunde.example' });

export const bergfreundeTale: Tale = {
  title: 'Sabine Krüger buys for a company of three accounts; its contract is renewed in six days',
  userId: sabine.userId,
  tell({ end, play }) {
    const { pages } = phrases.de;
    const account = { account_id: company.groupId, account_name: company.name };
    for (const [index, one] of [sabine, jonas, miriam].entries()) {
      const story = play(one, end - (85 - index * 4) * day);
      const { diary } = story;
      const visit = story.begin(story.joined, one.laptop, null);
      visit.open(0, pages.home, '/');
      story.logIn(visit);
      story.browse(visit);
      if (one !== sabine) continue;
      const who = visit.who;
      diary.track('shop', visit.at, who, 'Account Created', account);
      diary.track('shop', visit.at + minute, who, 'Trial Started', { ...account, plan: 'Business', trial_days: 14 });
      for (const other of [jonas, miriam])
        diary.track('shop', visit.at + hour, who, 'Invite Sent', { ...account, invitee_email: other.email });
      diary.track('shop', visit.at + 14 * day, who, 'Trial Ended', { ...account, plan: 'Business' });
      const renews_at = new Date(end + 6 * day).toISOString().slice(0, 10);
      diary.group(visit.at + 14 * day, who, company.groupId, { name: company.name, plan: 'Business', renews_at });
      const order = {
        id: 'NL-20260640',
        currency: germany.currency,
        products: [productNamed('Fjell rain jacket'), productNamed('Varde head torch')],
        quantity: 12,
      } as const;
      const purchase = story.begin(end - 40 * day, one.laptop, null);
      purchase.open(0, pages.home, '/');
      story.buy(purchase, order);
      deliver(story, purchase.who, purchase.at, order, 0);
      const invoice = { topic: 'invoice', team: [agents.theo], rating: 5, isOpen: true } as const;
      chat(story, { ...invoice, who: purchase.who, at: end - 39 * day, conversationId: 'chat-1006-1' });
      const mail = { email_id: 'renewal-business', email_subject: phrases.de.renewal };
      diary.track('mail', end - 8 * day, { userId: one.userId }, 'Email Delivered', mail);
      diary.track('mail', end - 7 * day, { userId: one.userId }, 'Email Opened', mail);
      const renewal = { ...account, plan: 'Business', period: 'year', total: 990, currency: germany.currency };
      diary.track('shop', end + 6 * day, { userId: one.userId }, 'Subscription Renewed', renewal);
    }
  },
};
