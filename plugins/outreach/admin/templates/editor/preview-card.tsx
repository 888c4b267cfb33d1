import { Card, describeError, Notice, useLocale, useTexts, WhomField } from '@rapport/sdk/admin';
import type { Json, Whom } from '@rapport/sdk/admin';
import { Box, Field, Flex, Textarea, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { placesOf } from '../content';
import type { Part } from '../media';
import { Choices } from './choices';
import { colourSchemes, MailFrame, widths } from './mail-frame';
import type { ColourScheme, Width } from './mail-frame';
import { texts } from './texts';
import { eventIn } from './use-preview';
import type { LivePreview, Preview } from './use-preview';

type Props = {
  readonly live: LivePreview;
  readonly parts: readonly Part[];
  /** Part -> text, as it is written in the language that is shown. */
  readonly written: Readonly<Record<string, string>>;
  readonly edgeProfiles: Json | undefined;
  readonly whom: Whom;
  readonly onWhom: (whom: Whom) => void;
  readonly event: string;
  readonly onEvent: (event: string) => void;
};

/** Beside the text what one customer gets of it, and what is missing for him. */
export function PreviewCard({ live, parts, written, edgeProfiles, whom, onWhom, event, onEvent }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const [width, setWidth] = useState<Width>('desktop');
  const [scheme, setScheme] = useState<ColourScheme>('light');
  const { preview, error, isStale } = live;
  return (
    <Card title={t('preview')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <WhomField edgeProfiles={edgeProfiles} whom={whom} onChange={onWhom} />
        <Flex gap={4} wrap="wrap">
          <Choices label={t('width')} all={widths} nameOf={t} value={width} onChange={setWidth} />
          <Choices label={t('scheme')} all={colourSchemes} nameOf={t} value={scheme} onChange={setScheme} />
        </Flex>
        {error !== null && (
          <Typography textColor="danger600" role="alert">
            {describeError(error, locale)}
          </Typography>
        )}
        {preview !== null && (
          <Box aria-busy={isStale}>
            <Flex direction="column" alignItems="stretch" gap={4}>
              <Failure preview={preview} parts={parts} />
              <Missing preview={preview} parts={parts} written={written} />
              <Looks {...{ preview, parts, width, scheme }} />
            </Flex>
          </Box>
        )}
        <Field.Root
          name="event"
          hint={t('eventHint')}
          error={event.trim() !== '' && eventIn(event) === null && t('eventWrong')}
        >
          <Field.Label>{t('event')}</Field.Label>
          <Textarea rows={3} value={event} onChange={({ target }) => onEvent(target.value)} />
          <Field.Hint />
          <Field.Error />
        </Field.Root>
      </Flex>
    </Card>
  );
}

type OfPreview = { readonly preview: Preview; readonly parts: readonly Part[] };

/** Why this customer would not get it. */
function Failure({ preview: { failure, failurePaths }, parts }: OfPreview) {
  const t = useTexts(texts);
  const locale = useLocale();
  const list = new Intl.ListFormat(locale);
  const labelOf = (name: string): string => parts.find((part) => part.name === name)?.label ?? name;
  const labels = list.format(failurePaths.map(labelOf));
  switch (failure) {
    case null:
      return null;
    case 'template_value_missing': {
      // A value that is no address, where one has to be.
      const paths = failurePaths.filter((path) => path !== 'href');
      const help = { sentence: '{{#sentence}}', fallback: '{{fallback}}' };
      return (
        <Notice kind="warning">
          {paths.length === 0 ? t('failAddress') : t('failValue', { paths: list.format(paths), ...help })}
        </Notice>
      );
    }
    case 'template_json_invalid':
      return <Notice kind="warning">{t('failJson', { parts: labels })}</Notice>;
    default:
      return <Notice kind="warning">{t('failEmpty', { parts: labels })}</Notice>;
  }
}

/** What was asked for and is not there, and where; something else may be said instead. */
function Missing({
  preview: { missing, faults },
  parts,
  written,
}: OfPreview & { readonly written: Readonly<Record<string, string>> }) {
  const t = useTexts(texts);
  if (faults.length > 0) return null;
  const labelOf = (name: string): string => parts.find((part) => part.name === name)?.label ?? name;
  return (
    <Box tag="section" aria-label={t('missing', { count: missing.length })}>
      <Typography textColor="neutral600">{t('missing', { count: missing.length })}</Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
        {missing.map((path) => (
          <Flex key={path} tag="li" gap={2} wrap="wrap">
            <Typography fontWeight="semiBold">{path}</Typography>
            <Typography variant="pi" textColor="neutral600">
              {placesOf(written, path)
                .map(({ part, line }) => t('place', { part: labelOf(part), line }))
                .join(' · ')}
            </Typography>
          </Flex>
        ))}
      </Flex>
    </Box>
  );
}

type LooksProps = OfPreview & { readonly width: Width; readonly scheme: ColourScheme };

function Looks({ preview: { parts: said, faults, failure }, parts, width, scheme }: LooksProps) {
  const t = useTexts(texts);
  if (said === null)
    return failure === null && faults.length > 0 ? (
      <Typography textColor="neutral600">{t('mendFirst')}</Typography>
    ) : null;
  const shown = parts.flatMap((part) => {
    const text = said[part.name];
    return text === undefined ? [] : [{ part, text }];
  });
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      {shown.length === 0 && <Typography textColor="neutral600">{t('nothingSaid')}</Typography>}
      {shown.map(({ part, text }) => (
        <Box key={part.name} tag="section" aria-label={part.label}>
          <Typography variant="pi" textColor="neutral600" tag="h3">
            {part.label}
          </Typography>
          {part.format === 'mjml' ? (
            <MailFrame title={t('frameTitle', { part: part.label })} html={text} width={width} scheme={scheme} />
          ) : (
            <Typography tag="p" dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {text}
            </Typography>
          )}
        </Box>
      ))}
      {shown.some(({ part }) => part.format === 'mjml') && (
        <Typography variant="pi" textColor="neutral600">
          {t('images')}
        </Typography>
      )}
    </Flex>
  );
}
