import { formatNumber, useLocale, useTexts } from '@rapport/sdk/admin';
import { Flex, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import type { Figures } from './results-in';
import { texts } from './texts';
import { formatShare } from './words';

const width = 100;
const height = 60;
/** So thin that it is still seen. */
const thinnest = 0.8;

type Props = { readonly totals: Figures; readonly hasGoal: boolean };

/** How many get from one stage to the next: the list says it all, the picture shows the same. */
export function Funnel({ totals, hasGoal }: Props) {
  const t = useTexts(texts);
  const locale = useLocale();
  const stages = (['sent', 'delivered', 'opened', 'clicked', 'converted'] as const).filter(
    (name) => name !== 'converted' || hasGoal,
  );
  const tall = (name: (typeof stages)[number]): number =>
    Math.max(thinnest, totals.sent === 0 ? 0 : Math.min(1, totals[name] / totals.sent) * height);
  return (
    <Stages $count={stages.length}>
      {stages.map((name, at) => {
        const [here, next] = [tall(name), tall(stages[at + 1] ?? name)];
        return (
          <li key={name}>
            <Flex direction="column" alignItems="flex-start" paddingBottom={2}>
              <Typography variant="pi" textColor="neutral600">
                {t(name)}
              </Typography>
              <Typography variant="beta">{formatNumber(totals[name], locale)}</Typography>
              <Typography variant="pi" textColor="neutral600">
                {t('share', { share: formatShare(totals[name], totals.sent, locale) })}
              </Typography>
            </Flex>
            <Picture viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
              <polygon points={`0,${top(here)} ${width},${top(next)} ${width},${top(-next)} 0,${top(-here)}`} />
              <line x1={0.5} x2={0.5} y1={top(here)} y2={top(-here)} />
            </Picture>
          </li>
        );
      })}
    </Stages>
  );
}

/** Where a stage of that height begins, or ends. */
function top(tall: number): string {
  return ((height - tall) / 2).toFixed(2);
}

const Stages = styled.ol<{ readonly $count: number }>`
  display: grid;
  grid-template-columns: repeat(${({ $count }) => $count}, minmax(9rem, 1fr));
  overflow-x: auto;
`;
const Picture = styled.svg`
  display: block;
  width: 100%;
  height: 8rem;
  polygon {
    fill: ${({ theme }) => theme.colors.primary200};
  }
  line {
    stroke: ${({ theme }) => theme.colors.primary600};
    stroke-width: 3;
    vector-effect: non-scaling-stroke;
  }
`;
