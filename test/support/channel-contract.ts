import type { Channel, ChannelContext, OutgoingMessage, RapportPlugin, SendOutcome } from '@rapport/sdk';
import { z } from 'zod';
import { noHelpdesks } from './no-helpdesks';

/** What a provider does with a message. */
export type Behaviour =
  | 'takes it'
  | 'refuses it for good'
  | 'refuses it for now'
  | 'is too busy'
  | 'never answers'
  | 'is lost before the answer'
  | 'is away';

/** A provider that behaves in one way, and tells what it was given. */
export type Provider = {
  /** As somebody types them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Ids of our messages that it took, one for each time. */
  taken(): readonly string[];
  stop(): Promise<void>;
  /** Of a channel that goes through one. */
  readonly helpdesks?: ChannelContext['helpdesks'];
};

export type ChannelCase = {
  readonly plugin: RapportPlugin;
  readonly channel: Channel;
  /** The package.json of the plugin. */
  readonly manifest: unknown;
  readonly content: OutgoingMessage['content'];
  readonly address: string;
  /** What must never be in an outcome, beside the address. */
  readonly secrets: readonly string[];
  /** Ways in which its provider can behave; a console can only take. */
  readonly behaviours: readonly Behaviour[];
  start(behaviour: Behaviour): Promise<Provider>;
};

const expected: Readonly<Record<Behaviour, object>> = {
  'takes it': { state: 'handed' },
  'refuses it for good': { state: 'failed' },
  'refuses it for now': { state: 'retry' },
  'is too busy': { state: 'retry', about: 'channel' },
  'never answers': { state: 'unknown' },
  'is lost before the answer': { state: 'unknown' },
  'is away': { state: 'retry', about: 'channel' },
};

/** After it nobody waits for the answer any more: short where none will come. */
const patienceMilliseconds = { withoutAnswer: 1_500, withAnswer: 20_000 };

/** What every channel does. A channel of one's own is put into the list of test/contract/channels.test.ts. */
export function describeChannel({ plugin, channel, manifest, content, address, secrets, ...given }: ChannelCase): void {
  const message: OutgoingMessage = {
    ...{ id: '01977d3c-0000-7000-8000-00000000000b', address, content },
    addressKind: channel.addressKinds[0] ?? '',
    unsubscribe: { oneClickUrl: 'https://cdp.example.org/u/1', pageUrl: 'https://cdp.example.org/p/1' },
    ...{ locale: 'en', topic: 'offers', campaign: null },
  };
  const context = { connection: 'trial', now: () => 1_780_000_000_000, helpdesks: noHelpdesks };

  async function sent(behaviour: Behaviour, signals: readonly AbortSignal[]) {
    const provider = await given.start(behaviour);
    const session = channel.open(channel.settings.parse(provider.settings), {
      ...context,
      ...(provider.helpdesks === undefined ? {} : { helpdesks: provider.helpdesks }),
    });
    const outcomes: SendOutcome[] = [];
    try {
      for (const signal of signals) outcomes.push(await session.send(message, signal));
      return { outcomes, taken: [...provider.taken()] };
    } finally {
      await session.close();
      await provider.stop();
    }
  }

  test('its package is a plugin that brings it', () => {
    const shape = z.object({
      rapport: z.object({ kind: z.literal('plugin') }),
      exports: z.object({ './rapport': z.unknown(), './package.json': z.literal('./package.json') }),
    });
    shape.parse(manifest);
    expect(plugin.channels).toContain(channel);
  });

  test('its form and its parts have words in both languages', () => {
    const words = z.object({ en: z.string().min(1), 'zh-Hans': z.string().min(1) });
    words.parse(channel.label);
    for (const part of channel.content) words.parse(part.label);
    const form = z
      .object({ properties: z.record(z.string(), z.object({ label: words })) })
      .parse(z.toJSONSchema(channel.settings, { io: 'input' }));
    expect(Object.keys(form.properties).length).toBeGreaterThan(0);
  });

  test.each(given.behaviours)('a provider that %s', async (behaviour) => {
    const patience = patienceMilliseconds[behaviour === 'never answers' ? 'withoutAnswer' : 'withAnswer'];
    const { outcomes, taken } = await sent(behaviour, [AbortSignal.timeout(patience)]);
    expect(outcomes).toEqual([expect.objectContaining(expected[behaviour])]);
    // Who has it may have one; who was refused has none.
    const [outcome] = outcomes;
    if (outcome?.state === 'handed') expect(taken).toEqual([message.id]);
    if (outcome?.state === 'retry' || outcome?.state === 'failed') expect(taken).toEqual([]);
    const told = JSON.stringify(outcomes);
    for (const hidden of [address, ...secrets]) expect(told).not.toContain(hidden);
    if (outcome !== undefined && 'code' in outcome) expect(outcome.code).toMatch(/^[a-z0-9_.]{1,60}$/);
  });

  test('sent again it has the same id', async () => {
    const patient = new AbortController().signal;
    expect((await sent('takes it', [patient, patient])).taken).toEqual([message.id, message.id]);
  });

  test('what nobody waits for any more is not sent', async () => {
    const { outcomes, taken } = await sent('takes it', [AbortSignal.abort()]);
    expect({ outcomes, taken }).toEqual({ outcomes: [expect.objectContaining({ state: 'retry' })], taken: [] });
  });

  test('its pace is a number of messages', async () => {
    const provider = await given.start('takes it');
    const { perSecond, concurrency } = channel.pace(channel.settings.parse(provider.settings));
    await provider.stop();
    expect(perSecond).toBeGreaterThan(0);
    expect(Number.isInteger(concurrency) && concurrency > 0).toBe(true);
  });

  const { receive } = channel;
  if (receive !== undefined) {
    test('a callback that nobody signed is refused, and says nothing', async () => {
      const provider = await given.start('takes it');
      const settings = channel.settings.parse(provider.settings);
      await provider.stop();
      const request = { headers: {}, body: Buffer.from('[{"event":"bounce"}]'), receivedAt: context.now() };
      await expect(receive(request, settings, context)).rejects.toMatchObject({ code: 'webhook_signature_invalid' });
    });
  }
}
