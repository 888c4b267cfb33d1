import { PageFrame, useTexts } from '@rapport/sdk/admin';
import { Flex } from '@strapi/design-system';
import { ErasuresCard } from './erasures-card';
import { PersonCard } from './person-card';
import { texts } from './texts';
import { VerifyCard } from './verify-card';

/** The rights of one person, and what became of them. */
export default function PrivacyPage() {
  const t = useTexts(texts);
  return (
    <PageFrame title={t('title')} subtitle={t('subtitle')}>
      <Flex direction="column" alignItems="stretch" gap={6}>
        <PersonCard />
        <ErasuresCard />
        <VerifyCard />
      </Flex>
    </PageFrame>
  );
}
