/** `npm run prove` sets it: the long rounds, of which `npm test` runs a short one of each. */
export const long = process.env['RAPPORT_PROVE'] === 'long';

/** A test of the long rounds alone: it has a shorter sister in `npm test`. */
export function testAtLength(name: string, body: () => Promise<void>): void {
  if (long) test(name, body);
}
