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
