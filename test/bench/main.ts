import { ingestCost } from './ingest-cost';

async function main(): Promise<void> {
  const quick = process.argv.includes('--quick');
  await ingestCost(quick);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
