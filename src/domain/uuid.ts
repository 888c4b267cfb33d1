/**
 * UUID version 7 (RFC 9562): 48 bits of epoch milliseconds, then 74 random bits, so that ids sort by time.
 * @param random 16 random bytes; six of them are replaced by the time
 */
export function uuidV7(time: number, random: Buffer): string {
  const bytes = Buffer.from(random);
  bytes.writeUIntBE(time, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
