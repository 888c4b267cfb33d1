import { useTexts } from '@rapport/sdk/admin';
import { Box, Flex, Typography, VisuallyHidden } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Draft } from '../content';
import type { Part } from '../media';
import { changesOf, shownLines } from './changes';
import type { DiffLine } from './changes';
import { texts } from './texts';

const Line = styled.div<{ readonly $kind: DiffLine['kind'] }>`
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
  padding: 0 ${({ theme }) => theme.spaces[2]};
  color: ${({ theme }) => theme.colors.neutral800};
  background: ${({ theme, $kind }) =>
    $kind === 'new' ? theme.colors.success100 : $kind === 'gone' ? theme.colors.danger100 : 'transparent'};
`;

type Texts = Pick<Draft, 'content' | 'defaultLocale'>;
type Props = { readonly before: Texts; readonly after: Texts; readonly parts: readonly Part[] };

/** What one says and the other does not, by language and part. */
export function ChangeList({ before, after, parts }: Props) {
  const t = useTexts(texts);
  const changes = changesOf(before.content, after.content);
  const labelOf = (name: string): string => parts.find((part) => part.name === name)?.label ?? name;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {before.defaultLocale !== after.defaultLocale && (
        <Typography>{t('fallbackChanged', { before: before.defaultLocale, after: after.defaultLocale })}</Typography>
      )}
      {changes.length === 0 && <Typography textColor="neutral600">{t('sameTexts')}</Typography>}
      {changes.map(({ locale, part, lines }) => (
        <Box key={`${locale} ${part}`} tag="section" aria-label={t('changeOf', { part: labelOf(part), locale })}>
          <Typography variant="pi" fontWeight="bold" tag="h3">
            {t('changeOf', { part: labelOf(part), locale })}
          </Typography>
          {shownLines(lines).map((line, index) => (
            <ShownLine key={index} line={line} />
          ))}
        </Box>
      ))}
    </Flex>
  );
}

const marks = { same: ' ', gone: '−', new: '+' } as const;

function ShownLine({ line }: { readonly line: DiffLine | null }) {
  const t = useTexts(texts);
  if (line === null) return <Typography textColor="neutral600">{t('unchangedLines')}</Typography>;
  return (
    <Line $kind={line.kind}>
      <span aria-hidden>{`${marks[line.kind]} `}</span>
      {line.kind !== 'same' && <VisuallyHidden>{line.kind === 'new' ? t('lineNew') : t('lineGone')}</VisuallyHidden>}
      {line.text}
    </Line>
  );
}
