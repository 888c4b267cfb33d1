/** `node sink.cjs '{"file":"/tmp/ids"}'`: prints its port, and takes mail until SIGTERM. Bundled and started by `spawnSink`. */
import { SmtpSink, sinkOptions } from './smtp-sink';

async function main(): Promise<void> {
  const sink = await SmtpSink.start(sinkOptions.parse(JSON.parse(process.argv[2] ?? '{}')));
  sink.onTold = (mail) => process.send?.(mail);
  process.stdout.write(`${sink.port}\n`);
  // Nothing is to be saved: each mail was on the disk before its answer.
  process.once('SIGTERM', () => process.exit(0));
}

void main();
