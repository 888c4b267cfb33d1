import { randomBytes } from 'node:crypto';
import {
  type Channel,
  type ChannelFinding,
  type Core,
  type JsonObject,
  RapportError,
  type SendOutcome,
  openSettings,
  sealSettings,
  secretFields,
  shownSettings,
} from '@rapport/sdk';
import { z } from 'zod';
import {
  type ConnectionRow,
  deleteConnection,
  insertConnection,
  listConnections,
  makeDefault,
  updateConnection,
} from '../stores/connections';
import { contextOf, type KeptConnections, secretsOf, settingsOf } from './sessions';

const addressSecretBytes = 24;
const keyShape = /^[a-z][a-z0-9-]{0,39}$/;
const nameCharsMax = 100;

/** As it is rendered, by the names of the channel's parts. */
export type TestContent = {
  readonly medium: string;
  readonly locale: string;
  readonly parts: Readonly<Record<string, string>>;
};

/** What admins do to channel connections. */
export class ChannelCommands {
  constructor(
    private readonly core: Core,
    private readonly connections: Pick<KeptConnections, 'forget'>,
  ) {}

  /** Packages that are installed; `settings` is a JSON Schema, `secrets` names the fields that are sealed. */
  kinds() {
    return this.core.channels.map(({ name, medium, label, settings, content, addressKinds }) => ({
      ...{ name, medium, label, content, addressKinds, secrets: secretFields(settings) },
      settings: z.record(z.string(), z.json()).parse(z.toJSONSchema(settings, { unrepresentable: 'any', io: 'input' })),
    }));
  }

  /** Secrets are null. */
  async list(): Promise<readonly ConnectionRow[]> {
    return (await listConnections(this.core.database)).map((row) => {
      const channel = this.core.channels.find((one) => one.name === row.channel);
      return { ...row, settings: channel === undefined ? {} : shownSettings(channel.settings, row.settings) };
    });
  }

  /**
   * @returns with where its provider reports what became of messages: it holds a secret and is told once
   * @throws RapportError channel_invalid, channel_key_taken
   */
  async create(
    draft: { readonly key: string; readonly channel: string; readonly name: string; readonly settings: JsonObject },
    actor: string,
  ): Promise<ConnectionRow & { readonly callbackPath: string }> {
    const { database, secrets, now } = this.core;
    const { key, name } = draft;
    if (!keyShape.test(key)) throw new RapportError('channel_invalid', '`key`: lower case letters, digits and -.');
    checkName(name);
    const channel = this.channel(draft.channel);
    const settings = this.checked(channel, key, draft.settings);
    const secret = randomBytes(addressSecretBytes).toString('base64url');
    const row = {
      ...{ key, name, settings, channel: channel.name, medium: channel.medium },
      addressSecret: secrets.seal(callbackPurpose(key), secret),
    };
    const isNew = await database.transaction((sql) => insertConnection(sql, row, { actor, at: now() }));
    if (!isNew) throw new RapportError('channel_key_taken');
    this.changed();
    return { ...(await this.found(key)), callbackPath: `/channels/${key}/${secret}` };
  }

  /** Settings that are not given stay; null takes one away. @throws RapportError channel_not_found, channel_invalid */
  async change(
    key: string,
    change: {
      readonly name?: string;
      readonly enabled?: boolean;
      readonly settings?: JsonObject;
      readonly isDefault?: true;
    },
    actor: string,
  ): Promise<ConnectionRow> {
    const { database, now } = this.core;
    const known = await this.row(key);
    if (change.name !== undefined) checkName(change.name);
    const settings =
      change.settings === undefined
        ? undefined
        : this.checked(this.channel(known.channel), key, withoutNulls({ ...this.opened(known), ...change.settings }));
    await database.transaction(async (sql) => {
      const { name, enabled } = change;
      await updateConnection(sql, key, { name, enabled, settings }, { actor, at: now() });
      if (change.isDefault === true) await makeDefault(sql, key);
    });
    this.changed();
    return this.found(key);
  }

