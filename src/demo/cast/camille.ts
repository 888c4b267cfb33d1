import { day, hour } from '../clock';
import { france } from '../countries';
import { phrases } from '../phrases/by-language';
import { productNamed } from '../products';
import { deliver, returnOne } from '../shop';
import { agents, chat } from '../support';
import { person, type Tale } from './tale';

const camille = person(12, {
  firstName: 'Camille',
  lastName: 'Moreau',
  country: france,
  city: 'Grenoble',
  email: 'camille.moreau@mailbox.example',
});

export const camilleTale: Tale = {
  title: 'Camille Moreau complained, rated it 1 of 5, unsubscribed, and has been silent since',
  userId: camille.userId,
  tell({ end, play }) {
    const story = play(camille, end - 76 * day);
    const { diary } = story;
    const visit = story.begin(story.joined, camille.laptop, null);
    visit.open(0, phrases.fr.pages.home, '/');
    story.logIn(visit);
    story.browse(visit);
    const order = {
      id: 'NL-20260318',
      currency: france.currency,
      products: [productNamed('Rondane hiking boots')],
    } as const;
    story.buy(visit, order);
    const { who } = visit;
    const { arrivedAt } = deliver(story, who, visit.at, order, 4);
    returnOne(diary, who, arrivedAt + day, order, 'Trop petites');
    const ended = chat(story, {
      who,
      at: arrivedAt + 6 * day,
      topic: 'returns',
      conversationId: 'chat-1012-1',
      team: [agents.theo, agents.mara],
      rating: 1,
      isOpen: true,
      properties: { order_id: order.id },
    });
    const mail = { email_id: 'survey', email_subject: phrases.fr.newsletters.members, list_name: 'Nordlicht news' };
    diary.track('mail', ended + day, { userId: camille.userId }, 'Email Delivered', mail);
    diary.track('mail', ended + day + hour, { userId: camille.userId }, 'Email Opened', mail);
    diary.track('mail', ended + day + hour, { userId: camille.userId }, 'Unsubscribed', mail);
  },
};
