import { day, minute } from '../clock';
import { germany } from '../countries';
import { phrases } from '../phrases/by-language';
import { productNamed } from '../products';
import { deliver } from '../shop';
import { person, type Tale } from './tale';

const name = { firstName: 'Anna', lastName: 'Schmidt', country: germany, city: 'Berlin' };
const anna = person(9, { ...name, email: 'anna.schmidt@mailbox.example' });
const otherAnna = person(10, { ...name, email: 'a.schmidt.berlin@mailbox.example' });
const somebody = person(11, { ...name, firstName: 'Tim', lastName: 'Weber', email: 'tim@mailbox.example' });

export const annasTale: Tale = {
  title: 'Two of the name Anna Schmidt in Berlin, and a stranger who typed the address of one: three people',
  userId: anna.userId,
  tell({ end, play }) {
    const { pages } = phrases.de;
    for (const [one, daysAgo, product] of [
      [anna, 50, 'Fjell rain jacket'],
      [otherAnna, 31, 'Kull gas stove'],
    ] as const) {
      const story = play(one, end - daysAgo * day);
      const visit = story.begin(story.joined, one.phoneDevice, null);
      visit.open(0, pages.home, '/');
      story.logIn(visit);
      story.browse(visit);
      const products = [productNamed(product)] as const;
      const order = { id: `NL-202606${daysAgo}`, currency: germany.currency, products };
      story.buy(visit, order);
      deliver(story, visit.who, visit.at, order, 0);
    }
    // He has no account: all that is known of him is his browser.
    const visit = play(somebody, end - 2 * day).begin(end - 2 * day + 3 * minute, somebody.laptop, null);
    visit.open(0, pages.newsletter, '/newsletter');
    visit.identify(25, null, { email: anna.email });
  },
};
