export const shownKinds = ['all', 'PUBLISHED', 'DRAFT', 'PAUSED', 'FAILING', 'LIST'] as const;
export type ShownKind = (typeof shownKinds)[number];

type Row = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly kind: 'RULE' | 'LIST';
  readonly state: 'DRAFT' | 'PUBLISHED' | 'PAUSED';
  readonly failure: string | null;
};

/** Every word of the search stands somewhere in it. */
export function isShown(row: Row, search: string, kind: ShownKind): boolean {
  const text = `${row.name} ${row.key} ${row.description}`.toLowerCase();
  const words = search.toLowerCase().split(/\s+/);
  return words.every((word) => text.includes(word)) && isOfKind(row, kind);
}

function isOfKind(row: Row, kind: ShownKind): boolean {
  switch (kind) {
    case 'all':
      return true;
    case 'LIST':
      return row.kind === 'LIST';
    case 'FAILING':
      return row.failure !== null;
    default:
      return row.state === kind;
  }
}
