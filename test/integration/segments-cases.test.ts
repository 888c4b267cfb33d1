import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { runSegmentsFile } from '../cases/segments/run';
import { describeWithShared, sharedFile } from '../support/shared';

describeWithShared('segments as other products define them, in our language', () => {
  it('none fails, and what we do not offer has a reason', async () => {
    const results = await runSegmentsFile(sharedFile('cases/segments.json'), () => undefined);
    expect(results.filter((one) => one.status === 'failed')).toEqual([]);
    const others = results.filter((one) => one.status === 'not applicable');
    expect(others.map((one) => one.id)).toEqual(['PHC-00', 'DFT-09', 'DFT-11', 'DFT-13']);
  }, 180_000);
});

describe('definitions of the same products beyond those cases', () => {
  it('are understood', async () => {
    const results = await runSegmentsFile(path.resolve('test/cases/segments/more.json'), () => undefined);
    expect(results.filter((one) => one.status !== 'passed')).toEqual([]);
    expect(results).not.toHaveLength(0);
  }, 60_000);

  it('and what is not understood fails, by itself', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'rapport-cases-'));
    const file = path.join(folder, 'odd.json');
    const odd = { id: 'X', title: 'odd', kind: 'segment-timeline', source: { project: 'apache/unomi' } };
    const cases = [
      { ...odd, timeline: [{ do: 'wait', for: '1d' }] },
      { ...odd, segments: [{ name: 's', words: 'who is nice' }], timeline: [] },
    ];
    try {
      await writeFile(file, JSON.stringify({ cases }));
      const results = await runSegmentsFile(file, () => undefined);
      expect(results.map((one) => one.status)).toEqual(['failed', 'not applicable']);
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 60_000);
});
