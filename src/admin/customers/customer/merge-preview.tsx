import { isJsonList, isJsonObject, TableHeads, TraitValue, useTexts } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Box, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import type { MergePreviewQuery } from '../../identity/identity.documents';
import { SideCard } from '../../identity/side-card';
import { texts } from './texts';

type Preview = MergePreviewQuery['mergePreview'];
type Difference = { readonly key: string; readonly values: readonly [Json, Json, Json] };

/** Both beside each other, and what becomes of the traits in which they differ. */
export function MergePreview({ preview }: { readonly preview: Preview }) {
  const t = useTexts(texts);
  const { winner, loser } = preview;
  const differences = differencesOf(preview.changes);
  return (
    <>
      <Flex gap={4} alignItems="stretch" wrap="wrap">
        {[winner, loser].map((side, index) =>
          side === null ? null : (
            <Box key={side.profileId} flex="1" minWidth="26rem">
              <SideCard side={side} other={index === 0 ? loser : winner} />
            </Box>
          ),
        )}
      </Flex>
      <Typography variant="delta" tag="h3">
        {t('differences')}
      </Typography>
      {differences.length === 0 ? (
        <Typography>{t('noDifferences')}</Typography>
      ) : (
        <Table colCount={4} rowCount={differences.length + 1}>
          <TableHeads heads={[t('trait'), '1', '2', t('result')]} />
          <Tbody>
            {differences.map(({ key, values }) => (
              <Tr key={key}>
                <Td>
                  <Typography>{key}</Typography>
                </Td>
                {values.map((value, index) => (
                  <Td key={index}>
                    <TraitValue value={value} />
                  </Td>
                ))}
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      <Typography>{t('mergeResult', { count: preview.identifierCount })}</Typography>
    </>
  );
}

/** The API answers `[{ key, winner, loser, result }]`. Only what both have can contradict. */
function differencesOf(changes: Json): Difference[] {
  return (isJsonList(changes) ? changes : []).flatMap((change) => {
    if (!isJsonObject(change)) return [];
    const { key, winner = null, loser = null, result = null } = change;
    return typeof key === 'string' && winner !== null && loser !== null
      ? [{ key, values: [winner, loser, result] }]
      : [];
  });
}
