import { useTexts } from '@rapport/sdk/admin';
import { Badge, Flex, Typography } from '@strapi/design-system';
import { texts } from './texts';

type Props = { readonly template: { readonly version: number; readonly isChanged: boolean } };

/** Which version is sent, and whether the draft says something else by now. */
export function StateWords({ template: { version, isChanged } }: Props) {
  const t = useTexts(texts);
  if (version === 0) return <Badge>{t('neverPublished')}</Badge>;
  return (
    <Flex gap={2} tag="span">
      <Badge backgroundColor="success100" textColor="success700">
        {t('published', { version })}
      </Badge>
      {isChanged && (
        <Typography variant="pi" textColor="neutral600">
          {t('changedSince')}
        </Typography>
      )}
    </Flex>
  );
}
