import { type JsonObject, limits, type RapportPlugin } from '@rapport/sdk';
import { type Fate, deliver } from '../../src/demo/helpdesk/chatwoot/webhooks';
import { ChatwootServer, type ChatwootOptions } from '../../src/demo/helpdesk/chatwoot/server';
import { eventually } from './eventually';
import { SegmentWorld } from './segments-live';

type Node<T> = { readonly node: T };
export type SeenEvent = { readonly name: string; readonly occurredAt: string; readonly properties: JsonObject };
export type SeenCustomer = {
  readonly profileId: string;
  readonly conversations: readonly JsonObject[];
  /** Without who he is: that is told whenever he is. */
  readonly timeline: readonly SeenEvent[];
};

/**
 * Some Chatwoots, connected to the product, with one clock for all of them: it stands still until the world's clock is moved, by
 * whomever, and goes as far. The product refuses what was signed minutes away from its own time.
 */
export class HelpdeskWorld {
  private at: { readonly second: number; readonly moved: number };
  readonly chatwoots = new Map<string, ChatwootServer>();

  private constructor(readonly world: SegmentWorld) {
    this.at = secondOf(world);
  }

  private readonly now = (): number => wholeSecond(this.at.second + this.world.moved - this.at.moved);

  static async start(nodes = 1, others: readonly RapportPlugin[] = []): Promise<HelpdeskWorld> {
    return new HelpdeskWorld(await SegmentWorld.start(nodes, others));
  }

  async stop(): Promise<void> {
    for (const chatwoot of this.chatwoots.values()) await chatwoot.stop();
    await this.world.stop();
  }

  /** Not connected yet. */
  async open(key: string, options: Omit<ChatwootOptions, 'now'> = {}): Promise<ChatwootServer> {
    const chatwoot = await ChatwootServer.start({ ...options, now: this.now });
    this.chatwoots.set(key, chatwoot);
    return chatwoot;
  }

  /** Connected, and with a webhook for everything. */
  async connect(key: string, more: JsonObject = {}): Promise<ChatwootServer> {
    const chatwoot = this.chatwoots.get(key) ?? (await this.open(key));
    const settings = {
      ...{ baseUrl: chatwoot.url, accountId: 1, apiToken: 'admin-token', webhookSecret: secretOf(key) },
      ...more,
    };
    const { webhookPath } = await this.world.house.helpdesks.create(
      { key, helpdesk: 'chatwoot', name: key, settings },
      'admin:1',
    );
    chatwoot.account.webhooks.set(1, {
      ...{ id: 1, name: null, url: `${this.world.product.url}${webhookPath}`, secret: secretOf(key) },
      subscriptions: [
        ...['conversation_created', 'conversation_updated', 'conversation_status_changed', 'message_created'],
        ...['message_updated', 'contact_created', 'contact_updated', 'webwidget_triggered'],
      ],
    });
    return chatwoot;
  }

  /** All is done, and time goes on, to a whole second: what happens at once happens in the same second. */
  async pass(seconds: number): Promise<void> {
    await this.world.pass(seconds * 1_000);
    await this.settle();
    this.at = secondOf(this.world);
  }

  async deliver(key: string, fate?: Fate): Promise<void> {
    const answered = await deliver(this.of(key).account, fate);
    expect(answered.filter((status) => status !== 200)).toEqual([]);
  }

  of(key: string): ChatwootServer {
    const chatwoot = this.chatwoots.get(key);
    if (chatwoot === undefined) throw new Error(`no Chatwoot ${key}`);
    return chatwoot;
  }

  /** Until all that was sent is read, and what is due was read by the API. */
  async settle(): Promise<void> {
    await eventually(async () => {
      this.world.house.wake();
      const { rows } = await this.world.database.pool.query<{ n: number }>(
        `select (select count(*) from helpdesk_delivery where retry_at is null)
           + (select count(*) from helpdesk_contact_trace where retry_at is distinct from 'infinity')
           + (select count(*) from helpdesk_sync where state in ('waiting', 'running')) as n`,
      );
      return rows[0]?.n === 0;
    });
    await this.world.settle();
  }

  /** Until helpdesks know what they should: what happens within some seconds is told together. */
  async writeBack(): Promise<void> {
    await this.settle();
    await this.pass(limits.helpdeskWriteGatherSeconds + 1);
    await eventually(async () => {
      this.world.house.wake();
      const { rows } = await this.world.database.pool.query<{ n: number }>(
        `select count(*) as n from helpdesk_target where lease_until is not null or due_at <= to_timestamp($1::float8 / 1000)`,
        [this.world.now()],
      );
      return rows[0]?.n === 0;
    });
  }

  /** As every few minutes: what webhooks missed. */
  async readChanges(): Promise<void> {
    await this.world.house.helpdesks.readChanges();
    await this.settle();
  }

  async customer(kind: string, value: string): Promise<SeenCustomer> {
    const { data, codes } = await this.world.product.graphql(
      `query ($kind: String!, $value: String!) { profile(identifier: { kind: $kind, value: $value }) { profileId
         conversations(first: 50) { edges { node { status team agent handoffs firstReplyAt resolvedAt rating topic lastWriter } } }
         timeline(first: 100) { edges { node { name occurredAt properties } } } } }`,
      { kind, value },
    );
    expect(codes).toEqual([]);
    if (data.profile === null) throw new Error(`nobody is ${kind} ${value}`);
    const { profileId, conversations, timeline } = data.profile;
    return {
      profileId,
      conversations: conversations.edges.map(({ node }: Node<JsonObject>) => node),
      timeline: timeline.edges.map(({ node }: Node<SeenEvent>) => node).filter(({ name }: SeenEvent) => name !== ''),
    };
  }
}

function secretOf(key: string): string {
  return `secret-of-${key}`;
}

function secondOf(world: SegmentWorld): { readonly second: number; readonly moved: number } {
  return { second: wholeSecond(world.now()), moved: world.moved };
}

function wholeSecond(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000) * 1_000;
}
