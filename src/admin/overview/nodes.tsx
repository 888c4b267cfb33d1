import {
  Card,
  defineTexts,
  numberIn,
  objects,
  RelativeTime,
  TableHeads,
  textIn,
  useTexts,
  WarningBadge,
} from '@rapport/sdk/admin';
import { Badge, Flex, Table, Tbody, Td, Tr, Typography } from '@strapi/design-system';
import type { OverviewQuery } from './overview.documents';

const texts = defineTexts({
  title: { en: 'Processes', 'zh-Hans': '进程' },
  kind: { en: 'Kind', 'zh-Hans': '类型' },
  host: { en: 'Machine', 'zh-Hans': '机器' },
  version: { en: 'Version', 'zh-Hans': '版本' },
  started: { en: 'Started', 'zh-Hans': '启动时间' },
  state: { en: 'State', 'zh-Hans': '状态' },
  alive: { en: 'alive', 'zh-Hans': '运行中' },
  silent: { en: 'silent', 'zh-Hans': '无响应' },
  embedded: { en: 'PostgreSQL {version}, embedded', 'zh-Hans': 'PostgreSQL {version}（内置）' },
  own: { en: 'PostgreSQL {version}', 'zh-Hans': 'PostgreSQL {version}' },
});

/** Who works here, on which database. */
export function Nodes({ health }: { readonly health: OverviewQuery['health'] }) {
  const t = useTexts(texts);
  const nodes = objects(health.nodes);
  const heads = [t('kind'), t('host'), t('version'), t('started'), t('state')];
  return (
    <Card title={t('title')}>
      <Flex direction="column" alignItems="stretch" gap={5}>
        <Typography textColor="neutral600">
          {t(health.embedded ? 'embedded' : 'own', { version: health.serverVersion })}
        </Typography>
        <Table colCount={heads.length} rowCount={nodes.length + 1}>
          <TableHeads heads={heads} />
          <Tbody>
            {nodes.map((node) => (
              <Tr key={`${textIn(node, 'host')} ${numberIn(node, 'pid')}`}>
                <Td>
                  <Typography>{textIn(node, 'kind')}</Typography>
                </Td>
                <Td>
                  <Typography>{`${textIn(node, 'host')} (${numberIn(node, 'pid')})`}</Typography>
                </Td>
                <Td>
                  <Typography>{textIn(node, 'version')}</Typography>
                </Td>
                <Td>
                  <Typography>
                    <RelativeTime at={textIn(node, 'startedAt')} />
                  </Typography>
                </Td>
                <Td>
                  {node['alive'] === true ? (
                    <Badge backgroundColor="success100" textColor="success700">
                      {t('alive')}
                    </Badge>
                  ) : (
                    <WarningBadge>{t('silent')}</WarningBadge>
                  )}
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      </Flex>
    </Card>
  );
}
