import {
  type AuditCheck,
  type AuditLog,
  type AuditPlace,
  auditPlaceText,
  parseAuditPlace,
  RapportError,
} from '@rapport/sdk';
import type { Command } from 'commander';
import { z } from 'zod';
import type { CliDeps, ExitCode } from './deps';

const verifyOptions = z.object({ since: z.string().optional() });

export function addAuditCommands(program: Command, deps: CliDeps, end: (code: ExitCode) => void): void {
  program
    .command('audit')
    .description('who did what to whom')
    .command('verify')
    .option('--since <head>', 'a head that an earlier check printed: it must still be part of the chain')
    .description('follows the chain of seals: ends with 1 where an entry was changed, removed or slipped in')
    .action(async (given: unknown) => {
      const { since } = verifyOptions.parse(given);
      const noted = since === undefined ? null : parseAuditPlace(since);
      if (since !== undefined && noted === null)
        throw new RapportError('usage', 'A head is <position>:<64 hex digits>, as an earlier check printed it.');
      const { brokenAt, rows, head, isNotedKnown } = await deps.withDatabase(({ core }) => verify(core.audit, noted));
      if (brokenAt !== null) {
        deps.stdout.write(
          `The chain breaks at entry ${brokenAt}: there something was changed, removed or slipped in.\n`,
        );
        return end(1);
      }
      deps.stdout.write(`${rows} entries, the chain is whole.\n`);
      if (!isNotedKnown) deps.stdout.write('Of the head that was noted the entries are gone by age: note this one.\n');
      deps.stdout.write(`head ${auditPlaceText(head)}\n`);
      end(0);
    });
}

/** The whole chain, and whether it goes on from what was noted. */
async function verify(audit: AuditLog, noted: AuditPlace | null) {
  const since = noted === null ? null : await audit.check(noted);
  let rows = 0;
  let part: AuditCheck = await audit.check(null);
  for (; part.next !== null; part = await audit.check(part.next)) rows += part.rows;
  return {
    rows: rows + part.rows,
    brokenAt: since?.brokenAt ?? part.brokenAt,
    head: part.head,
    isNotedKnown: noted === null || since?.from === noted.position,
  };
}
