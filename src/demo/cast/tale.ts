import type { DemoCall } from '../call';
import type { Customer } from '../customer';
import { newLaptop, newPhone } from '../device';
import { Random } from '../random';
import { Story } from '../story';

/** A story written by hand, of people who are the same in every company. */
export type Tale = {
  /** One line: what is worth looking at. */
  readonly title: string;
  /** Whose page shows it. */
  readonly userId: string;
  readonly tell: (stage: Stage) => void;
};

/** Where a tale is told: it counts back from `end`, and whoever it needs comes from `play`. Epoch milliseconds. */
export type Stage = {
  readonly end: number;
  readonly play: (customer: Customer, joined: number) => Story;
};

type Features = Pick<Customer, 'firstName' | 'lastName' | 'country' | 'city' | 'email'> &
  Partial<Pick<Customer, 'company' | 'sharedTablet' | 'formerUserId' | 'memberDay' | 'reads'>>;

const castFrom = 9_000_000;

/** @param number from 1, another for everybody: the user id is `c-1001` and so on */
export function person(number: number, features: Features): Customer {
  const random = new Random(`cast ${number}`);
  const [prefix, digits] = features.country.mobile;
  return {
    index: castFrom + number,
    kind: 'registered',
    userId: `c-${1_000 + number}`,
    formerUserId: null,
    phone: `${prefix}${random.digits(digits)}`,
    birthday: `19${random.integer(70, 99)}-0${random.integer(1, 9)}-${random.integer(10, 28)}`,
    visitDays: 10,
    reads: false,
    memberDay: null,
    company: null,
    phoneDevice: newPhone(random),
    laptop: newLaptop(random),
    sharedTablet: null,
    typesAddressOf: null,
    ...features,
  };
}

/** All that the people of a tale do, some of it after `end`. */
export function perform(tale: Tale, seed: string, opened: number, end: number): DemoCall[] {
  const stories: Story[] = [];
  const play = (customer: Customer, joined: number): Story => {
    const random = new Random(`${seed} story ${customer.index}`);
    const story = new Story(seed, customer, opened, random, joined);
    stories.push(story);
    return story;
  };
  tale.tell({ end, play });
  return stories.flatMap(({ diary }) => diary.calls);
}
