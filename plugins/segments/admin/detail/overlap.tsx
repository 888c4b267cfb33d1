import {
  Card,
  defineTexts,
  ErrorState,
  Figure,
  formatNumber,
  isJsonObject,
  LoadingState,
  numberIn,
  useData,
  useLocale,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Flex, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { styled } from 'styled-components';
import { useSegmentNames } from '../use-segment-names';
import { SegmentOverlapDocument } from './detail.documents';
import type { Segment } from './segment-page';
import { vennOf } from './venn';

const texts = defineTexts({
  compareWith: { en: 'Compare with', 'zh-Hans': '对比分群' },
  choose: { en: 'Choose another segment', 'zh-Hans': '选择另一个分群' },
  noOther: { en: 'There is no other segment to compare with.', 'zh-Hans': '没有其他分群可对比。' },
  both: { en: 'In both', 'zh-Hans': '同时属于两者' },
  only: { en: 'Only in {name}', 'zh-Hans': '仅属于{name}' },
  picture: {
    en: '{a} has {sizeA}, {b} has {sizeB}; {both} are in both.',
    'zh-Hans': '{a} 有 {sizeA} 人，{b} 有 {sizeB} 人，同时属于两者的有 {both} 人。',
  },
});

/** Who is in this segment and in another one, as a picture and in numbers. */
export function Overlap({ segment }: { readonly segment: Segment }) {
  const t = useTexts(texts);
  const others = useSegmentNames().filter(({ segmentId }) => segmentId !== segment.segmentId);
  const [chosen, setChosen] = useState<string | null>(null);
  const other = others.find(({ segmentId }) => segmentId === chosen);
  if (others.length === 0) return <Typography textColor="neutral600">{t('noOther')}</Typography>;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <Box maxWidth="40rem">
        <SingleSelect
          aria-label={t('compareWith')}
          placeholder={t('choose')}
          value={chosen}
          onChange={(next) => setChosen(String(next))}
        >
          {others.map(({ segmentId, name }) => (
            <SingleSelectOption key={segmentId} value={segmentId}>
              {name}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Box>
      {other !== undefined && <Compared segment={segment} other={other} />}
    </Flex>
  );
}

type ComparedProps = {
  readonly segment: Segment;
  readonly other: { readonly segmentId: string; readonly name: string };
};

function Compared({ segment, other }: ComparedProps) {
  const t = useTexts(texts);
  const locale = useLocale();
  const query = useData(SegmentOverlapDocument, { id: segment.segmentId, with: other.segmentId });
  if (query.data === undefined)
    return query.error === null ? (
      <LoadingState lines={3} />
    ) : (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    );
  const overlap = query.data.segment?.overlap;
  const counts = isJsonObject(overlap) ? overlap : {};
  const [a, b, both] = [numberIn(counts, 'a'), numberIn(counts, 'b'), numberIn(counts, 'both')];
  const words = t('picture', {
    a: segment.name,
    b: other.name,
    sizeA: formatNumber(a, locale),
    sizeB: formatNumber(b, locale),
    both: formatNumber(both, locale),
  });
  return (
    <Card title={`${segment.name} · ${other.name}`}>
      <Flex gap={8} wrap="wrap">
        <Circles a={a} b={b} both={both} label={words} />
        <Flex tag="dl" direction="column" alignItems="flex-start" gap={3}>
          <Figure label={t('only', { name: segment.name })}>
            <Swatch className="a" /> {formatNumber(a - both, locale)}
          </Figure>
          <Figure label={t('both')}>{formatNumber(both, locale)}</Figure>
          <Figure label={t('only', { name: other.name })}>
            <Swatch className="b" /> {formatNumber(b - both, locale)}
          </Figure>
        </Flex>
      </Flex>
    </Card>
  );
}

type CirclesProps = { readonly a: number; readonly b: number; readonly both: number; readonly label: string };
const margin = 4;

function Circles({ a, b, both, label }: CirclesProps) {
  const { radiusA, radiusB, distance } = vennOf(a, b, both);
  const tallest = Math.max(radiusA, radiusB);
  const left = Math.max(radiusA, radiusB - distance) + margin;
  const right = Math.max(radiusA, distance + radiusB) + margin;
  return (
    <Picture
      viewBox={`0 0 ${left + right} ${2 * (tallest + margin)}`}
      width={left + right}
      height={2 * (tallest + margin)}
      role="img"
      aria-label={label}
    >
      <circle className="a" cx={left} cy={tallest + margin} r={radiusA} />
      <circle className="b" cx={left + distance} cy={tallest + margin} r={radiusB} />
    </Picture>
  );
}

const Picture = styled.svg`
  max-width: 100%;
  circle {
    stroke-width: 2;
    fill-opacity: 0.35;
  }
  .a {
    fill: ${({ theme }) => theme.colors.primary500};
    stroke: ${({ theme }) => theme.colors.primary600};
  }
  .b {
    fill: ${({ theme }) => theme.colors.warning500};
    stroke: ${({ theme }) => theme.colors.warning600};
  }
`;
const Swatch = styled.span.attrs({ 'aria-hidden': true })`
  display: inline-block;
  width: 1.2rem;
  height: 1.2rem;
  border-radius: 50%;
  &.a {
    background: ${({ theme }) => theme.colors.primary500};
  }
  &.b {
    background: ${({ theme }) => theme.colors.warning500};
  }
`;
