/**
 * UUID version 7 (RFC 9562): 48 bits of epoch milliseconds, then 74 random bits, so that ids sort by time.
 * @param random at least 10 random bytes
 */
export function uuidV7(now: number, random: Uint8Array): string {
  const time = Math.floor(now).toString(16).padStart(12, '0').slice(-12);
  const byte = (index: number): number => random[index] ?? 0;
  const hex = (value: number): string => value.toString(16).padStart(2, '0');
  const version = `7${hex(byte(0)).slice(1)}${hex(byte(1))}`;
  const variant = `${hex((byte(2) & 0x3f) | 0x80)}${hex(byte(3))}`;
  const node = [4, 5, 6, 7, 8, 9].map((index) => hex(byte(index))).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${node}`;
}
