/**
 * A UUID v7 (RFC 9562) for the instant `time` (epoch milliseconds): ids sort by time.
 * @param random 16 random bytes
 */
export function uuidV7(time: number, random: Uint8Array): string {
  const bytes = Buffer.from(random);
  bytes.writeUIntBE(time, 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
