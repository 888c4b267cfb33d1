import { spawn } from 'node:child_process';

/**
 * Runs one command with its output shown, and ends it when `timeoutSeconds` have passed.
 * @returns {Promise<{ name: string, ok: boolean, seconds: number }>}
 */
export function runStep(name, command, args, { timeoutSeconds = 600, environment = {} } = {}) {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: 'inherit',
      timeout: timeoutSeconds * 1000,
      env: { ...process.env, ...environment },
    });
    const end = (ok) => resolve({ name, ok, seconds: (performance.now() - start) / 1000 });
    child.once('error', (error) => {
      console.error(`${name}: ${error.message}`);
      end(false);
    });
    child.once('exit', (code, signal) => {
      if (signal !== null) console.error(`${name}: ended by ${signal}`);
      end(code === 0);
    });
  });
}

/** Prints one line for each step; the exit code of the process says whether all of them went well. */
export function summarise(steps) {
  const width = Math.max(...steps.map((step) => step.name.length));
  console.log('');
  for (const { name, ok, seconds } of steps) {
    console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name.padEnd(width)}  ${seconds.toFixed(1)} s`);
  }
  process.exitCode = steps.every((step) => step.ok) ? 0 : 1;
}
