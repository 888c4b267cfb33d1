const charsMax = 64;

/** A key that the name suggests: `VIP customers, 2026` becomes `vip-customers-2026`. Empty where the name has no such letters. */
export function keyOfName(name: string): string {
  return name
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, charsMax)
    .replace(/-+$/, '');
}

/** What the server accepts as a key. */
export function isKey(key: string): boolean {
  return /^[a-z][a-z0-9_-]{0,63}$/.test(key);
}
