import { rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from './database';
import { killNow, processesOf, startRapport, type RunningRapport } from './rapport';
import { makeReachableFolder } from './server';

const admin = { firstname: 'Ada', lastname: 'Admin', email: 'ada@rapport.example', password: 'Correct-Horse-7' };
/** Of the half hour for which Strapi lets a session live. */
const sessionMilliseconds = 15 * 60_000;

const registered = z.object({ data: z.object({ token: z.string() }) });
const roleList = z.object({ data: z.array(z.object({ id: z.number(), code: z.string() })) });
const invitation = z.object({ data: z.object({ registrationToken: z.string() }) });
const link = z.object({ code: z.string() });
const source = z.object({ data: z.object({ writeKey: z.string() }) });

export type WholeParts = {
  readonly database: TestDatabase;
  readonly rapport: RunningRapport;
  readonly folder: string;
  readonly url: string;
  /** An access token of the first admin, who may do everything. */
  readonly token: string;
  readonly writeKeys: { readonly server: string; readonly browser: string };
};

/** @param env of its processes, beside what a test needs */
export async function bootWhole(env: Record<string, string> = {}): Promise<WholeParts> {
  const database = await createTestDatabase();
  const folder = await makeReachableFolder('rapport-admin-');
  const rapport = startRapport({
    DATABASE_URL: database.url,
    RAPPORT_SCHEMA: database.schema,
    STRAPI_SCHEMA: `${database.schema}_strapi`,
    RAPPORT_DATA_DIR: path.join(folder, 'data'),
    ...env,
  });
  const url = await rapport.ready;
  const { token } = registered.parse(await post(`${url}/admin/register-admin`, admin)).data;
  const writeKeys = {
    server: await makeSource(url, token, 'server'),
    browser: await makeSource(url, token, 'browser'),
  };
  return { database, rapport, folder, url, token, writeKeys };
}

/** A whole Rapport, its processes and all, in a schema of its own, with an admin. Events go in by the real door: `send`. */
export class WholeRapport {
  readonly database: TestDatabase;
  readonly url: string;
  token: string;
  private invited = 0;
  private loggedInAt = Date.now();

  protected constructor(private readonly parts: WholeParts) {
    this.database = parts.database;
    this.url = parts.url;
    this.token = parts.token;
  }

  static async start(env: Record<string, string> = {}): Promise<WholeRapport> {
    return new WholeRapport(await bootWhole(env));
  }

  /** Logs in again where the session grows old. @returns whether it did */
  async renew(): Promise<boolean> {
    if (Date.now() - this.loggedInAt < sessionMilliseconds) return false;
    const { email, password } = admin;
    this.token = registered.parse(await post(`${this.url}/admin/login`, { email, password })).data.token;
    this.loggedInAt = Date.now();
    return true;
  }

  /** An access token of somebody new who has one of the ready roles, e.g. `agent`. */
  async loginOf(role: string): Promise<string> {
    const { data: roles } = roleList.parse(await get(`${this.url}/admin/roles`, this.token));
    const found = roles.find(({ code }) => code === `rapport-${role}`);
    if (found === undefined) throw new Error(`there is no role ${role}`);
    const name = { firstname: 'Robin', lastname: role };
    const who = { ...name, email: `${role}-${++this.invited}@rapport.example`, roles: [found.id] };
    const { registrationToken } = invitation.parse(await post(`${this.url}/admin/users`, who, this.token)).data;
    const userInfo = { ...name, password: 'Correct-Horse-7' };
    return registered.parse(await post(`${this.url}/admin/register`, { registrationToken, userInfo })).data.token;
  }

  /** Calls of the Segment spec by the door; visible when it returns. */
  async send(calls: readonly object[], kind: 'server' | 'browser' = 'server'): Promise<void> {
    await post(`${this.url}/v1/batch`, { batch: calls, writeKey: this.parts.writeKeys[kind] });
  }

  /** @returns `data` of the answer; an error in it fails the test */
  async graphql(query: string, variables: object = {}): Promise<ReturnType<JSON['parse']>> {
    const { data, errors } = z
      .object({ data: z.unknown(), errors: z.array(z.unknown()).default([]) })
      .parse(await post(`${this.url}/graphql`, { query, variables }, this.token));
    if (errors.length > 0) throw new Error(`${JSON.stringify(errors)} to ${query}`);
    return data;
  }

  /** kill -9 of the worker process; the supervisor starts another. @returns whether there was one */
  killWorker(): boolean {
    const pids = processesOf(this.parts.rapport.pid, 'worker');
    killNow(pids);
    return pids.length > 0;
  }

  /** Signs the agents' panel in, once. */
  async panelCode(): Promise<string> {
    return link.parse(await post(`${this.url}/panel/api/links`, {}, this.token)).code;
  }

  async stop(): Promise<void> {
    const { rapport, database, folder } = this.parts;
    rapport.kill('SIGTERM');
    await rapport.exit;
    await database.pool.query(`drop schema if exists ${database.schema}_strapi cascade`);
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeSource(url: string, token: string, kind: 'server' | 'browser'): Promise<string> {
  const address = `${url}/content-manager/collection-types/api::source.source`;
  return source.parse(await post(address, { name: `Test ${kind}`, kind, enabled: true }, token)).data.writeKey;
}

function post(url: string, body: object, token?: string): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return answerOf(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

function get(url: string, token: string): Promise<unknown> {
  return answerOf(url, { headers: { authorization: `Bearer ${token}` } });
}

async function answerOf(url: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return JSON.parse(text);
}
