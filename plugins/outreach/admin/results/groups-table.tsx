import { Card, formatNumber, TableHeads, useLocale, useTexts } from '@rapport/sdk/admin';
import { Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import { LiftPicture } from './lift';
import type { FigureName, Group } from './results-in';
import { texts } from './texts';
import { formatPoints, formatShare } from './words';

type Props = {
  readonly title: string;
  /** Above the names. */
  readonly head: string;
  readonly groups: readonly (Group & { readonly name: string })[];
  readonly hasGoal: boolean;
};

/** What messages that have something in common achieved, the largest group first. */
export function GroupsTable({ title, head, groups, hasGoal }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (groups.length === 0) return null;
  const names = (
    ['delivered', 'opened', 'clicked', 'converted', 'unsubscribed', 'bounced', 'complained'] as const
  ).filter((name) => name !== 'converted' || hasGoal);
  const hasLift = hasGoal && groups.some(({ lift }) => lift !== null);
  const heads = [head, t('sent'), ...names.map((name) => t(name)), ...(hasLift ? [t('liftFirst')] : [])];
  return (
    <Card title={title}>
      <Table colCount={heads.length} rowCount={groups.length + 1}>
        <TableHeads heads={heads} />
        <Tbody>
          {groups.map((group) => (
            <Tr key={group.key}>
              <Td>
                <Typography fontWeight="semiBold">{group.name}</Typography>
              </Td>
              <Td>
                <Typography>{formatNumber(group.figures.sent, locale)}</Typography>
              </Td>
              {names.map((name) => (
                <Td key={name}>
                  <Part group={group} name={name} />
                </Td>
              ))}
              {hasLift && (
                <Td>
                  <ArmLift lift={group.lift} />
                </Td>
              )}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Card>
  );
}

function Part({ group: { figures }, name }: { readonly group: Group; readonly name: FigureName }) {
  const locale = useLocale();
  return (
    <Flex direction="column" alignItems="flex-start">
      <Typography>{formatNumber(figures[name], locale)}</Typography>
      <Typography variant="pi" textColor="neutral600">
        {formatShare(figures[name], figures.sent, locale)}
      </Typography>
    </Flex>
  );
}

function ArmLift({ lift }: Pick<Group, 'lift'>) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (lift === null) return <Typography textColor="neutral600">–</Typography>;
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <LiftPicture lift={lift} isSmall />
      <Typography variant="pi" textColor="neutral600">
        {t('liftRange', { low: formatPoints(lift.low, locale), high: formatPoints(lift.high, locale) })}
      </Typography>
    </Flex>
  );
}
