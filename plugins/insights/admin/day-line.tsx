import { styled } from 'styled-components';

const width = 720;
const height = 100;

type Props = {
  /** Oldest first; null: nothing counted that day, and the line has a gap there. */
  readonly values: readonly (number | null)[];
  readonly top: number;
  readonly label: string;
  readonly tall: string;
  /** What a pointer reads of each day. */
  readonly titles?: readonly string[];
};

/** A line over days, from 0 to `top`. */
export function DayLine({ values, top, label, tall, titles }: Props) {
  const step = width / Math.max(1, values.length - 1);
  return (
    <Chart
      $tall={tall}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={titles === undefined ? 'small' : ''}
    >
      {titles !== undefined &&
        [0, 0.5, 1].map((share) => (
          <line key={share} className="grid" x1={0} x2={width} y1={share * height} y2={share * height} />
        ))}
      <path d={pathOf(values, top, step)} />
      {titles?.map((title, at) => (
        <rect key={title} x={(at - 0.5) * step} y={0} width={step} height={height}>
          <title>{title}</title>
        </rect>
      ))}
    </Chart>
  );
}

/** A day alone is a dot: a line of no length with round ends. */
function pathOf(values: readonly (number | null)[], top: number, step: number): string {
  return values
    .flatMap((value, at) => {
      if (value === null) return [];
      const point = `${(at * step).toFixed(1)} ${(height - (value / top) * height).toFixed(2)}`;
      return [isNumber(values[at - 1]) ? `L ${point}` : `M ${point} h 0.01`];
    })
    .join(' ');
}

function isNumber(value: number | null | undefined): boolean {
  return typeof value === 'number';
}

const Chart = styled.svg<{ readonly $tall: string }>`
  display: block;
  flex: 1;
  min-width: 0;
  width: 100%;
  height: ${({ $tall }) => $tall};
  overflow: visible;
  .grid {
    stroke: ${({ theme }) => theme.colors.neutral200};
    vector-effect: non-scaling-stroke;
  }
  path {
    fill: none;
    stroke: ${({ theme }) => theme.colors.primary600};
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
    vector-effect: non-scaling-stroke;
  }
  &.small path {
    stroke-width: 1.5;
    stroke: ${({ theme }) => theme.colors.primary500};
  }
  rect {
    fill: transparent;
  }
  rect:hover {
    fill: ${({ theme }) => theme.colors.neutral200};
    opacity: 0.5;
  }
`;
