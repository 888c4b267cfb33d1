import { isJsonObject, type Json, type JsonObject } from './json';

/** Countries with one zone (of those with several, nobody can tell). ISO 3166 and the names that shops write. */
const zonesOfCountries: Readonly<Record<string, string>> = {
  ...{ DE: 'Europe/Berlin', GERMANY: 'Europe/Berlin', DEUTSCHLAND: 'Europe/Berlin', AT: 'Europe/Vienna' },
  ...{ AUSTRIA: 'Europe/Vienna', CH: 'Europe/Zurich', SWITZERLAND: 'Europe/Zurich', FR: 'Europe/Paris' },
  ...{ FRANCE: 'Europe/Paris', NL: 'Europe/Amsterdam', BE: 'Europe/Brussels', IT: 'Europe/Rome', PL: 'Europe/Warsaw' },
  ...{ SE: 'Europe/Stockholm', DK: 'Europe/Copenhagen', NO: 'Europe/Oslo', FI: 'Europe/Helsinki', IE: 'Europe/Dublin' },
  ...{ GB: 'Europe/London', UK: 'Europe/London', 'UNITED KINGDOM': 'Europe/London', CZ: 'Europe/Prague' },
  ...{ CN: 'Asia/Shanghai', CHINA: 'Asia/Shanghai', 中国: 'Asia/Shanghai', TW: 'Asia/Taipei', HK: 'Asia/Hong_Kong' },
  ...{ JP: 'Asia/Tokyo', JAPAN: 'Asia/Tokyo', KR: 'Asia/Seoul', SG: 'Asia/Singapore', IN: 'Asia/Kolkata' },
};

/** Where the customer's clock stands: his trait, then his country, then the workspace's zone. */
export function zoneOf(traits: JsonObject, workspaceZone: string): string {
  const own = trimmed(traits['timezone'] ?? traits['timeZone'] ?? traits['time_zone']);
  if (own !== '' && isZone(own)) return own;
  const address = traits['address'];
  const ofAddress = isJsonObject(address) ? address['country'] : undefined;
  const country = trimmed(traits['country'] ?? traits['countryCode'] ?? ofAddress).toUpperCase();
  return Object.hasOwn(zonesOfCountries, country) ? (zonesOfCountries[country] ?? workspaceZone) : workspaceZone;
}

const trimmed = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : '');

/** Answers that are kept: more than there are zones; people's traits may hold anything. */
const zonesKeptMax = 1_000;
const zonesKept = new Map<string, boolean>();

/** Kept: making formatters to find out took 0.7 ms of a request of the agents' panel. */
export function isZone(name: string): boolean {
  const known = zonesKept.get(name);
  if (known !== undefined) return known;
  const is = makesFormatter(name);
  if (zonesKept.size >= zonesKeptMax) zonesKept.clear();
  zonesKept.set(name, is);
  return is;
}

function makesFormatter(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
