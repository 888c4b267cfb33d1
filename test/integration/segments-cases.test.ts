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
