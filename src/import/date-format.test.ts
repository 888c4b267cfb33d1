import { compileDateFormat } from './date-format';

test.each([
  ['yyyymmdd', '19970112', '1997-01-12T00:00:00.000Z'],
  ['dd.mm.yyyy hh:mm', '31.12.2025 23:59', '2025-12-31T23:59:00.000Z'],
  ['mm/dd/yyyy', '02/29/2024', '2024-02-29T00:00:00.000Z'],
  ['yyyy-mm-ddThh:mm:ssZ', '2026-03-01T04:05:06Z', '2026-03-01T04:05:06.000Z'],
  ['epoch', '86400.5', '1970-01-02T00:00:00.500Z'],
  ['epoch-ms', '-1', '1969-12-31T23:59:59.999Z'],
  ['iso', '2026-01-01', '2026-01-01'],
])('%s reads %s', (format, text, expected) => {
  expect(compileDateFormat(format)(text)).toBe(expected);
});

test.each([
  ['yyyymmdd', '19970230'],
  ['yyyymmdd', '1997-01-12'],
  ['yyyymmdd', '199701123'],
  ['dd.mm.yyyy hh:mm', '01.01.2026 24:00'],
  ['epoch', 'tomorrow'],
  ['epoch-ms', '99999999999999999999'],
])('%s does not read %s', (format, text) => {
  expect(compileDateFormat(format)(text)).toBeNull();
});

test.each(['', 'yyyy', 'yymmdd', 'yyyymmddyyyy', 'dd mon yyyy'])('%p is no format', (format) => {
  expect(() => compileDateFormat(format)).toThrow('The date format');
});

test.each([
  ['d/m/yyyy', '5/1/2024', '2024-01-05T00:00:00.000Z'],
  ['d/m/yyyy', '25/12/2024', '2024-12-25T00:00:00.000Z'],
  ['m/d/yyyy h:mm am', '1/5/2024 12:05 AM', '2024-01-05T00:05:00.000Z'],
  ['m/d/yyyy h:mm am', '1/5/2024 1:05 pm', '2024-01-05T13:05:00.000Z'],
  ['yyyy年m月d日', '2024年1月5日', '2024-01-05T00:00:00.000Z'],
])('%s reads %s as spreadsheets write it', (format, text, expected) => {
  expect(compileDateFormat(format)(text)).toBe(expected);
});
