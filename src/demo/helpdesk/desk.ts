import { randomUUID } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { RapportError } from '@rapport/sdk';
import type { DemoCall } from '../call';
import { agents } from '../support';
import { type DeskAct, deskAct, deskActOf } from './acts';
import type { ChatwootAccount } from './chatwoot/chatwoot';
import { type Conversation, mailInbox, type Message, type Person } from './chatwoot/model';
import { type ApiWrite, ChatwootServer } from './chatwoot/server';
import { deliver } from './chatwoot/webhooks';
import { deskPage } from './page';

export type DeskOptions = {
  /** What was done there, a line each: the stand-in forgets all when it ends, and must number it as it did before. */
  readonly journalFile: string;
  readonly port: number;
};

/** A conversation by its numbers in the helpdesk. */
export type OpenConversation = { readonly conversation: number; readonly contact: number };

/**
 * The shop's helpdesk: a stand-in of Chatwoot, in which customers and agents of the company do what their stories say. Rapport is
 * connected to it like to any other, and hears of it by webhooks and by the API.
 */
export class HelpdeskDesk {
  private readonly played = new Set<string>();
  private readonly conversations = new Map<string, Conversation>();
  private readonly surveys = new Map<string, Message>();
  private at: number | null = null;
  /** Lines come into the journal in the order in which things happened: all numbers depend on it. */
  private writing: Promise<void> = Promise.resolve();
  private delivering: Promise<void> = Promise.resolve();

  private constructor(
    private readonly server: ChatwootServer,
    private readonly journalFile: string,
  ) {}

  /** As it was when it ended. @throws Error: the port is taken */
  static async open({ journalFile, port }: DeskOptions): Promise<HelpdeskDesk> {
    const clock = { now: (): number => Date.now() };
    const server: ChatwootServer = await ChatwootServer.start({
      now: () => clock.now(),
      port,
      page: (request) => deskPage(server.account, request),
      after: (write) => desk.noteWrite(write),
    });
    const desk: HelpdeskDesk = new HelpdeskDesk(server, journalFile);
    clock.now = () => desk.at ?? Date.now();
    takeOver(server.account);
    desk.perform(await readJournal(journalFile));
    server.account.told.splice(0);
    return desk;
  }

  get url(): string {
    return this.server.url;
  }

  /** Nothing was ever done in it. */
  get isNew(): boolean {
    return this.played.size === 0;
  }

  /** Those of the helpdesk that were not played yet. Nobody is told: whoever wants to know asks the API. */
  async play(calls: readonly DemoCall[]): Promise<void> {
    await this.enter(calls);
    this.server.account.told.splice(0);
  }

  /** As `play`, one after the other, and webhooks tell of each. */
  async playLive(calls: readonly DemoCall[]): Promise<void> {
    for (const call of calls) {
      await this.enter([call]);
      await this.tell();
    }
  }

  /** The one in which something happened last, of those that are open; null: there is none. */
  lastOpen(): OpenConversation | null {
    const open = [...this.server.account.conversations.values()].filter(({ status }) => status === 'open');
    const [last] = open.sort((a, b) => b.lastActivityAt - a.lastActivityAt || b.id - a.id);
    return last === undefined ? null : { conversation: last.id, contact: last.contactId };
  }

  close(): Promise<void> {
    return this.server.stop();
  }

  private async enter(calls: readonly DemoCall[]): Promise<void> {
    const acts = calls.flatMap((call) => (call.source === 'helpdesk' ? (deskActOf(call) ?? []) : []));
    const news = acts.filter(({ messageId }) => !this.played.has(messageId));
    if (news.length === 0) return;
    this.perform(news);
    await this.note(news);
  }

  /** What Rapport opens and writes is there again, too, when it starts anew; how it is connected is not. */
  private async noteWrite(write: ApiWrite): Promise<void> {
    if (!/^\/(contacts$|conversations)/.test(write.path)) return;
    await this.note([{ does: 'ask', messageId: randomUUID(), at: this.server.account.now(), ...write }]);
    // Its webhooks come once it is answered, as the real one's do.
    setImmediate(() => void this.tell());
  }

