import type { Random } from './random';

/** A browser, as it names itself. */
export type Device = {
  /** The anonymousId that its cookie keeps. */
  readonly anonymousId: string;
  readonly userAgent: string;
  readonly mobile: boolean;
  readonly platform: string;
};

type Browser = Omit<Device, 'anonymousId'>;

const phones: readonly [Browser, ...Browser[]] = [
  {
    userAgent:
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    mobile: true,
    platform: 'iOS',
  },
  {
    userAgent:
      'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
    mobile: true,
    platform: 'Android',
  },
];
const laptops: readonly [Browser, ...Browser[]] = [
  {
    userAgent:
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    mobile: false,
    platform: 'Windows',
  },
  {
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
    mobile: false,
    platform: 'macOS',
  },
  {
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
    mobile: false,
    platform: 'Linux',
  },
];
const tablet: Browser = {
  userAgent:
    'Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  mobile: true,
  platform: 'iPadOS',
};

export function newPhone(random: Random): Device {
  return { anonymousId: random.uuid(), ...random.pick(phones) };
}

export function newLaptop(random: Random): Device {
  return { anonymousId: random.uuid(), ...random.pick(laptops) };
}

export function newTablet(random: Random): Device {
  return { anonymousId: random.uuid(), ...tablet };
}
