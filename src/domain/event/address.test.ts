import { z } from 'zod';
import { describeWithShared, readShared } from '../../../test/support/shared';
import { normalisePhone } from './address';

const vectors = z.object({
  numbers: z.array(z.object({ region: z.string(), type: z.string(), national: z.string(), e164: z.string() })),
});

describeWithShared('phone numbers of all countries (libphonenumber examples)', () => {
  test('E.164 stays, national numbers find their country; spaces and dashes do not matter', () => {
    const { numbers } = vectors.parse(readShared('vectors/phone/example-numbers.json'));
    // 001 is no country: numbers of satellites and the like.
    const dialled = numbers.filter(({ type, region }) => /^(mobile|fixedLine)$/.test(type) && region !== '001');
    const different = dialled.filter(({ region, national, e164 }) => {
      const spaced = `${e164.slice(0, 4)} ${e164.slice(4, 7)}-${e164.slice(7)}`;
      const written = [
        normalisePhone(e164, undefined),
        normalisePhone(spaced, undefined),
        normalisePhone(national, region),
      ];
      return written.some((phone) => phone !== e164);
    });
    expect(dialled.length).toBeGreaterThan(400);
    // Zimbabwe's numbering plan changed between the two versions of the metadata.
    expect(different.filter(({ region }) => region !== 'ZW')).toEqual([]);
  });
});
