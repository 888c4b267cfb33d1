import { errorTable } from '@rapport/sdk';
import { z } from 'zod';
import type { DoorRequest } from './door-requests';
import type { RawAnswer } from './raw-request';

const code = z.string().refine((name) => Object.hasOwn(errorTable, name), 'a code of the error table');
const refused = z.object({ index: z.number().int(), messageId: z.string().nullable(), code, message: z.string() });
const counts = { accepted: z.number().int(), duplicates: z.number().int(), rejected: z.array(refused) };
const accepted = z.strictObject({ success: z.literal(true), ...counts });
const refusal = z.strictObject({ success: z.literal(false), code, message: z.string() });
const allRejected = refusal.extend({ code: z.literal('batch_rejected'), ...counts });

/** What docs/sending-events.md promises of every answer. */
export function expectDocumented({ method, path }: DoorRequest, { status, text, headers }: RawAnswer): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status < 300 || (status >= 400 && status < 500) ? 'documented' : status).toBe('documented');
  if (method === 'HEAD' || status === 204) return expect(text).toBe('');
  if (status === 200 && method !== 'POST') return;
  const isJson = String(headers['content-type']).startsWith('application/json');
  const body: unknown = isJson ? JSON.parse(text) : text;
  if (status === 200) return void accepted.parse(body);
  const { code: name } = z.union([refusal, allRejected]).parse(body);
  expect([path, name, Reflect.get(Reflect.get(errorTable, name), 'status')]).toEqual([path, name, status]);
}
