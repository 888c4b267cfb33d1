import { day, minute } from '../clock';
import { china } from '../countries';
import { phrases } from '../phrases/by-language';
import { productNamed } from '../products';
import { deliver, review } from '../shop';
import { person, type Tale } from './tale';

const liJing = person(2, {
  firstName: '静',
  lastName: '李',
  country: china,
  city: '上海',
  email: 'li.jing@mailbox.example',
});

export const liJingTale: Tale = {
  title: '李静 (Li Jing) was three profiles, on a phone and a laptop, before she had an account',
  userId: liJing.userId,
  tell({ end, play }) {
    const story = play(liJing, end - 40 * day);
    const { pages } = phrases.zh;
    const campaign = { source: 'wechat', medium: 'social', name: 'autumn-hiking' };
    for (const daysAgo of [40, 33]) {
      const look = story.begin(end - daysAgo * day, liJing.phoneDevice, daysAgo === 40 ? campaign : null);
      look.open(0, pages.home, '/');
      story.browse(look);
    }

    const guest = story.begin(end - 26 * day, liJing.laptop, null);
    guest.open(0, pages.home, '/');
    story.browse(guest);
    const boots = {
      id: 'NL-20260902',
      currency: liJing.country.currency,
      products: [productNamed('Rondane hiking boots'), productNamed('Raggen socks, three pairs')],
    } as const;
    story.buy(guest, boots);
    const { arrivedAt } = deliver(story, guest.who, guest.at, boots, 0);

    const account = story.begin(end - 12 * day, liJing.phoneDevice, null);
    account.open(0, pages.home, '/');
    story.logIn(account);
    review(story, account.who, Math.max(arrivedAt, account.at) + day, boots);

    const again = story.begin(end - 100 * minute, liJing.laptop, null);
    again.open(0, pages.home, '/');
    story.logIn(again);
    story.browse(again);
  },
};
