import { type Identifier, isJsonObject, type Json } from '@rapport/sdk';
import type { IdentifierExtractor } from '../event/identifiers';
import { KindOrder, type IdentityPolicy } from '../identity/policy';

/** Stands where something of an erased person stood in what belongs to others. */
export const erasedMark = '[erased]';

/** A value so long is nobody else's by chance; a shorter one counts only under a name that says what it is. */
const tellingCharsMin = 8;

/** Recognises the identifiers of one person in any JSON, however they were written there. */
export class PersonValues {
  private readonly addresses: readonly Identifier[];
  private readonly exact = new Map<string, Set<string>>();

  constructor(
    identifiers: readonly Identifier[],
    policy: IdentityPolicy,
    private readonly extractor: IdentifierExtractor,
  ) {
    const order = new KindOrder(policy);
    this.addresses = identifiers.filter(({ kind }) => order.of(kind).class === 'address');
    for (const { kind, value } of identifiers) {
      const kinds = this.exact.get(value);
      if (kinds === undefined) this.exact.set(value, new Set([kind]));
      else kinds.add(kind);
    }
  }

  /** The same JSON without them; the very same object where there is nothing to take out. */
  erase(value: Json): Json {
    return this.walk('', value);
  }

  isIn(value: Json): boolean {
    return this.erase(value) !== value;
  }

  private walk(key: string, value: Json): Json {
    if (typeof value === 'string' || typeof value === 'number') {
      return this.names(key, String(value)) ? erasedMark : value;
    }
    if (Array.isArray(value)) {
      // Evidence and events hold identifiers as [kind, value, ...].
      const [kind] = value;
      const next = value.map((item, index) => this.walk(index === 1 && typeof kind === 'string' ? kind : key, item));
      return next.every((item, index) => item === value[index]) ? value : next;
    }
    if (!isJsonObject(value)) return value;
    const entries = Object.entries(value).map(([name, item]): [string, Json] => [name, this.walk(name, item)]);
    return entries.every(([name, item]) => item === value[name]) ? value : Object.fromEntries(entries);
  }

  private names(key: string, text: string): boolean {
    const kinds = this.exact.get(text);
    if (kinds !== undefined && (text.length >= tellingCharsMin || saysWhat(key, kinds))) return true;
    return this.addresses.some(({ kind, value }) => this.extractor.usable(kind, text)?.value === value);
  }
}

function saysWhat(key: string, kinds: ReadonlySet<string>): boolean {
  const plain = key.toLowerCase().replaceAll('_', '');
  if (plain === 'previousid' || plain === 'value' || plain === 'id') return true;
  return [...kinds].some((kind) => kind.toLowerCase().replaceAll('_', '') === plain);
}
