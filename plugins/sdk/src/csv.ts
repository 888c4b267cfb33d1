/** One line of a CSV file (RFC 4180), with its end. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A cell that begins like a formula is no formula to whoever opens it: it is what somebody wrote into a form. */
export function csvCell(text: string): string {
  const safe = /^[=@\t\r]|^[+-](?![\d.,\s()/-]*$)/.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
