/** PostgreSQL takes no U+0000, and no half of a surrogate pair in JSON. */
export function isStorable(text: string): boolean {
  return !/[\u0000\p{Surrogate}]/u.test(text);
}