  private note(acts: readonly DeskAct[]): Promise<void> {
    this.writing = this.writing.then(() => writeJournal(this.journalFile, acts));
    return this.writing;
  }

  private tell(): Promise<void> {
    this.delivering = this.delivering.then(async () => void (await deliver(this.server.account)));
    return this.delivering;
  }

  private perform(acts: readonly DeskAct[]): void {
    for (const act of acts) {
      this.at = act.at;
      this.do(act);
      this.played.add(act.messageId);
    }
    this.at = null;
  }

  private do(act: DeskAct): void {
    const { account } = this.server;
    if (act.does === 'come') return come(account, act.contact);
    if (act.does === 'ask') return this.server.write(act);
    const contact = account.contacts.get(act.contact);
    if (contact === undefined) return;
    if (act.does === 'open') {
      // The shop's page signs who is logged in; others write by mail, which proves their address.
      const isHmacVerified = contact.identifier !== null;
      const inbox = isHmacVerified ? {} : { inbox: mailInbox };
      this.conversations.set(act.conversation, account.open(contact, { isHmacVerified, ...inbox }));
      return;
    }
    const conversation = this.conversations.get(act.conversation);
    if (conversation === undefined) return;
    switch (act.does) {
      case 'write': {
        const agent = act.agent === null ? null : personNamed(account, act.agent);
        if (agent !== null && conversation.assigneeId === null) account.assign(conversation, { agent: agent.id });
        const sender = agent === null ? ({ type: 'contact', id: contact.id } as const) : userOf(agent);
        account.write(conversation, sender, act.text);
        return;
      }
      case 'assign':
        return account.assign(conversation, { agent: personNamed(account, act.agent)?.id ?? null });
      case 'resolve':
        account.setStatus(conversation, 'resolved');
        this.surveys.set(act.conversation, account.askForRating(conversation));
        return;
      case 'rate': {
        const survey = this.surveys.get(act.conversation);
        if (survey !== undefined) account.rate(survey, act.rating);
      }
    }
  }
}

/** The shop's own agents, in place of the stand-in's; one of them is whom the access token of the connection belongs to. */
function takeOver(account: ChatwootAccount): void {
  account.people.clear();
  account.teams.clear();
  Object.values(agents).forEach(({ agent_name: name }, index) => {
    const role = index === 0 ? 'administrator' : 'agent';
    account.people.set(index + 1, { id: index + 1, name, role });
  });
  account.teams.set(1, { id: 1, name: 'Service' });
}

function come(account: ChatwootAccount, known: Extract<DeskAct, { does: 'come' }>['contact']): void {
  const contact = account.contacts.get(known.id);
  const identifier = known.identifier ?? contact?.identifier ?? null;
  if (contact === undefined) account.addContact(known);
  else account.changeContact(contact, { name: known.name, email: known.email, identifier });
}

function personNamed({ people }: ChatwootAccount, name: string): Person | null {
  return [...people.values()].find((person) => person.name === name) ?? null;
}

function userOf({ id }: Person): { readonly type: 'user'; readonly id: number } {
  return { type: 'user', id };
}

async function readJournal(file: string): Promise<DeskAct[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => actIn(line) ?? []);
}

/** Null: the last line of a run that was killed while it wrote. */
function actIn(line: string): DeskAct | null {
  try {
    return deskAct.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** @throws RapportError data_directory_unusable */
async function writeJournal(file: string, acts: readonly DeskAct[]): Promise<void> {
  try {
    await appendFile(file, acts.map((act) => `${JSON.stringify(act)}\n`).join(''), { mode: 0o600 });
  } catch (error) {
    throw new RapportError('data_directory_unusable', `${file} cannot be written.`, { cause: error });
  }
}
