/**
 * Keeps a secret at rest: AES-256-GCM under the newest of the installation's keys (docs/privacy.md). A sealed text names its key,
 * so that texts of older keys open until they are sealed again (`rapport secrets rotate`).
 */
export interface Secrets {
  /**
   * @param purpose what it is, e.g. `source.identitySecret`: a text sealed for one purpose does not open for another
   * @returns `sealed:1:<key>:<base64url>`
   */
  seal(purpose: string, plain: string): string;
  /** A text that is not sealed comes back as it is. @throws RapportError secret_unreadable */
  open(purpose: string, text: string): string;
  /** Whether it is a sealed text, whichever its key. */
  isSealed(text: string): boolean;
}

/**
 * A column that holds what was sealed: whoever rotates the keys goes over all of them, and a test fails where a sealed text stands in a
 * column that nobody declared. Of a column of type text each value is one; of one of type jsonb, as `sealSettings` makes it, those
 * members that are.
 */
export type SealedColumn = {
  readonly table: string;
  readonly column: string;
  /** A column that names the row: unique, never null. */
  readonly key: string;
  /** For what it was sealed, by the row's key; of settings: whose they are. */
  readonly purpose: (key: string) => string;
};
