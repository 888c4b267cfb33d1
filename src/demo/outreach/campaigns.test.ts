import { demoBroadcasts, demoJourneys, demoTopics } from './campaigns';
import { contentOf, demoTemplates } from './texts';
import { z } from 'zod';

const step = z.looseObject({ kind: z.string(), template: z.string().optional(), topic: z.string().optional() });
const journey = z.looseObject({ steps: z.record(z.string(), step) });
const broadcast = z.looseObject({ template: z.string(), topic: z.string() });

test('whatever journeys and broadcasts name is there: texts in three languages, of topics that fit them', () => {
  const sent = [
    ...demoJourneys.flatMap(({ definition }) => Object.values(journey.parse(definition).steps)),
    ...demoBroadcasts.map(({ definition }) => broadcast.parse(definition)),
  ].filter(({ template }) => template !== undefined);
  expect(new Set(sent.map(({ template }) => template))).toEqual(new Set(demoTemplates.map(({ key }) => key)));
  for (const { template, topic } of sent) {
    const isMarketing = demoTopics.find(({ key }) => key === topic)?.['kind'] === 'MARKETING';
    const text = demoTemplates.find(({ key }) => key === template);
    if (text === undefined) continue;
    expect([template, text.isMarketing]).toEqual([template, isMarketing]);
    const content = contentOf(text);
    expect(Object.keys(content)).toEqual(['en', 'de', 'zh-Hans']);
    // Of a transactional message nobody unsubscribes, so that it has no such link either.
    for (const { html } of Object.values(content)) expect(html?.includes('{{preferences_url}}')).toBe(isMarketing);
  }
});
