import { evidenceLines, evidenceOf } from './evidence';

test('evidence is told in lines, whatever is in it', () => {
  expect(evidenceLines({ how: 'phone', form: { id: 3 }, note: '', version: 2, at: null })).toEqual([
    { key: 'how', text: 'phone' },
    { key: 'form', text: '{"id":3}' },
    { key: 'version', text: '2' },
  ]);
  expect(evidenceLines(null)).toEqual([]);
});

test('what was not written is not recorded', () => {
  expect(evidenceOf('phone', ' Ada ', ' ')).toEqual({ how: 'phone', askedBy: 'Ada' });
  expect(evidenceOf('form', 'Ada', 'page 2')).toEqual({ how: 'form', askedBy: 'Ada', note: 'page 2' });
});
