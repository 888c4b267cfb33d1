import { day, hour, minute } from '../clock';
import { emirates } from '../countries';
import { phrases } from '../phrases/by-language';
import { productNamed } from '../products';
import { deliver } from '../shop';
import { agents, chat, searchInVain } from '../support';
import { person, type Tale } from './tale';

const layla = person(3, {
  firstName: 'ليلى',
  lastName: 'حداد',
  country: emirates,
  city: 'دبي',
  email: 'layla.haddad@mailbox.example',
});

export const laylaTale: Tale = {
  title: 'ليلى حداد (Layla Haddad), a good customer, writes the third time about an order that is late',
  userId: layla.userId,
  tell({ end, play }) {
    const story = play(layla, end - 83 * day);
    const { currency } = layla.country;
    const first = story.begin(story.joined, layla.phoneDevice, null);
    first.open(0, phrases.ar.pages.home, '/');
    story.logIn(first);
    const tent = productNamed('Hule two-person tent');
    const jacket = productNamed('Skare down jacket');
    const orders = [
      { id: 'NL-20260771', currency, products: [tent, jacket], daysAgo: 80, daysLate: 0 },
      { id: 'NL-20260772', currency, products: [productNamed('Vidda 60 l backpack')], daysAgo: 52, daysLate: 3 },
      { id: 'NL-20260773', currency, products: [jacket, tent], daysAgo: 10, daysLate: 6 },
    ] as const;
    for (const { daysAgo, daysLate, ...order } of orders) {
      const visit = story.begin(end - daysAgo * day, layla.phoneDevice, null);
      visit.open(0, phrases.ar.pages.home, '/');
      story.browse(visit);
      story.buy(visit, order);
      deliver(story, visit.who, visit.at, order, daysLate);
    }

    const late = { topic: 'parcel', isOpen: true, properties: { order_id: 'NL-20260773' } } as const;
    const who = { userId: layla.userId };
    chat(story, { ...late, who, at: end - 4 * day, conversationId: 'chat-1003-1', team: [agents.theo], rating: null });
    const team = [agents.mara, agents.ines] as const;
    chat(story, { ...late, who, at: end - 2 * day, conversationId: 'chat-1003-2', team, rating: 2 });
    const today = story.begin(end - hour, layla.phoneDevice, null);
    searchInVain(story, today, 'parcel', 3);
    const open = { conversationId: 'chat-1003-3', team: [agents.mara], rating: null, isUnfinished: true } as const;
    chat(story, { ...late, ...open, who: today.who, at: end - 25 * minute });
  },
};
