import { z } from 'zod';
import type { Contact, Conversation, Message } from '../../src/demo/helpdesk/chatwoot/model';
import { ChatwootServer } from '../../src/demo/helpdesk/chatwoot/server';
import { deliver } from '../../src/demo/helpdesk/chatwoot/webhooks';
import { deskPage } from '../../src/demo/helpdesk/page';
import type { WholeRapport } from './whole-rapport';

const minute = 60_000;
export const joeDesk = 'joes-desk';
const tom = 4;
const priya = 7;
const mara = 9;
const searches = ['tent pole', 'broken pole', 'pole repair', 'spare tent pole', 'tent pole length', 'pole sleeve'];

type World = Pick<WholeRapport, 'url' | 'send' | 'graphql'>;

/**
 * Joe searches the help for half an hour, opens a chat, is handed over twice, and rates it 1. What he does on the web comes by the door,
 * what happens in the helpdesk by its signed webhooks; the helpdesk is connected as an admin connects it.
 */
export class JoeStory {
  private conversation: Conversation | null = null;

  private constructor(
    private readonly world: World,
    private readonly chatwoot: ChatwootServer,
    private readonly clock: { at: number },
  ) {}

  static async begin(world: World): Promise<JoeStory> {
    const clock = { at: Date.now() };
    const chatwoot: ChatwootServer = await ChatwootServer.start({
      now: () => clock.at,
      page: (request) => deskPage(chatwoot.account, request),
    });
    chatwoot.account.people.set(mara, { id: mara, name: 'Mara', role: 'agent' });
    const settings = { baseUrl: chatwoot.url, accountId: 1, apiToken: 'admin-token' };
    const input = { helpdesk: 'chatwoot', key: joeDesk, name: 'Joe’s desk', settings };
    await world.graphql(
      'mutation ($input: CreateHelpdeskInput!) { createHelpdesk(input: $input) { helpdesk { key } } }',
      { input },
    );
    await world.graphql(
      'mutation ($input: SetUpHelpdeskInput!) { setUpHelpdesk(input: $input) { helpdesk { key } } }',
      {
        input: { key: joeDesk, address: world.url },
      },
    );
    return new JoeStory(world, chatwoot, clock);
  }

  get url(): string {
    return this.chatwoot.url;
  }

  /** Notes for agents, the newest last. */
  get notes(): string[] {
    return [...this.chatwoot.account.messages.values()].flatMap(({ isPrivate, content }) =>
      isPrivate ? [content ?? ''] : [],
    );
  }

  async end(): Promise<void> {
    await this.world.graphql(`mutation { removeHelpdesk(input: { key: "${joeDesk}" }) { clientMutationId } }`);
    await this.chatwoot.stop();
  }

  /** For half an hour, until five minutes ago. */
  async searchesHelp(): Promise<void> {
    const now = Date.now();
    const call = (minutesAgo: number, event: string, properties: object) => ({
      ...{ type: 'track', userId: 'joe-miller', event, properties },
      timestamp: new Date(now - minutesAgo * minute).toISOString(),
    });
    await this.world.send([
      { type: 'identify', userId: 'joe-miller', traits: { name: 'Joe Miller', email: 'joe.miller@example.com' } },
      ...searches.map((query, index) => call(29 - index * 4, 'Help Searched', { query, results: 0 })),
      call(15, 'Article Viewed', { title: 'Repair a tent pole' }),
      call(6, 'Article Rated', { title: 'Repair a tent pole', helpful: false }),
    ]);
  }

  /** Four minutes ago; the second hand-over is half a minute old. */
  async writesAndIsHandedOver(): Promise<{ readonly conversation: number; readonly contact: number }> {
    const { account } = this.chatwoot;
    const known = { name: 'Joe Miller', email: 'joe.miller@example.com', identifier: 'joe-miller' };
    const contact = await this.step(240, () => account.addContact(known));
    const conversation = await this.step(235, () => account.open(contact, { isHmacVerified: true }));
    this.conversation = conversation;
    await this.step(230, () => this.says(contact, 'The pole of my tent is broken. Can you send me a new one?'));
    await this.step(200, () => account.assign(conversation, { agent: tom }));
    await this.step(190, () => this.answers(tom, 'Hello Joe, I will hand you over to a colleague.'));
    await this.step(150, () => account.assign(conversation, { agent: priya }));
    await this.step(90, () => this.says(contact, 'I have tried the repair sleeve already, it does not fit.'));
    await this.step(30, () => account.assign(conversation, { agent: mara }));
    return { conversation: conversation.id, contact: contact.id };
  }

  async isAnsweredAndRates(rating: number, comment: string): Promise<void> {
    const { account } = this.chatwoot;
    const conversation = this.open();
    await this.step(20, () => this.answers(mara, 'A new pole is on its way, it will be with you on Friday.'));
    await this.step(15, () => account.setStatus(conversation, 'resolved'));
    const survey = await this.step(10, () => account.askForRating(conversation));
    await this.step(0, () => account.rate(survey, rating, comment));
  }

  private says({ id }: Contact, text: string): Message {
    return this.chatwoot.account.write(this.open(), { type: 'contact', id }, text);
  }

  private answers(agent: number, text: string): Message {
    return this.chatwoot.account.write(this.open(), { type: 'user', id: agent }, text);
  }

  private open(): Conversation {
    if (this.conversation === null) throw new Error('Joe has not written yet');
    return this.conversation;
  }

  /** So many seconds ago; its webhooks are delivered at once. */
  private async step<T>(secondsAgo: number, happen: () => T): Promise<T> {
    this.clock.at = Date.now() - secondsAgo * 1_000;
    const result = happen();
    const answered = await deliver(this.chatwoot.account);
    if (answered.length === 0 || answered.some((status) => status !== 200))
      throw new Error(`webhooks were answered ${answered.join(', ')}`);
    return result;
  }
}

const line = z.object({ text: z.string(), by: z.string().nullable() });
const suggestion = z.object({ text: z.string(), why: z.string() });
/** What of the panel's data the story is about. */
export const joesPanel = z.object({
  state: z.literal('known'),
  who: z.object({ segments: z.array(z.object({ key: z.string() })) }),
  conversation: z.object({ status: z.string(), handoffs: z.number(), agent: z.string().nullable() }),
  situations: z.array(z.object({ key: z.string(), evidence: z.string() })),
  greeting: suggestion,
  actions: z.array(suggestion),
  summary: z.object({ asked: z.array(line), tried: z.array(line) }),
  frustration: z.object({ value: z.number(), lines: z.array(z.object({ label: z.string(), points: z.number() })) }),
});
