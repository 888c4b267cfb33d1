import {
  defineTexts,
  describeError,
  newCommandKey,
  RelativeTime,
  useCommand,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Badge, Box, Button, Flex, Typography } from '@strapi/design-system';
import { RestoreTrackingPlanDocument } from './event-catalogue.documents';
import type { EventPlanQuery } from './event-catalogue.documents';
import { texts as shared } from './texts';

const texts = defineTexts({
  ...shared,
  history: { en: 'Versions', 'zh-Hans': '历史版本' },
  version: { en: 'Version {version}', 'zh-Hans': '版本 {version}' },
  current: { en: 'current', 'zh-Hans': '当前' },
  restore: { en: 'Go back to this', 'zh-Hans': '恢复此版本' },
});
type Node = NonNullable<EventPlanQuery['eventName']>;
type Version = Node['planVersions']['edges'][number]['node'];
type Props = {
  readonly node: Node;
  readonly readonly: boolean;
  readonly onRestored: (text: string, mode: Version['mode'], version: number) => void;
};

/** Nothing is lost: going back to an old version makes it the newest. */
export function PlanVersions({ node, readonly, onRestored }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const restore = useCommand(RestoreTrackingPlanDocument);
  const current = node.plan?.version ?? 0;
  if (current === 0) return null;
  const goBack = ({ version, schema, mode }: Version): void =>
    restore.mutate(
      { input: { eventName: node.id, version, expectedVersion: current, idempotencyKey: newCommandKey() } },
      {
        onSuccess: ({ restoreTrackingPlan: { plan } }) => {
          if (plan !== null) onRestored(JSON.stringify(schema, null, 2), mode, plan.version);
        },
      },
    );
  return (
    <Box background="neutral0" padding={6} hasRadius shadow="tableShadow">
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Typography variant="delta" tag="h2">
          {t('history')}
        </Typography>
        {restore.error !== null && (
          <Typography textColor="danger600" role="alert">
            {describeError(restore.error, locale)}
          </Typography>
        )}
        <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
          {node.planVersions.edges.map(({ node: one }) => (
            <Flex tag="li" key={one.version} gap={4} wrap="wrap">
              <Typography fontWeight="semiBold">{t('version', { version: one.version })}</Typography>
              <Badge>{t(one.mode)}</Badge>
              <Typography textColor="neutral600">
                <RelativeTime at={one.at} /> · {one.actor}
              </Typography>
              {one.version === current ? (
                <Badge backgroundColor="success100" textColor="success700">
                  {t('current')}
                </Badge>
              ) : (
                !readonly && (
                  <Button
                    variant="tertiary"
                    size="S"
                    loading={restore.isPending}
                    aria-label={`${t('restore')}: ${t('version', { version: one.version })}`}
                    onClick={() => goBack(one)}
                  >
                    {t('restore')}
                  </Button>
                )
              )}
            </Flex>
          ))}
        </Flex>
      </Flex>
    </Box>
  );
}
