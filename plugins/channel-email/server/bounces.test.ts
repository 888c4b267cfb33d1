import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { describeWithShared, readShared, sharedFile } from '../../../test/support/shared';
import { readingOf } from '../domain/bounce';
import { parseMail } from './parse';

const expectation = z.object({
  dsn: z.string(),
  reason: z.string(),
  hardbounce: z.boolean(),
  feedbacktype: z.string().optional(),
});
type Kind = 'hard' | 'soft' | 'complaint' | 'none' | 'unreadable';

/** A complaint is what a person does; a report that a signature failed is none. */
function expected({ reason, hardbounce, feedbacktype }: z.infer<typeof expectation>): Kind {
  if (reason === 'feedback') return feedbacktype === 'auth-failure' ? 'none' : 'complaint';
  if (reason === 'vacation' || reason === 'delivered') return 'none';
  return hardbounce ? 'hard' : 'soft';
}

async function kindsOf(raw: Buffer): Promise<Kind[]> {
  const mail = await parseMail(raw);
  if (mail === null) return ['unreadable'];
  const reading = readingOf(mail);
  if (reading.kind === 'bounce') return reading.recipients.map(({ bounce }) => bounce);
  return [reading.kind === 'complaint' ? 'complaint' : 'none'];
}

describeWithShared('bounces as servers write them', () => {
  const folder = sharedFile('vectors/bounces/maildir/bsd');
  const { expected: all } = z
    .object({ expected: z.record(z.string(), z.array(expectation)) })
    .parse(readShared('vectors/bounces/expected.json'));

  test('at least 95 % of those that have an expectation are told right', async () => {
    const misses: string[] = [];
    for (const [file, entries] of Object.entries(all)) {
      const wanted = [...new Set(entries.map(expected))].sort().join(' ');
      const got = [...new Set(await kindsOf(readFileSync(path.join(folder, file))))].sort().join(' ');
      if (wanted !== got)
        misses.push(`${file}: ${got}, not ${wanted} (${entries.map((e) => `${e.dsn} ${e.reason}`).join()})`);
    }
    const files = Object.keys(all).length;
    const share = (files - misses.length) / files;
    process.stdout.write(`bounces told right: ${(share * 100).toFixed(1)} % of ${files}\n${misses.join('\n')}\n`);
    expect(share).toBeGreaterThanOrEqual(0.95);
  });

  test('every mail can be read', async () => {
    for (const file of readdirSync(folder)) {
      expect(await kindsOf(readFileSync(path.join(folder, file)))).not.toContain('unreadable');
    }
  });
});
