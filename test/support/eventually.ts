/** Asks again until `done` says so; fails with its last answer after `attempts` of 20 ms. For what other processes do. */
export async function eventually(done: () => Promise<boolean> | boolean, attempts = 750): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await done()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`it did not happen: ${done.toString()}`);
}
