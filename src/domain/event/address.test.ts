import { z } from 'zod';
import { describeWithShared, readShared } from '../../../test/support/shared';
import { normalisePhone } from './address';

const vectors = z.object({
  numbers: z.array(z.object({ region: z.string(), type: z.string(), national: z.string(), e164: z.string() })),
});

describeWithShared('phone numbers of all countries (libphonenumber examples)', () => {
  test('E.164 stays, national numbers find their country; spaces and dashes do not matter', () => {
    const { numbers } = vectors.parse(readShared('vectors/phone/example-numbers.json'));
    const dialled = numbers.filter(({ type }) => type === 'mobile' || type === 'fixedLine');
    const different = dialled.filter(({ region, national, e164 }) => {
      const spaced = `${e164.slice(0, 4)} ${e164.slice(4, 7)}-${e164.slice(7)}`;
      return [
        normalisePhone(e164, undefined),
        normalisePhone(spaced, undefined),
        normalisePhone(national, region),
      ].some((phone) => phone !== e164);
    });
    expect(dialled.length).toBeGreaterThan(400);
    expect(different).toEqual([]);
  });
});
