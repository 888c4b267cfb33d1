import { broadcast } from './broadcast';
import { customer360 } from './customer-360';
import { freshness } from './freshness';
import { ingest } from './ingest';
import { ingestCost } from './ingest-cost';
import { ingestGrowth } from './ingest-growth';
import { journey } from './journey';
import { memory } from './memory';
import { pages } from './pages';
import { panel } from './panel';
import { machine, print, type Result } from './report';
import { segmentBuild } from './segment-build';
import { segmentFlips } from './segment-flips';
import { segmentLive } from './segment-live';
import { segmentPreview } from './segment-preview';
import { trigger } from './trigger';
import { webhook } from './webhook';

/** Each answers one line of the report for each aim of the issue. */
const benches = new Map<string, (quick: boolean) => Promise<Result[]>>([
  ['ingest', ingest],
  ['ingest-growth', ingestGrowth],
  ['customer-360', customer360],
  ['broadcast', broadcast],
  ['freshness', freshness],
  ['journey', journey],
  ['memory', memory],
  ['pages', pages],
  ['panel', panel],
  ['segment-build', segmentBuild],
  ['segment-flips', segmentFlips],
  ['segment-live', segmentLive],
  ['segment-preview', segmentPreview],
  ['trigger', trigger],
  ['webhook', webhook],
]);
/** For whoever makes ingest faster; no aim. */
const tools = new Map<string, (quick: boolean) => Promise<void>>([['ingest-cost', ingestCost]]);

const usage = `npm run bench -- NAME [--quick] [--json]
benches: ${[...benches.keys()].join(', ')}; tools: ${[...tools.keys()].join(', ')}`;

async function main(given: readonly string[]): Promise<void> {
  const [name = ''] = given.filter((word) => !word.startsWith('--'));
  const quick = given.includes('--quick');
  const bench = benches.get(name);
  const tool = tools.get(name);
  if (bench !== undefined) {
    print({ name, results: await bench(quick), machine: machine() }, given.includes('--json'));
  } else if (tool !== undefined) {
    await tool(quick);
  } else {
    console.error(usage);
    process.exitCode = 2;
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
