import { styled } from 'styled-components';

const width = 100;
const height = 24;
const margin = 2;

/** Sizes as a line, oldest first: the shape alone, from the least to the most; `label` says what it shows. */
export function TrendLine({ values, label }: { readonly values: readonly number[]; readonly label: string }) {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const step = width / Math.max(1, values.length - 1);
  const points = values.map((value, at) => {
    const share = high === low ? 0.5 : (value - low) / (high - low);
    return `${(at * step).toFixed(1)},${(height - margin - share * (height - 2 * margin)).toFixed(1)}`;
  });
  return (
    <Line viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <polyline points={points.join(' ')} />
    </Line>
  );
}

const Line = styled.svg`
  display: block;
  width: 10rem;
  height: 2.4rem;
  overflow: visible;
  polyline {
    fill: none;
    stroke: ${({ theme }) => theme.colors.primary500};
    stroke-width: 1.5;
    vector-effect: non-scaling-stroke;
  }
`;
