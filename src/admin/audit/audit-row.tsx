import { auditActionName, formatMoment, formatNumber, useLocale, useTexts } from '@rapport/sdk/admin';
import { Badge, Box, Flex, Link, Td, Tr, Typography } from '@strapi/design-system';
import { NavLink } from 'react-router-dom';
import type { AuditEntriesQuery } from './audit.documents';
import { detailsLine, timesOf } from './details';
import { texts } from './texts';
import { useActorLabel } from './use-actor-label';

export type Entry = AuditEntriesQuery['auditEntries']['edges'][number]['node'];

export function AuditRow({ entry }: { readonly entry: Entry }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const actorLabel = useActorLabel();
  const times = timesOf(entry.details);
  return (
    <Tr>
      <Td>
        <Typography>
          <time dateTime={entry.at}>{formatMoment(Date.parse(entry.at), locale)}</time>
        </Typography>
      </Td>
      <Td>
        <Typography>{actorLabel(entry.actor, entry.actorName)}</Typography>
      </Td>
      <Td>
        <Flex gap={2} wrap="wrap">
          <Typography fontWeight="semiBold">{auditActionName(entry.action, locale)}</Typography>
          {times > 1 && (
            <Typography variant="pi" textColor="neutral600">
              {t('times', { count: formatNumber(times, locale) })}
            </Typography>
          )}
          {!entry.sealed && <Badge>{t('unsealed')}</Badge>}
        </Flex>
      </Td>
      <Td>
        {entry.profileId !== null && (
          <Link
            tag={NavLink}
            to={`/customers/${entry.profileId}`}
            aria-label={`${t('open')}: ${shortId(entry.profileId)}`}
          >
            {shortId(entry.profileId)}
          </Link>
        )}
      </Td>
      <Td>
        <Box maxWidth="36rem">
          <Typography variant="pi" textColor="neutral600" ellipsis title={detailsLine(entry.details, entry.profileId)}>
            {detailsLine(entry.details, entry.profileId)}
          </Typography>
        </Box>
      </Td>
    </Tr>
  );
}

/** Its end tells customers apart; its beginning is a time. */
function shortId(profileId: string): string {
  return `…${profileId.slice(-6)}`;
}
