import { lengthIn, lengthText } from './length';
import { valueOf, valueText } from './values';

test.each([12, -1.5, true, null, 'DE', '12', 'true', '"quoted"', '', [1, 'a']])(
  '%p is the same after it was shown in a field',
  (value) => {
    expect(valueOf(valueText(value))).toEqual(value);
  },
);

test('a length is a number and a unit; what is written in another way is left alone', () => {
  expect(lengthIn('36h')).toEqual({ count: 36, unit: 'hours' });
  expect(lengthText('36', 'hours')).toBe('36h');
  expect(lengthText(' ', 'days')).toBe('');
  expect(lengthIn('P1D')).toBeNull();
});
