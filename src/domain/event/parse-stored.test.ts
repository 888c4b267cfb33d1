import { identifiersOf, parseContext, parsed, receivedAt } from '../../../test/support/parse';

const track = { type: 'track', event: 'Order Completed', userId: 'u1', messageId: 'm1' };
const identify = { type: 'identify', userId: 'u1', messageId: 'm1' };

/** JSON as it arrives: JSON.parse keeps a key `__proto__`, an object literal does not. */
function fromJson(text: string): unknown {
  return JSON.parse(text);
}

describe('what may not be stored is replaced', () => {
  test('U+0000 and lone surrogates, in keys, values and ids; emoji stay', () => {
    const event = parsed(
      fromJson(
        '{"type":"track","event":"A\\u0000B","userId":"u\\u0000","messageId":"m\\u0000","properties":{"k\\u0000":"v\\ud800","e":"😀","n":["\\u0000"]}}',
      ),
    );
    expect(event.name).toBe('A\ufffdB');
    expect(identifiersOf(event)).toEqual(['user_id=u\ufffd']);
    expect(event.messageId).toBe('m\ufffd');
    expect(event.properties).toEqual({ 'k\ufffd': 'v\ufffd', e: '😀', n: ['\ufffd'] });
  });

  test('__proto__ survives a replacement', () => {
    const event = parsed(fromJson('{"type":"track","event":"A","userId":"u","properties":{"__proto__":"x\\u0000"}}'));
    expect(JSON.stringify(event.properties)).toBe('{"__proto__":"x\ufffd"}');
  });

  test('card numbers, wherever they stand', () => {
    const event = parsed({
      ...track,
      event: 'Paid with 4111 1111 1111 1111',
      properties: { note: '4111111111111111', list: [{ card: 4111111111111111 }], total: 5 },
      context: { page: { url: 'https://x.example/?cc=4111111111111111' } },
    });
    expect(JSON.stringify(event)).not.toContain('41111111');
    expect(event.properties).toEqual({ note: '************1111', list: [{ card: '************1111' }], total: 5 });
  });

  test('ids that look like cards stay ids', () => {
    const event = parsed({
      ...track,
      userId: '4111111111111111',
      context: { externalIds: [{ type: 'club', id: '5555555555554444' }] },
    });
    expect(identifiersOf(event)).toEqual(['user_id=4111111111111111', 'club=5555555555554444']);
  });

  test('product codes and phone numbers that look like cards stay', () => {
    const properties = { barcode: '4222222222222', mobile_number: '4222222222222', sku: 4222222222222 };
    expect(parsed({ ...track, properties }).properties).toBe(properties);
  });

  test('properties that the source declares secret, at any depth and in any case; they name nobody', () => {
    const context = parseContext({}, {}, ['password', 'email']);
    const event = parsed(
      { ...identify, traits: { Password: 'hunter2', a: [{ password: 1 }], email: 'joe@x.com' } },
      context,
    );
    expect(event.traits).toEqual({ Password: '***', a: [{ password: '***' }], email: '***' });
    expect(identifiersOf(event)).toEqual(['user_id=u1']);
  });

  test('a clean event is not copied', () => {
    const properties = { total: 1, id: '2026-11-22T12:00:00.000Z' };
    expect(parsed({ ...track, properties }).properties).toBe(properties);
  });
});

describe('details of clients', () => {
  test('the type of the path counts where the event has none', () => {
    expect(parsed({ event: 'A', userId: 'u' }, parseContext({ defaultType: 'track' })).type).toBe('track');
  });

  test('the category of a page stands in its properties', () => {
    expect(parsed({ type: 'page', userId: 'u1', name: 'Help', category: 'Docs' }).properties).toEqual({
      category: 'Docs',
    });
  });

  test("a batch's context lies under each event's own", () => {
    const context = parseContext({ batchContext: { ip: '::1', locale: 'de' } });
    expect(parsed({ ...track, context: { locale: 'en' } }, context).context).toEqual({ ip: '::1', locale: 'en' });
  });

  test("an event's own sentAt corrects where the request has none", () => {
    const event = parsed({ ...track, timestamp: '2026-11-22T10:59:00Z', sentAt: '2026-11-22T11:00:00Z' });
    expect(event.occurredAt).toBe(receivedAt - 60_000);
    expect(event.originalAt).toBe(receivedAt - 3_660_000);
  });
});
