import type { Json } from '@rapport/sdk/admin/pure';
import { deviceOf } from './device';

const chromeOnWindows =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

test.each([
  [chromeOnWindows, 'Chrome, Windows', 'computer'],
  [`${chromeOnWindows} Edg/130.0.0.0`, 'Edge, Windows', 'computer'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
    'phone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
    'Chrome, Android',
    'phone',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 14.5; rv:131.0) Gecko/20100101 Firefox/131.0', 'Firefox, macOS', 'computer'],
])('%s is a %s', (userAgent, name, kind) => {
  expect(deviceOf({ userAgent })).toMatchObject({ name, kind });
});

test('an app names its device itself', () => {
  const context = { device: { type: 'ios', model: 'iPhone 15' }, os: { name: 'iOS' }, channel: 'mobile' };
  expect(deviceOf(context)).toMatchObject({ name: 'iPhone 15', kind: 'phone', channel: 'mobile' });
});

test('a server has a library and no device', () => {
  const context = { library: { name: '@segment/analytics-node', version: '3.1.0' } };
  expect(deviceOf(context)).toMatchObject({ kind: 'server', name: null, library: '@segment/analytics-node 3.1.0' });
});

test('hostile or empty contexts tell nothing', () => {
  const contexts: Json[] = [null, 'x', [], {}, { userAgent: 7, device: 'x', page: [] }];
  for (const context of contexts) {
    expect(deviceOf(context)).toEqual({ kind: 'unknown', name: null, channel: null, page: null, library: null });
  }
});
