import {
  CodeBlock,
  formatClock,
  formatMoment,
  isJsonObject,
  useLocale,
  useTexts,
  WarningBadge,
} from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Badge, Box, Flex, Typography } from '@strapi/design-system';
import { ChevronDown, ChevronUp } from '@strapi/icons';
import { useId, useState } from 'react';
import { styled } from 'styled-components';
import { useActorName } from '../customer/use-actor-name';
import { useSourceName } from '../use-source-name';
import { describeEvent } from './describe-event';
import { deviceOf } from './device';
import { EventPicture } from './event-icon';
import { texts } from './texts';
import type { TimelineQuery } from './timeline.documents';

export type TimelineNode = NonNullable<TimelineQuery['profile']>['timeline']['edges'][number]['node'];

/** One event as a sentence; opened, everything that is known of it. */
export function EventRow({ event }: { readonly event: TimelineNode }) {
  const locale = useLocale();
  const t = useTexts(texts);
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const { icon, text } = describeEvent(event, locale);
  const Chevron = isOpen ? ChevronUp : ChevronDown;
  return (
    <Box tag="li">
      <Line
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        title={event.type === 'TRACK' ? event.name : t(event.type)}
        onClick={() => setIsOpen(!isOpen)}
      >
        <EventPicture icon={icon} />
        <Typography textColor="neutral800" textAlign="start">
          {text}
        </Typography>
        <Flex gap={2} marginLeft="auto" shrink={0}>
          {event.historical && <Badge size="S">{t('historical')}</Badge>}
          {event.futureFlagged && <WarningBadge size="S">{t('futureFlagged')}</WarningBadge>}
          <Typography variant="pi" textColor="neutral600">
            <time dateTime={event.occurredAt}>{formatClock(Date.parse(event.occurredAt), locale)}</time>
          </Typography>
          <Chevron width="1rem" height="1rem" fill="neutral500" aria-hidden />
        </Flex>
      </Line>
      <Box id={id} hidden={!isOpen}>
        {isOpen && <Details event={event} />}
      </Box>
    </Box>
  );
}

function Details({ event }: { readonly event: TimelineNode }) {
  const t = useTexts(texts);
  const locale = useLocale();
  const source = useSourceName(event.source);
  const author = isJsonObject(event.context) ? event.context['actor'] : undefined;
  const authorName = useActorName(typeof author === 'string' ? author : '');
  const device = deviceOf(event.context);
  const moment = (at: string | null) => (at === null ? null : formatMoment(Date.parse(at), locale));
  const facts: readonly (readonly [string, string | null])[] = [
    [t('source'), source],
    [t('author'), typeof author === 'string' ? authorName : null],
    [t('device'), device.name ?? (device.kind === 'server' ? t('server') : null)],
    [t('channel'), device.channel],
    [t('page'), device.page],
    [t('library'), device.library],
    [t('occurred'), moment(event.occurredAt)],
    [t('received'), moment(event.receivedAt)],
    [t('original'), moment(event.originalAt)],
    [t('messageId'), event.messageId],
  ];
  return (
    <Box paddingLeft={9} paddingTop={2} paddingBottom={4} paddingRight={2}>
      <Facts>
        {facts.map(([label, value]) =>
          value === null ? null : (
            <div key={label}>
              <Typography tag="dt" variant="pi" textColor="neutral600">
                {label}
              </Typography>
              <Typography tag="dd" variant="pi" textColor="neutral800">
                {value}
              </Typography>
            </div>
          ),
        )}
      </Facts>
      <Raw label={t('properties')} value={event.properties} />
      <Raw label={t('context')} value={event.context} />
      <Raw label={t('identifiers')} value={event.identifiers} />
    </Box>
  );
}

function Raw({ label, value }: { readonly label: string; readonly value: Json }) {
  const text = JSON.stringify(value, null, 2);
  if (text === '{}' || text === '[]') return null;
  return (
    <Box paddingTop={3}>
      <Typography variant="sigma" textColor="neutral600">
        {label}
      </Typography>
      <Box paddingTop={1}>
        <CodeBlock label={label} text={text} />
      </Box>
    </Box>
  );
}

const Line = styled.button`
  display: flex;
  align-items: center;
  gap: 1.2rem;
  width: 100%;
  padding: 0.6rem 0.8rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  color: inherit;
  cursor: pointer;
  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }
`;

const Facts = styled.dl`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr));
  gap: 0.8rem 1.6rem;
  overflow-wrap: anywhere;
`;
