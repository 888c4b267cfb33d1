import { operandFor, scalarAs } from './operand';

test.each([
  ['value', 'DE', 'text', 'DE'],
  ['value', ['DE', 'AT'], 'text', 'DE'],
  ['value', undefined, null, ''],
  ['value', '20', 'number', 20],
  ['value', 20, null, 20],
  ['values', 'DE', 'text', ['DE']],
  ['values', '', 'text', []],
  ['values', ['1', '2'], 'number', [1, 2]],
  ['range', 5, 'number', [5, 5]],
  ['range', [5, 9], 'number', [5, 9]],
  ['range', 'x', null, [0, 0]],
  ['none', 'DE', 'text', undefined],
  ['text', 5, 'text', '5'],
  ['instant', 'DE', 'date', ''],
  ['instant', '2026-01-01T00:00:00Z', 'date', '2026-01-01T00:00:00Z'],
  ['duration', 'DE', 'date', '30d'],
  ['duration', '14d', 'date', '14d'],
] as const)('for the control %s, of %j of type %s is kept %j', (control, before, type, operand) => {
  expect(operandFor(control, before === undefined || typeof before !== 'object' ? before : [...before], type)).toEqual(
    operand,
  );
});

test.each([
  ['number', 'many', 0],
  ['boolean', 'true', true],
  ['text', true, 'true'],
  ['text', null, ''],
] as const)('as %s, %j is %j', (type, value, scalar) => {
  expect(scalarAs(type, value)).toBe(scalar);
});
