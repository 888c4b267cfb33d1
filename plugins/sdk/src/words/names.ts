import type { JsonObject } from '../json';
import { wordLimits } from './limits';
import { wordLocaleOf } from './locale';
import { cleanText } from './value';
import type { Tone, Value } from './view';

/** What is known of how somebody is called. Parts are clean; all may be missing. */
export type PersonName = {
  readonly first?: string | undefined;
  readonly last?: string | undefined;
  /** Both, in the order in which the name is written. */
  readonly full?: string | undefined;
  readonly gender?: 'female' | 'male' | undefined;
  /** `Dr.`, `Prof.` */
  readonly degree?: string | undefined;
};

/** Family names of two characters; all others have one. */
const doubleSurnames = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '长孙',
  '司徒',
  '夏侯',
  '令狐',
  '端木',
];
const han = /^\p{Script=Han}+(?:·\p{Script=Han}+)?$/u;

/** Reads Segment's name traits and their usual spellings. Addresses, numbers and user names are no names. */
export function personName(traits: JsonObject): PersonName {
  const first = namePart(pick(traits, ['firstName', 'first_name', 'firstname', 'givenName', 'given_name']));
  const last = namePart(pick(traits, ['lastName', 'last_name', 'lastname', 'familyName', 'family_name', 'surname']));
  const gender = genderOf(pick(traits, ['salutation', 'gender', 'sex']));
  const degree = degreeOf(traits['title']);
  const parts =
    first === undefined && last === undefined
      ? splitName(namePart(pick(traits, ['name', 'fullName', 'full_name'])))
      : { first, last };
  return { ...parts, full: joined(parts), gender, degree };
}

/** `Ms Lopez`, `Frau Lopez`, `王女士`; without a known gender the whole name; undefined where no name is known. */
export function politeName(name: PersonName, locale: string): string | undefined {
  const { first, last, full, gender, degree } = name;
  const language = wordLocaleOf(locale);
  if (language === 'zh-Hans') {
    if (last !== undefined && gender !== undefined && isHan(last))
      return `${last}${gender === 'female' ? '女士' : '先生'}`;
    if (full !== undefined && gender !== undefined && last !== undefined)
      return `${last}${gender === 'female' ? '女士' : '先生'}`;
    return full ?? first;
  }
  if (last === undefined) return first;
  if (language === 'de') {
    const title = degree === undefined ? '' : `${degree} `;
    if (gender === undefined) return title + (full ?? last);
    return `${gender === 'female' ? 'Frau' : 'Herr'} ${title}${last}`;
  }
  if (degree !== undefined) return `${degree.replace('.', '')} ${last}`;
  return gender === undefined ? full : `${gender === 'female' ? 'Ms' : 'Mr'} ${last}`;
}

/** The name by which somebody is spoken to, as tone and language have it: friendly by the first name, formal politely. */
export function spokenName(name: PersonName, locale: string, tone: Tone): string | undefined {
  const isByFirstName = tone === 'friendly' || (tone === 'neutral' && wordLocaleOf(locale) === 'en');
  // Chinese first names alone are for family and friends.
  if (!isByFirstName || wordLocaleOf(locale) === 'zh-Hans') return politeName(name, locale);
  return name.first ?? politeName(name, locale);
}

/** Reads `f`, `Ms`, `weiblich`, `女` ...; undefined for everything else: nobody is guessed by a first name. */
export function genderOf(value: Value): 'female' | 'male' | undefined {
  const text = cleanText(value)?.toLowerCase().replace('.', '');
  if (text === undefined) return undefined;
  if (['f', 'female', 'woman', 'w', 'weiblich', 'frau', 'ms', 'mrs', 'miss', '女', '女士', '女性'].includes(text))
    return 'female';
  return ['m', 'male', 'man', 'männlich', 'herr', 'mr', '男', '先生', '男性'].includes(text) ? 'male' : undefined;
}

function degreeOf(value: Value): string | undefined {
  const text = cleanText(value);
  return text !== undefined && /^(?:Dr|Prof)\.?$/.test(text) ? `${text.replace('.', '')}.` : undefined;
}

function pick(traits: JsonObject, keys: readonly string[]): Value {
  const key = keys.find((one) => Object.hasOwn(traits, one) && cleanText(traits[one]) !== undefined);
  return key === undefined ? undefined : traits[key];
}

/** Names are made of letters; `KIM` and `kim` become `Kim`, mixed case is how somebody writes himself. */
function namePart(value: Value): string | undefined {
  const text = cleanText(value)?.replace(/(?<=\p{L}{3,})\.$|[’'-]+$/gu, '');
  if (text === undefined || [...text].length > 2 * wordLimits.nameCharsMax) return undefined;
  if (!/^[\p{L}\p{M}\s.'’·,-]+$/u.test(text) || !/\p{L}/u.test(text)) return undefined;
  const isOneCase = text === text.toUpperCase() || text === text.toLowerCase();
  return isOneCase && text.length > 2
    ? text.toLowerCase().replace(/(?<=^|[\s'’-])\p{L}/gu, (letter) => letter.toUpperCase())
    : text;
}

function splitName(name: string | undefined): { first?: string | undefined; last?: string | undefined } {
  if (name === undefined) return {};
  if (han.test(name) && !name.includes('·')) return splitHan(name);
  const [last, first, ...others] = name.split(/\s*,\s*/).filter((part) => part !== '');
  if (first !== undefined && last !== undefined && others.length === 0) return { first, last };
  const words = name
    .replaceAll(',', '')
    .split(' ')
    .filter((word) => word !== '');
  const particle = words.findIndex(
    (word, index) => index > 0 && /^(?:von|van|de|del|della|da|di|dos|zu|bin|al|el|la|le)$/.test(word),
  );
  const at = particle > 0 ? particle : words.length - 1;
  return at < 1 ? { first: words[0] } : { first: words.slice(0, at).join(' '), last: words.slice(at).join(' ') };
}

function splitHan(name: string): { first?: string | undefined; last?: string | undefined } {
  const letters = [...name];
  if (letters.length < 2 || letters.length > 4) return { first: name };
  const double = letters.length > 2 && doubleSurnames.includes(letters.slice(0, 2).join(''));
  const at = double ? 2 : 1;
  return { last: letters.slice(0, at).join(''), first: letters.slice(at).join('') };
}

function joined({ first, last }: { first?: string | undefined; last?: string | undefined }): string | undefined {
  if (first === undefined || last === undefined) return first ?? last;
  return isHan(first) && isHan(last) ? `${last}${first}` : `${first} ${last}`;
}

function isHan(text: string): boolean {
  return han.test(text);
}
