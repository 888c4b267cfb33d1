import { type Found, findingsOf, isPrivateHost, wantedEvents } from './check';

const good: Found = {
  ...{ version: '4.14.2', role: 'administrator', isTokenTaken: true, events: wantedEvents, hasSecret: true },
  ...{ hasPanel: true, webhookUrl: 'https://rapport.example.org/helpdesk/support/x' },
};
const said = (found: Partial<Found>): string[] =>
  findingsOf({ ...good, ...found }).map(({ key, state }) => `${key} ${state}`);

test.each<[string, Partial<Found>, string[]]>([
  ['all is well', {}, ['version ok', 'rights ok', 'webhook ok', 'panel ok']],
  ['nobody answers', { version: null }, ['reachable wrong']],
  ['the token is refused', { isTokenTaken: false, role: null }, ['version ok', 'token wrong']],
  ['of another account', { role: null }, ['version ok', 'account wrong']],
  ['of an agent', { role: 'agent', events: null }, ['version ok', 'rights warning']],
  ['no webhook', { events: null }, ['version ok', 'rights ok', 'webhook wrong', 'panel ok']],
  ['half a webhook', { events: ['message_created'] }, ['version ok', 'rights ok', 'webhook wrong', 'panel ok']],
  ['no secret', { hasSecret: false }, ['version ok', 'rights ok', 'webhook ok', 'signature warning', 'panel ok']],
  ['an old one', { version: '4.9.1' }, ['version warning', 'rights ok', 'webhook ok', 'panel ok']],
  ['no panel', { hasPanel: false }, ['version ok', 'rights ok', 'webhook ok', 'panel warning']],
  [
    'a private network',
    { webhookUrl: 'http://192.168.1.4:1337/helpdesk/support/x' },
    ['version ok', 'rights ok', 'network warning', 'webhook ok', 'panel ok'],
  ],
])('%s', (_, found, expected) => expect(said(found)).toEqual(expected));

test('what is missing is said by name, in both languages, and never with the secret of the address', () => {
  const all = findingsOf({ ...good, events: wantedEvents.slice(1), webhookUrl: 'http://10.0.0.1/helpdesk/a/hidden' });
  for (const { text } of all) {
    expect(Object.keys(text)).toEqual(['en', 'zh-Hans']);
    expect(Object.values(text).join()).not.toContain('hidden');
  }
  expect(all.find(({ key }) => key === 'webhook')?.text.en).toContain('conversation_created');
});

test.each([
  ...['localhost', '127.0.0.1', '10.1.2.3', '172.16.0.1', '172.31.9.9', '192.168.0.1', '169.254.1.1'],
  ...['[::1]', '[fd00::1]', '[fe80::1]', 'rapport.local'],
])('%s is private', (host) => expect(isPrivateHost(host)).toBe(true));
test.each(['example.org', '8.8.8.8', '172.32.0.1', '192.169.0.1', '[2001:db8::1]', 'local.example.org'])(
  '%s is not',
  (host) => expect(isPrivateHost(host)).toBe(false),
);
