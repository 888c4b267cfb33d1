import { day, hour, minute } from '../clock';
import { britain } from '../countries';
import { phrases } from '../phrases/by-language';
import { priceIn, productNamed } from '../products';
import { deliver } from '../shop';
import { person, type Tale } from './tale';

const george = person(13, {
  firstName: 'George',
  lastName: 'Evans',
  country: britain,
  city: 'Bristol',
  email: 'george.evans@mailbox.example',
  formerUserId: 'legacy-0042',
  memberDay: 0,
});

export const georgeTale: Tale = {
  title: 'George Evans came over from the old shop (an alias); his club renewal failed, then went through',
  userId: george.userId,
  tell({ end, play }) {
    const story = play(george, end - 66 * day);
    const { diary } = story;
    const old = { userId: 'legacy-0042' };
    const currency = george.country.currency;
    const past = { order_id: 'OLD-5512', revenue: 79, total: 79, currency, products: [] };
    diary.track('shop', end - 88 * day, old, 'Order Completed', past);
    const visit = story.begin(story.joined, george.laptop, null);
    visit.open(0, phrases.en.pages.home, '/');
    story.logIn(visit);
    story.browse(visit);
    const order = { id: 'NL-20260519', currency, products: [productNamed('Ull merino shirt')], quantity: 2 } as const;
    story.buy(visit, order);
    deliver(story, visit.who, visit.at, order, 0);
    const who = { userId: george.userId };
    const plan = { plan: 'Nordlicht Club', period: 'year', total: priceIn(currency, 29), currency };
    const mail = { email_id: 'renewal', email_subject: phrases.en.renewal };
    diary.track('mail', end - 19 * day, who, 'Email Delivered', mail);
    diary.track('mail', end - 18 * day, who, 'Email Opened', mail);
    diary.track('shop', end - 5 * day, who, 'Payment Failed', { ...plan, reason: 'card_expired' });
    const account = story.begin(end - 2 * day, george.laptop, null);
    account.open(0, phrases.en.pages.account, '/account');
    account.track(90, 'Payment Info Entered', { payment_method: 'Visa' });
    diary.track('shop', account.at + 2 * minute, who, 'Subscription Renewed', plan);
    diary.track('mail', account.at + hour, who, 'Email Delivered', {
      email_id: 'receipt',
      email_subject: 'Your receipt',
    });
  },
};
