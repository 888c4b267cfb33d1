import type { DemoCall } from './call';
import { activityAt, day, second } from './clock';
import { tellStory, openedAt, type Company } from './company';
import { createCustomer } from './customer';
import { Diary } from './diary';
import { newLaptop } from './device';
import { phrases } from './phrases/by-language';
import { newsletters, topics } from './phrases/phrases';
import { Random } from './random';
import { Story } from './story';
import { agents, type Chat, chat, searchInVain } from './support';
import { Visit } from './visit';

/**
 * While somebody watches, the shop is busier than its few hundred customers make it: in every `sceneSeconds` one scene begins.
 * A scene is a function of the company and of its number (the time by the clock), so that it is the same in every run.
 */
const sceneSeconds = 40;
/** Customers of scenes that are nobody's of the company. */
const passersFrom = 100_000_000;
/** In bigger companies the scenes are of the first of them. */
const castingMax = 2_000;
const castingTries = 12;

export function sceneNumber(at: number): number {
  return Math.floor(at / (sceneSeconds * second));
}

const teams: readonly [Chat['team'], ...(readonly Chat['team'][])] = [
  [agents.mara],
  [agents.theo, agents.ines],
  [agents.mara, agents.theo, agents.ines],
];

type Play = (story: Story, start: number, random: Random) => void;
type Kind = { readonly weight: number; readonly needs: 'account' | 'anybody'; readonly play: Play };

const kinds: readonly [Kind, ...Kind[]] = [
  { weight: 50, needs: 'account', play: (story, start) => story.visit(start) },
  { weight: 12, needs: 'account', play: (story, start) => story.askForHelp(start) },
  { weight: 10, needs: 'account', play: writeToUs },
  { weight: 15, needs: 'anybody', play: writeToUs },
  { weight: 10, needs: 'account', play: readNewsletter },
  { weight: 25, needs: 'anybody', play: becomeKnown },
  { weight: 3, needs: 'account', play: typeAddress },
];

/** What begins in this stretch of time; the order that comes of it is delivered days later. */
export function scene(company: Company, number: number): DemoCall[] {
  const random = new Random(`${company.seed} scene ${number}`);
  const start = number * sceneSeconds * second + random.integer(0, 20) * second;
  const { needs, play } = random.weighted(kinds);
  const story = needs === 'account' ? casting(company, random, start) : passer(company, number, start);
  if (story === null) return [];
  const diary = new Diary(`${company.seed} scene ${number}`, story.customer.country);
  play(story.continueWith(random, diary), start, random);
  return diary.calls;
}

/** Somebody with an account who is awake where he lives. */
function casting(company: Company, random: Random, start: number): Story | null {
  for (let attempt = 0; attempt < castingTries; attempt++) {
    const index = random.integer(0, Math.min(company.customers, castingMax) - 1);
    const { kind, country } = createCustomer(company.seed, index);
    if (kind !== 'registered' || !random.chance(activityAt(country.timezone, start, false))) continue;
    const story = tellStory(company, index, start - day);
    if (story.accountSince !== null && story.accountSince < start) return story;
  }
  return null;
}

function passer(company: Company, number: number, start: number): Story {
  const customer = createCustomer(company.seed, passersFrom + number);
  return new Story(company.seed, customer, openedAt(company), undefined, start);
}

/** Looks around as nobody; some sign up, and buy. */
function becomeKnown(story: Story, start: number, random: Random): void {
  const { customer } = story;
  const campaign = { source: 'search', medium: 'cpc', name: 'rain-jackets' };
  const visit = story.begin(start, customer.phoneDevice, campaign);
  visit.open(0, phrases[customer.country.language].pages.home, '/');
  const seen = story.browse(visit);
  if (!random.chance(0.6)) return;
  story.logIn(visit);
  story.order(visit, seen);
}

/** Searches, finds nothing, and writes: somebody is there, whatever the time. Who is new here signs up for it. */
function writeToUs(story: Story, start: number, random: Random): void {
  const visit = story.begin(start, story.customer.phoneDevice, null);
  if (story.accountSince === null) story.logIn(visit);
  const topic = random.pick(topics);
  searchInVain(story, visit, topic, random.integer(1, 3), [20, 40]);
  const team = random.pick(teams);
  const conversationId = `chat-${story.customer.index}-${Math.floor(start / second)}`;
  const rating = team.length === 1 ? random.integer(3, 5) : random.integer(1, 3);
  chat(story, { who: visit.who, at: visit.at + 20 * second, topic, conversationId, team, rating, isOpen: true });
}

function readNewsletter(story: Story, start: number, random: Random): void {
  const { customer, diary } = story;
  const { language } = customer.country;
  const id = random.pick(newsletters);
  const mail = { email_id: `${id}-extra`, email_subject: phrases[language].newsletters[id] };
  diary.track('mail', start, { userId: customer.userId }, 'Email Opened', mail);
  if (!random.chance(0.6)) return;
  diary.track('mail', start + 12 * second, { userId: customer.userId }, 'Email Link Clicked', mail);
  const campaign = { source: 'newsletter', medium: 'email', name: id };
  const visit = story.begin(start + 14 * second, customer.phoneDevice, campaign);
  visit.open(0, phrases[language].newsletters[id], `/news/${id}`);
  story.browse(visit);
}

/** Somebody types the address of another customer into a form: a suggestion for the queue. */
function typeAddress({ customer, diary }: Story, start: number, random: Random): void {
  const visit = new Visit(diary, newLaptop(random), start, { userId: null });
  visit.open(0, phrases[customer.country.language].pages.newsletter, '/newsletter');
  visit.identify(18, null, { email: customer.email });
}
