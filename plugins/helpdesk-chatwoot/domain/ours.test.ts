import type { Json } from '@rapport/sdk';
import { isOurNote, shownIn, signedNote } from './ours';

const change = (key: string) => [{ [key]: { previous_value: null, current_value: null } }];
const attributes = { plan: 'gold', cdp_value: 30 };

test('of a webhook that tells of a change it is read what stands there of ours', () => {
  expect(
    shownIn({
      ...{ event: 'contact_updated', id: 501, custom_attributes: attributes },
      changed_attributes: change('custom_attributes'),
    }),
  ).toEqual([{ target: { kind: 'contact', id: '501' }, attributes: { cdp_value: 30 } }]);
  const conversation = { event: 'conversation_updated', id: 88, custom_attributes: attributes };
  const labelled = { ...conversation, labels: ['angry', 'cdp_vips'] };
  expect(shownIn({ ...labelled, changed_attributes: change('label_list') })).toEqual([
    { target: { kind: 'conversation', id: '88' }, labels: ['cdp_vips'] },
  ]);
  expect(shownIn({ ...labelled, changed_attributes: change('custom_attributes') })).toEqual([
    { target: { kind: 'conversation', id: '88' }, attributes: { cdp_value: 30 } },
  ]);
});

test('a webhook that tells of no change of ours shows nothing', () => {
  const silent: readonly Json[] = [
    null,
    { event: 'contact_updated', id: 501, custom_attributes: attributes, changed_attributes: change('name') },
    { event: 'contact_updated', custom_attributes: attributes, changed_attributes: change('custom_attributes') },
    { event: 'conversation_updated', id: 88, custom_attributes: attributes, changed_attributes: change('status') },
    { event: 'conversation_created', id: 88, custom_attributes: attributes },
  ];
  for (const body of silent) expect(shownIn(body)).toEqual([]);
});

test('our note is known by its last line, among private messages alone', () => {
  const content = signedNote('Asked:\n- Where is my parcel?');
  expect(isOurNote({ content, private: true })).toBe(true);
  expect(isOurNote({ content, private: false })).toBe(false);
  expect(isOurNote({ content: `${content} Thanks!`, private: true })).toBe(false);
  expect(isOurNote({ content: null, private: true })).toBe(false);
});
