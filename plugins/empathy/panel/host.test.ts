import { contextOf } from './host';
import { localeOf, textsOf } from './texts';

test.each([
  [
    '{"event":"appContext","data":{"conversation":{"id":88},"contact":{"id":501}}}',
    { conversation: '88', contact: '501' },
  ],
  ['{"event":"appContext","data":{"conversation":null,"contact":{"id":"501"}}}', { contact: '501' }],
  [{ event: 'appContext', data: { contact: { id: 7 } } }, { contact: '7' }],
  ['{"event":"appContext"}', {}],
  ['{"event":"other","data":{"contact":{"id":7}}}', null],
  ['chatwoot-dashboard-app:fetch-info', null],
  ['{broken', null],
  [null, null],
])('of %j the panel takes %j', (data, expected) => {
  expect(contextOf(data)).toEqual(expected);
});

test('the language is that of the address, else of the browser', () => {
  expect(localeOf('', ['de-DE'])).toBe('en');
  expect(localeOf('', ['zh-CN', 'en'])).toBe('zh-Hans');
  expect(localeOf('?locale=en', ['zh-CN'])).toBe('en');
  expect(textsOf('zh-Hans')('times', { count: 3 })).toBe('3 次');
});
