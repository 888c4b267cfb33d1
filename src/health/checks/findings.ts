/**
 * What doctor says about one thing. `ok`: nothing to do; `advice`: it works, but could be better; `serious`: data or service
 * are at risk.
 */
export type Finding = {
  readonly level: 'ok' | 'advice' | 'serious';
  readonly text: string;
  /** What to do about it. */
  readonly remedy?: string;
};

export function ok(text: string): Finding {
  return { level: 'ok', text };
}

export function advice(text: string, remedy: string): Finding {
  return { level: 'advice', text, remedy };
}

export function serious(text: string, remedy: string): Finding {
  return { level: 'serious', text, remedy };
}
