import { PageFrame, useTexts } from '@rapport/sdk/admin';
import { Box, Tabs } from '@strapi/design-system';
import { useSearchParams } from 'react-router-dom';
import { BackupPanel } from './backup-panel';
import { RetentionPanel } from './retention-panel';
import { StoragePanel } from './storage-panel';
import { texts } from './texts';

const tabs = ['storage', 'retention', 'backup'] as const;

/** Space, retention, backup. The tab is part of the address. */
export default function DataCarePage() {
  const t = useTexts(texts);
  const [address, setAddress] = useSearchParams();
  const tab = tabs.find((one) => one === address.get('tab')) ?? 'storage';
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')}>
      <Tabs.Root variant="simple" value={tab} onValueChange={(next) => setAddress({ tab: next }, { replace: true })}>
        <Tabs.List aria-label={t('title')}>
          {tabs.map((one) => (
            <Tabs.Trigger key={one} value={one}>
              {t(one)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Box paddingTop={5}>
          <Tabs.Content value="storage">
            <StoragePanel />
          </Tabs.Content>
          <Tabs.Content value="retention">
            <RetentionPanel />
          </Tabs.Content>
          <Tabs.Content value="backup">
            <BackupPanel />
          </Tabs.Content>
        </Box>
      </Tabs.Root>
    </PageFrame>
  );
}
