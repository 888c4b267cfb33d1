import { endsOf, scoreOf, surveys, withSurveys } from './survey';

test('a score is one of its survey', () => {
  expect(['0', '10', '11', '-1', '5.5', '', 'x', null].map((text) => scoreOf('nps', text))).toEqual([
    ...[0, 10, null, null, null, null, null, null],
  ]);
  expect(['0', '1', '5', '6'].map((text) => scoreOf('csat', text))).toEqual([null, 1, 5, null]);
});

test('a text that asks gets a row of links in HTML, one address in plain text, and keeps its lines', () => {
  const html = withSurveys('a\n{{survey "nps"}}\nb', 'mjml', 'zh-Hans');
  expect(html.split('\n')).toHaveLength(3);
  expect(html.match(/href="\{\{surveys\.nps\}\}\?score=\d+"/g)).toHaveLength(surveys.nps.scores.length);
  expect(html).toContain('完全不可能');
  expect(withSurveys("{{ survey 'csat' }}", 'text', 'en')).toBe('{{surveys.csat}}');
  expect(withSurveys('{{survey "nps"}}', 'line', 'en')).toBe('{{survey "nps"}}');
  expect(withSurveys('{{survey "other"}}', 'mjml', 'en')).toBe('{{survey "other"}}');
  expect([endsOf('csat', 'de-AT').low, endsOf('csat', 'fr').low]).toEqual(['Sehr schlecht', 'Very bad']);
});
