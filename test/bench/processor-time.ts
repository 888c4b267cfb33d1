import { readdirSync, readFileSync } from 'node:fs';

/** Processor time that all threads of a process have used, in milliseconds; 0 where it is gone. */
export function processorMilliseconds(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => sum + threadMilliseconds(pid, thread), 0);
  } catch {
    return 0;
  }
}

/** Nanoseconds on a processor are the first number of schedstat; stat counts in hundredths of a second, too coarse here. */
function threadMilliseconds(pid: number, thread: string): number {
  return Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
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