  /** What waits for it waits for another one. @throws RapportError channel_not_found */
  async remove(key: string): Promise<void> {
    if (!(await this.core.database.transaction((sql) => deleteConnection(sql, key))))
      throw new RapportError('channel_not_found');
    this.connections.forget();
  }

  /** @throws RapportError channel_not_found, channel_invalid, channel_cannot */
  async check(key: string): Promise<readonly ChannelFinding[]> {
    const row = await this.row(key);
    const channel = this.channel(row.channel);
    if (channel.check === undefined) throw new RapportError('channel_cannot');
    return channel.check(this.settings(channel, row), contextOf(this.core, key));
  }

  /**
   * Sends one message at once, past the ledger: to the address of whoever asks.
   * @param content of a template for this medium; without: one that says that it is a test
   * @throws RapportError channel_not_found, channel_invalid
   */
  async sendTest(key: string, address: string, id: string, content?: TestContent): Promise<SendOutcome> {
    const row = await this.row(key);
    const channel = this.channel(row.channel);
    if (content !== undefined && content.medium !== channel.medium)
      throw new RapportError('channel_invalid', 'It carries another medium.');
    const session = channel.open(this.settings(channel, row), contextOf(this.core, key));
    try {
      return await session.send(
        {
          ...{
            id,
            address,
            addressKind: channel.addressKinds[0] ?? '',
            content: content?.parts ?? testContent(channel),
            unsubscribe: null,
          },
          ...{ locale: content?.locale ?? 'en', topic: 'test', campaign: null },
        },
        AbortSignal.timeout(testMilliseconds),
      );
    } finally {
      await session.close();
    }
  }

  private changed(): void {
    this.connections.forget();
    this.core.wake();
  }

  private settings(channel: Channel, row: ConnectionRow): unknown {
    const settings = settingsOf(this.core, channel, row);
    if (settings === null) throw new RapportError('channel_invalid');
    return settings;
  }

  private checked(channel: Channel, key: string, settings: JsonObject): JsonObject {
    const parsed = channel.settings.safeParse(settings);
    if (parsed.success) return sealSettings(this.core.secrets, channel.settings, secretsOf(key), settings);
    const [issue] = parsed.error.issues;
    throw new RapportError('channel_invalid', issue && `\`${issue.path.join('.')}\`: ${issue.message}`);
  }

  private opened({ channel, key, settings }: ConnectionRow): JsonObject {
    return openSettings(this.core.secrets, this.channel(channel).settings, secretsOf(key), settings);
  }

  private async row(key: string): Promise<ConnectionRow> {
    const row = (await listConnections(this.core.database)).find((one) => one.key === key);
    if (row === undefined) throw new RapportError('channel_not_found');
    return row;
  }

  private async found(key: string): Promise<ConnectionRow> {
    const row = (await this.list()).find((one) => one.key === key);
    if (row === undefined) throw new RapportError('channel_not_found');
    return row;
  }

  private channel(name: string): Channel {
    const channel = this.core.channels.find((one) => one.name === name);
    if (channel === undefined) throw new RapportError('channel_invalid', `There is no channel ${name} here.`);
    return channel;
  }
}

const testMilliseconds = 20_000;

/** Something in each part that has to be there, and in plain texts. */
function testContent({ content }: Channel): Readonly<Record<string, string>> {
  const text = 'This is a test of Rapport. It works. · 这是 Rapport 的测试消息，发送成功。';
  const texts = { line: text, text, mjml: `<p>${text}</p>`, json: JSON.stringify({ test: true, text }) };
  return Object.fromEntries(
    content
      .filter(({ required, format }) => required || format === 'text')
      .map((part) => [part.name, texts[part.format]]),
  );
}

export const callbackPurpose = (key: string): string => `${secretsOf(key)}.address`;

function withoutNulls(settings: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

function checkName(name: string): void {
  if (name.trim() === '' || name.length > nameCharsMax)
    throw new RapportError('channel_invalid', `A name has 1 to ${nameCharsMax} characters.`);
}
