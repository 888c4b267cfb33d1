import { useTexts } from '@rapport/sdk/admin';
import { Badge, Box, Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { ScriptsQuery } from './scripts.documents';
import { texts } from './texts';

export type ScriptNode = NonNullable<ScriptsQuery['scripts']['edges'][number]['node']>;

const Choice = styled.button<{ $isChosen: boolean }>`
  width: 100%;
  text-align: start;
  padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[3]}`};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme, $isChosen }) => ($isChosen ? theme.colors.primary100 : 'transparent')};
  color: ${({ theme }) => theme.colors.neutral800};
  border: none;
  cursor: pointer;
`;

type Props = { readonly script: ScriptNode; readonly isChosen: boolean; readonly onChoose: () => void };

/** One script of the list: its title, its language, and where it is for something only. */
export function ScriptRow({ script, isChosen, onChoose }: Props) {
  const t = useTexts(texts);
  const { title, locale, channel, tone, situations } = script;
  return (
    <Box tag="li">
      <Choice type="button" $isChosen={isChosen} aria-pressed={isChosen} onClick={onChoose}>
        <Flex gap={2} wrap="wrap">
          <Typography fontWeight={isChosen ? 'bold' : 'semiBold'}>{title}</Typography>
          <Badge>{locale}</Badge>
          {channel !== null && <Badge>{t(channel)}</Badge>}
          {tone !== 'NEUTRAL' && <Badge>{t(tone)}</Badge>}
        </Flex>
        <Typography variant="pi" textColor={isChosen ? 'neutral800' : 'neutral600'}>
          {situations.length === 0 ? t('anySituation') : situations.join(', ')}
        </Typography>
      </Choice>
    </Box>
  );
}
