import { announceDone, RelativeTime, useTexts } from '@rapport/sdk/admin';
import { Badge, Box, Button, Flex, Typography } from '@strapi/design-system';
import type { Definition } from '../graph/definition';
import { isSame } from '../graph/edits';
import { pageTexts } from '../page-texts';
import { Differences } from '../publish-dialog';
import type { Version } from './versions-in';

type Props = {
  readonly versions: readonly Version[];
  /** The one that runs. */
  readonly current: number;
  readonly draft: Definition;
  readonly isReadOnly: boolean;
  readonly onLook: (version: Version) => void;
  readonly onRestore: (definition: Definition) => void;
};

/** All that was published, newest first: to look at, and to begin from again. */
export function Versions({ versions, current, draft, isReadOnly, onLook, onRestore }: Props) {
  const t = useTexts(pageTexts);
  if (versions.length === 0) return <Typography textColor="neutral600">{t('neverPublished')}</Typography>;
  return (
    <Flex tag="ol" direction="column" alignItems="stretch" gap={3}>
      {versions.map((version) => {
        const title = t('version', { version: version.version });
        const isDraft = isSame(version.definition, draft);
        return (
          <Box key={version.version} tag="li" background="neutral0" hasRadius shadow="tableShadow" padding={5}>
            <Flex justifyContent="space-between" gap={4} wrap="wrap">
              <Flex gap={3} wrap="wrap">
                <Typography fontWeight="semiBold">{title}</Typography>
                {version.version === current && (
                  <Badge backgroundColor="success100" textColor="success700">
                    {t('current')}
                  </Badge>
                )}
                <Typography variant="pi" textColor="neutral600">
                  <RelativeTime at={version.at} /> · {version.actor}
                </Typography>
              </Flex>
              <Flex gap={2}>
                <Button
                  size="S"
                  variant="tertiary"
                  aria-label={`${t('look')}: ${title}`}
                  onClick={() => onLook(version)}
                >
                  {t('look')}
                </Button>
                {!isReadOnly && !isDraft && (
                  <Button
                    size="S"
                    variant="secondary"
                    aria-label={`${t('restore')}: ${title}`}
                    onClick={() => {
                      onRestore(version.definition);
                      announceDone({ message: t('restored') });
                    }}
                  >
                    {t('restore')}
                  </Button>
                )}
              </Flex>
            </Flex>
            {!isDraft && (
              <Box paddingTop={3}>
                <Typography variant="pi" textColor="neutral600">
                  {t('draftDiffers')}
                </Typography>
                <Differences before={version.definition} after={draft} />
              </Box>
            )}
          </Box>
        );
      })}
    </Flex>
  );
}
