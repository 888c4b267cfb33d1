import { day, hour, minute } from '../clock';
import { britain } from '../countries';
import { productNamed } from '../products';
import { deliver, review } from '../shop';
import { agents, chat, searchInVain } from '../support';
import { person, type Tale } from './tale';

const joe = person(1, {
  firstName: 'Joe',
  lastName: 'Miller',
  country: britain,
  city: 'Leeds',
  email: 'joe.miller@mailbox.example',
  reads: true,
});

export const joeTale: Tale = {
  title: 'Joe Miller searched the help centre for half an hour, then was handed over twice',
  userId: joe.userId,
  tell({ end, play }) {
    const story = play(joe, end - 71 * day);
    const first = story.begin(story.joined, joe.phoneDevice, null);
    first.open(0, 'Nordlicht: made for outside', '/');
    story.browse(first);
    story.logIn(first);

    const purchase = story.begin(end - 34 * day, joe.laptop, null);
    purchase.open(0, 'Nordlicht: made for outside', '/');
    story.browse(purchase);
    story.logIn(purchase);
    const tent = {
      id: 'NL-20260411',
      currency: joe.country.currency,
      products: [productNamed('Hule two-person tent'), productNamed('Natt sleeping bag')],
    } as const;
    story.buy(purchase, tent);
    const { arrivedAt } = deliver(story, purchase.who, purchase.at, tent, 0);
    const asked = {
      topic: 'care',
      conversationId: 'chat-1001-1',
      team: [agents.mara],
      rating: 5,
      isOpen: true,
    } as const;
    chat(story, { ...asked, who: purchase.who, at: end - 21 * day });
    review(story, purchase.who, arrivedAt + 5 * day, tent);

    const search = story.begin(end - 3 * hour, joe.laptop, null);
    searchInVain(story, search, 'tent-pole', 8, [200, 260]);
    chat(story, {
      who: search.who,
      at: search.at + 2 * minute,
      topic: 'tent-pole',
      conversationId: 'chat-1001-2',
      team: [agents.mara, agents.theo, agents.ines],
      rating: 1,
      isOpen: true,
      properties: { order_id: tent.id },
    });
  },
};
