/** Keeps the entries used last, at most `entriesMax`. Fits Apollo's KeyValueCache, which is asynchronous. */
export class BoundedCache<V> {
  private readonly entries = new Map<string, V>();

  constructor(private readonly entriesMax: number) {}

  peek(key: string): V | undefined {
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  put(key: string, value: V): void {
    this.entries.delete(key);
    this.entries.set(key, value);
    if (this.entries.size <= this.entriesMax) return;
    const oldest = this.entries.keys().next();
    if (oldest.done !== true) this.entries.delete(oldest.value);
  }

  async get(key: string): Promise<V | undefined> {
    return this.peek(key);
  }

  async set(key: string, value: V): Promise<void> {
    this.put(key, value);
  }

  async delete(key: string): Promise<boolean> {
    return this.entries.delete(key);
  }
}
