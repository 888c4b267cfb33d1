import type { Json, JsonObject } from '@rapport/sdk';
import { identityPolicy } from '../identity/policy';
import type { z } from 'zod';
import { IdentifierExtractor } from './identifiers';

type Settings = z.input<typeof identityPolicy>;
type Event = { userId?: Json; anonymousId?: Json; traits?: JsonObject; context?: JsonObject };

const places = { traits: true, contextTraits: true, properties: false, externalIds: true, device: true };

describe('identifiers that are looked for where a setting says so', () => {
  const context = {
    device: { type: 'Android', id: 'd-1', token: 'push-1', advertisingId: 'ad-1', adTrackingEnabled: true },
    integrations: { 'Google Analytics': { clientId: 'ga-1' } },
  };
  const tracking = { extract: { ...places, tracking: true } };

  it('push token, advertising id and the id of Google Analytics only with the setting', () => {
    expect(found({ context }, {})).toEqual({ 'android.id': ['d-1'] });
    expect(found({ context }, tracking)).toEqual({
      'android.id': ['d-1'],
      'android.push_token': ['push-1'],
      'android.idfa': ['ad-1'],
      ga_client_id: ['ga-1'],
    });
  });

  it.each([false, undefined, 'true'])('no advertising id where adTrackingEnabled is %p', (allowed) => {
    const device = { ...context.device, ...(allowed === undefined ? {} : { adTrackingEnabled: allowed }) };
    const { adTrackingEnabled: _, ...unsaid } = context.device;
    const ids = found({ context: { device: allowed === undefined ? unsaid : device } }, tracking);
    expect(ids).toEqual({ 'android.id': ['d-1'], 'android.push_token': ['push-1'] });
  });

  it.each<JsonObject>([
    { device: 'phone' },
    { device: { id: 'x', token: 'y' } },
    { integrations: { 'Google Analytics': true } },
    {},
  ])('nothing in %j', (odd) => {
    expect(found({ context: odd }, tracking)).toEqual({});
  });

  it('a listed kind is found under its name and in camel case', () => {
    const kinds: Settings['kinds'] = [{ kind: 'loyalty_card_2', class: 'external', limit: 1 }];
    expect(found({ traits: { loyaltyCard2: 'a', loyaltycard2: 'b' } }, { kinds })).toEqual({ loyalty_card_2: ['a'] });
    expect(found({ traits: { loyalty_card_2: 'a', loyaltyCard2: 'c' } }, { kinds })).toEqual({
      loyalty_card_2: ['a', 'c'],
    });
  });
});

describe('values that name nobody in one kind', () => {
  const kinds: Settings['kinds'] = [
    { kind: 'user_id', class: 'account', limit: 1, illegalValues: ['void'], illegalPatterns: ['^test-'] },
    { kind: 'anonymous_id', class: 'device', limit: 5 },
    { kind: 'card', class: 'external', limit: 5, pattern: '^[0-9]{4}$' },
  ];

  it.each(['void', ' Void ', '"void"', 'test-7'])('%j is no user id, but an anonymous one', (value) => {
    expect(found({ userId: value, anonymousId: value }, { kinds })).toEqual({ anonymous_id: [value] });
  });

  it('a pattern says what a value looks like', () => {
    expect(found({ traits: { card: '1234' } }, { kinds })).toEqual({ card: ['1234'] });
    expect(found({ traits: { card: '12345' } }, { kinds })).toEqual({});
  });

  it('the rules of unlisted kinds hold for all of them', () => {
    const unlisted: Settings['unlisted'] = { class: 'external', limit: 5, illegalValues: ['n/a'] };
    const externalIds = [
      { type: 'crm', id: 'n/a' },
      { type: 'shop', id: '7' },
    ];
    expect(found({ context: { externalIds } }, { kinds, unlisted })).toEqual({ shop: ['7'] });
  });

  it('nobody is looked for by one, and an alias does not name one', () => {
    const extractor = new IdentifierExtractor(identityPolicy.parse({ kinds }));
    expect(extractor.usable('user_id', 'void')).toBeNull();
    expect(extractor.usable('anonymous_id', 'void')).toEqual({ kind: 'anonymous_id', value: 'void' });
    expect(extractor.readPreviousId('void')).toBeNull();
    expect(extractor.readPreviousId('u-1')).toBe('u-1');
  });

  it.each([
    { illegalPatterns: ['('] },
    { kinds: [{ kind: 'card', class: 'external', limit: 1, pattern: '[' }] },
    { kinds: [{ kind: 'card', class: 'external', limit: 1, illegalPatterns: ['*'] }] },
  ])('a pattern that cannot be read is refused with the settings: %j', (settings) => {
    const { success, error } = identityPolicy.safeParse(settings);
    expect(success).toBe(false);
    expect(error?.issues[0]?.message).toBe('no regular expression');
  });
});

function found({ userId, anonymousId, traits, context = {} }: Event, settings: Settings): Record<string, string[]> {
  const extractor = new IdentifierExtractor(identityPolicy.parse(settings));
  const of = { userId, anonymousId, traits: traits ?? null, properties: null, context, contextTraits: null };
  const byKind: Record<string, string[]> = {};
  for (const { kind, value } of extractor.extract(of, 'verified', 'verified')) (byKind[kind] ??= []).push(value);
  return byKind;
}
