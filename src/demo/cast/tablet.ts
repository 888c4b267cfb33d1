import { day, hour } from '../clock';
import { germany } from '../countries';
import { newTablet } from '../device';
import { phrases } from '../phrases/by-language';
import { productNamed } from '../products';
import { Random } from '../random';
import { deliver } from '../shop';
import { person, type Tale } from './tale';

const home = { country: germany, city: 'Hamburg', sharedTablet: newTablet(new Random('cast tablet')) };
const katharina = person(4, { ...home, firstName: 'Katharina', lastName: 'Vogt', email: 'k.vogt@mailbox.example' });
const emre = person(5, { ...home, firstName: 'Emre', lastName: 'Yılmaz', email: 'emre.yilmaz@mailbox.example' });

export const tabletTale: Tale = {
  title: 'Katharina Vogt and Emre Yılmaz share a tablet, and stay two people: a conflict to decide',
  userId: katharina.userId,
  tell({ end, play }) {
    for (const [one, daysAgo] of [
      [katharina, 60],
      [emre, 45],
    ] as const) {
      const story = play(one, end - daysAgo * day);
      const own = story.begin(story.joined, one.laptop, null);
      own.open(0, phrases.de.pages.home, '/');
      story.logIn(own);
      story.browse(own);
      const tablet = story.begin(end - daysAgo * day + 9 * day + 5 * hour, home.sharedTablet, null);
      tablet.open(0, phrases.de.pages.home, '/');
      story.logIn(tablet);
      story.browse(tablet);
      const product = productNamed(one === emre ? 'Sti trail runners' : 'Ull merino shirt');
      const order = {
        id: `NL-2026055${one === emre ? 2 : 1}`,
        currency: germany.currency,
        products: [product],
      } as const;
      story.buy(tablet, order);
      deliver(story, tablet.who, tablet.at, order, 0);
    }
  },
};
