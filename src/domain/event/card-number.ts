/**
 * Card numbers (PANs) in free text: masked before anything is stored. A number is a card when all four hold:
 * 13 to 19 digits, written in one piece or in the groups that are printed on cards (4-4-4-4, 4-6-5, 4-6-4, one separator);
 * nothing beside it that makes it part of something else (letters, more digits, the `+` of a phone number);
 * the prefix and the length of an issuer (ISO/IEC 7812; ranges as the networks publish them); and the Luhn check digit.
 * Without the issuers every tenth order number of 16 digits would be masked; with them one in forty.
 */
const shapes =
  /(?<![0-9A-Za-z+]|\d\.)(?:\d{13,19}|(?<!-)\d{4}([ -])\d{4}\1\d{4}\1(?:\d{4}(?:\1\d{1,3})?|\d{1,3})(?!-)|(?<!-)\d{4}([ -])\d{6}\2\d{4,5}(?!-))(?![0-9A-Za-z])/g;

/** [first prefix, last prefix, lengths]; both prefixes have the same number of digits. */
const issuers: readonly (readonly [low: number, high: number, lengths: readonly number[]])[] = [
  [4, 4, [13, 16, 19]], // Visa
  [51, 55, [16]], // Mastercard
  [2221, 2720, [16]], // Mastercard, second range
  [34, 34, [15]], // American Express
  [37, 37, [15]],
  [6011, 6011, [16, 17, 18, 19]], // Discover
  [644, 649, [16, 17, 18, 19]],
  [65, 65, [16, 17, 18, 19]], // Discover, RuPay
  [300, 305, [14, 16]], // Diners Club
  [3095, 3095, [14, 16]],
  [36, 36, [14, 16, 19]],
  [38, 39, [14, 16, 19]],
  [3528, 3589, [16, 17, 18, 19]], // JCB
  [62, 62, [16, 17, 18, 19]], // UnionPay
  [81, 81, [16]], // UnionPay, RuPay
  [50, 50, [16, 18, 19]], // Maestro; its 12 to 15 digits are left alone, they look like anything
  [56, 58, [16, 18, 19]],
  [63, 63, [16, 18, 19]],
  [67, 67, [16, 18, 19]],
  [2200, 2204, [16, 17, 18, 19]], // Mir
  [60, 60, [16]], // RuPay
  [82, 82, [16]],
  [9792, 9792, [16]], // Troy
];

/** `4111 1111 1111 1111` becomes `**** **** **** 1111`; text without a card comes back as the same string. */
export function maskCardNumbers(text: string): string {
  let masked = '';
  let copied = 0;
  shapes.lastIndex = 0;
  for (let match = shapes.exec(text); match !== null; match = shapes.exec(text)) {
    const candidate = match[0];
    if (isCardNumber(candidate.replace(/\D/g, ''))) {
      masked += text.slice(copied, match.index) + maskDigits(candidate);
      copied = match.index + candidate.length;
    } else {
      // A card may begin inside what was no card: "2024 4111 1111 1111 1111".
      shapes.lastIndex = match.index + 1;
    }
  }
  return copied === 0 ? text : masked + text.slice(copied);
}

/** A card number that was sent as a JSON number. */
export function isCardInteger(value: number): boolean {
  return value >= 1e12 && Number.isSafeInteger(value) && isCardNumber(String(value));
}

/** @param digits 13 to 19 decimal digits */
function isCardNumber(digits: string): boolean {
  return issuers.some(([low, high, lengths]) => fits(digits, low, high, lengths)) && passesLuhn(digits);
}

function fits(digits: string, low: number, high: number, lengths: readonly number[]): boolean {
  if (!lengths.includes(digits.length)) return false;
  const prefix = Number(digits.slice(0, String(low).length));
  return prefix >= low && prefix <= high;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = digits.length - 1, double = false; index >= 0; index--, double = !double) {
    const digit = digits.charCodeAt(index) - 48;
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}

function maskDigits(candidate: string): string {
  const shown = candidate.length - 4;
  return candidate.slice(0, shown).replace(/\d/g, '*') + candidate.slice(shown);
}
