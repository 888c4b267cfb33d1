import { readFileSync } from 'node:fs';

/** Linux counts processor time of a process in hundredths of a second (USER_HZ), whatever the kernel's own tick. */
const millisecondsPerTick = 10;

/** Processor time that a process has used, user and system, in milliseconds; 0 where it is gone. */
export function processorMilliseconds(pid: number): number {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return 0;
  }
  // The command's name stands in brackets and may hold spaces; utime and stime are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * millisecondsPerTick;
}

/** Resident memory of a process in megabytes; 0 where it is gone. */
export function residentMegabytes(pid: number): number {
  try {
    const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(line?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
