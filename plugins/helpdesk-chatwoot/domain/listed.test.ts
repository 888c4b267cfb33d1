import type { Json } from '@rapport/sdk';
import { z } from 'zod';
import { describeWithShared, readShared } from '../../../test/support/shared';
import { contactAsItIs, conversationInList, messagesIn } from './as-it-is';
import { contactsInList, conversationsInList } from './listed';

const reading = { connection: 'support', deliveredAt: Date.parse('2026-07-01T00:00:00Z') };
const read = (file: string): Json => z.json().parse(readShared(`payloads/chatwoot/api/${file}.json`));

describeWithShared('answers of the API that other projects recorded', () => {
  test.each([
    ['contacts_page_1', 2, ['63']],
    ['contacts_page_2', 2, ['338']],
    ['contacts_page_3', 30, []],
    ['contacts_search', 1, ['64']],
  ])('%s', (file, total, first) => {
    const listed = contactsInList(read(file), reading);
    expect(listed.total).toBe(total);
    expect(listed.reports.slice(0, 1).map(({ contact }) => contact.id)).toEqual(first);
    for (const { contact, conversation } of listed.reports) {
      expect(conversation).toBeNull();
      expect(contact.at).toBeLessThan(reading.deliveredAt);
    }
  });

  test('a contact of whom little is known', () => {
    const { contact } = contactAsItIs(read('contact_show'), false, reading);
    expect(contact.identifiers.map(({ kind, value }) => `${kind} ${value}`)).toEqual([
      'chatwoot_contact_id support:715',
      'email dana@example.org',
    ]);
    expect(contact.at).toBe(1_683_204_167_000);
  });

  test('conversations: what is there, and how they stand', () => {
    const filtered = z.object({ payload: z.array(z.json()) }).parse(read('conversations_filter')).payload;
    const report = conversationInList(filtered[0] ?? null, [{ payload: [read('message_create')] }], reading);
    expect(report.conversation).toBe('2');
    expect(report.facts.map(({ key }) => key)).toEqual(['opened', 'message:193', 'message:227']);
    expect(report.snapshot).toEqual({
      at: 1_697_569_813_000,
      ...{ status: 'open', agent: null, team: null, labels: [], topic: null, outcome: null },
    });
    const created = conversationInList(read('conversation_create'), [], reading);
    expect(created.facts.map(({ key }) => key)).toEqual(['opened']);
  });

  test('a message with a file', () => {
    expect(messagesIn({ payload: [read('message_create_attachment')] })).toMatchObject([
      { id: '9583', content: null, attachments: [{}] },
    ]);
  });
});

test('a list that is none is refused, with the place', () => {
  expect(() => conversationsInList({ data: { meta: {}, payload: [] } })).toThrow(
    expect.objectContaining({ code: 'invalid_body', message: expect.stringContaining('data.meta.all_count') }),
  );
});
