import { isCardInteger, maskCardNumbers } from './card-number';

describe('card numbers are masked but for their last four digits', () => {
  test.each([
    ['Visa', '4111111111111111', '************1111'],
    ['Visa of 13 digits', '4222222222222', '*********2222'],
    ['Visa of 19 digits', '4000000000000000006', '***************0006'],
    ['Mastercard', '5555555555554444', '************4444'],
    ['Mastercard, second range', '2223003122003222', '************3222'],
    ['American Express', '378282246310005', '***********0005'],
    ['American Express as printed', '3782 822463 10005', '**** ****** *0005'],
    ['Diners Club', '30569309025904', '**********5904'],
    ['Discover', '6011111111111117', '************1117'],
    ['JCB', '3530111333300000', '************0000'],
    ['UnionPay', '6200000000000005', '************0005'],
    ['in groups', '4111 1111 1111 1111', '**** **** **** 1111'],
    ['with dashes', '4111-1111-1111-1111', '****-****-****-1111'],
    ['in a sentence', 'my card is 4111 1111 1111 1111, thanks', 'my card is **** **** **** 1111, thanks'],
    ['after a year', '2024 4111 1111 1111 1111', '2024 **** **** **** 1111'],
    ['two of them', '4111111111111111;5555555555554444', '************1111;************4444'],
    [
      'in a query',
      'https://shop.example/pay?cc=4111111111111111&x=1',
      'https://shop.example/pay?cc=************1111&x=1',
    ],
  ])('%s', (_, text, masked) => {
    expect(maskCardNumbers(text)).toBe(masked);
  });
});

describe('what only looks like a card stays as it is', () => {
  test.each([
    ['a wrong check digit', '4111111111111112'],
    ['epoch milliseconds', '1795306793734'],
    ['epoch microseconds', '1795306793734000'],
    ['a German mobile number', '+4915112345678'],
    ['a UUID', '41111111-1111-4111-8111-111111111111'],
    ['a UUID of digits only', '12345678-4111-1111-1111-111111111111'],
    ['a hexadecimal id', 'a4111111111111111'],
    ['a MongoDB id', '507f191e810c19729de860ea'],
    ['a fraction', '0.4111111111111111'],
    ['no issuer', '9111111111111111119'],
    ['20 digits', '41111111111111111111'],
    ['mixed separators', '4111-1111 1111-1111'],
    ['a date and a time', '2026-11-22 12:00:00'],
    ['an EAN-13', '4006381333931'],
  ])('%s', (_, text) => {
    expect(maskCardNumbers(text)).toBe(text);
  });

  test('as a JSON number it is a card too, an amount is not', () => {
    expect(isCardInteger(4111111111111111)).toBe(true);
    expect(isCardInteger(1795306793734)).toBe(false);
    expect(isCardInteger(27.5)).toBe(false);
  });
});
