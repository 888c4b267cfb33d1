import type { Session, Statement } from '@rapport/sdk';

export type Preview = {
  readonly count: number;
  /** Profiles altogether. */
  readonly everyone: number;
  /** Roots of some who are in it. */
  readonly sample: readonly number[];
};

const sampleMax = 10;

/** @param compiled of `compile`, over everyone, of one definition */
export async function readPreview(sql: Session, compiled: Statement): Promise<Preview> {
  const [row] = await sql.rows<Preview>({
    text: `with m as materialized (select root from (${compiled.text}) compiled where verdicts[1] > 0)
      select (select count(*) from m) as count, (select count(*) from profile where root_id = id) as everyone,
        array(select root from m limit ${sampleMax}) as sample`,
    values: compiled.values ?? [],
  });
  return row ?? { count: 0, everyone: 0, sample: [] };
}
