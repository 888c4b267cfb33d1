import { definitionOf, draftOf, emptyDraft, fieldOf } from './definition';

test('a definition that is opened and saved again is the same', () => {
  const definition = {
    ...{ audience: { segment: 'vips' }, except: ['guests'], channel: 'email', connection: 'news', topic: 'offers' },
    ...{ template: 'sale', at: '09:30', expires: '2d', controlPercent: 10 },
    goal: { event: 'Order Completed', days: 14, where: [{ property: 'revenue', op: 'gt', value: 50 }] },
  };
  expect(definitionOf(draftOf(definition))).toEqual(definition);
  const { template, ...rest } = definition;
  const arms = [
    { template, share: 50 },
    { template: 'sale-2', share: 50 },
  ];
  expect(definitionOf(draftOf({ ...rest, audience: { everyone: true }, arms }))).toEqual({
    ...{ ...rest, audience: { everyone: true }, arms },
  });
});

test('what was not written is not sent, and what is no number is told by the server', () => {
  expect(definitionOf(emptyDraft)).toEqual({ expires: '3d', controlPercent: 0 });
  expect(definitionOf({ ...emptyDraft, controlPercent: 'ten' })).toMatchObject({ controlPercent: 'ten' });
  expect(definitionOf({ ...emptyDraft, goalEvent: 'Signed Up', goalDays: '' })).toMatchObject({
    goal: { event: 'Signed Up', days: '' },
  });
});

test('a fault stands under the field that its path begins with', () => {
  expect(['$.goal.days', '$.topic', '$', '$.except[2]'].map(fieldOf)).toEqual(['goal', 'topic', '', 'except']);
});
