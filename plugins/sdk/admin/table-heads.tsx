import { Th, Thead, Tr, Typography } from '@strapi/design-system';

/** The row above a table's columns. */
export function TableHeads({ heads }: { readonly heads: readonly string[] }) {
  return (
    <Thead>
      <Tr>
        {heads.map((head) => (
          <Th key={head}>
            <Typography variant="sigma">{head}</Typography>
          </Th>
        ))}
      </Tr>
    </Thead>
  );
}
