/** @jsxImportSource preact */
import { useState } from 'preact/hooks';
import { type StoryChannel, storyChannels, type StoryLine } from '../domain/story';
import { useShared } from './context';
import { maskedValue } from './header';
import { Card, Time } from './pieces';
import { channelNames, eventName } from './texts';

const firstLines = 8;

export function Story({ lines }: { readonly lines: readonly StoryLine[] }) {
  const { t, locale } = useShared();
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? lines : lines.slice(0, firstLines);
  return (
    <Card title={t('story')}>
      {lines.length === 0 ? (
        <p class="quiet-text">{t('noStory')}</p>
      ) : (
        <>
          <Strip lines={lines} />
          <ol class="story">
            {shown.map((line, index) => (
              <li key={`${line.at} ${index}`} class={line.isBad ? 'bad' : undefined}>
                <span class={`channel ${line.channel}`}>{channelNames[locale][line.channel]}</span>
                <span class="story-words">
                  <b>{eventName(line.name, locale)}</b>
                  {line.times > 1 && <span class="count">{t('times', { count: line.times })}</span>}
                  {line.detail !== null && (
                    <span class="detail">{line.detail === maskedValue ? t('masked') : line.detail}</span>
                  )}
                </span>
                <Time at={line.at} />
              </li>
            ))}
          </ol>
          {lines.length > firstLines && !isOpen && (
            <button type="button" class="button plain" onClick={() => setOpen(true)}>
              {t('more')}
            </button>
          )}
        </>
      )}
    </Card>
  );
}

const width = 300;
const rowHeight = 18;
const left = 46;
const right = 10;
const hour = 3_600_000;
/** Ages that have a line of their own. */
const marks: readonly (readonly [number, string])[] = [
  [hour, '1h'],
  [24 * hour, '1d'],
  [7 * 24 * hour, '7d'],
  [30 * 24 * hour, '30d'],
  [365 * 24 * hour, '1y'],
];

/** Each channel is a row, newest on the right; the scale is logarithmic: what has just happened has the room that it needs. */
function Strip({ lines }: { readonly lines: readonly StoryLine[] }) {
  const { t, locale, now } = useShared();
  const rows: readonly StoryChannel[] = storyChannels.filter((one) => lines.some(({ channel }) => channel === one));
  const oldest = Math.max(hour, ...lines.map(({ at }) => now - at));
  const place = (age: number): number => {
    const share = Math.log1p(Math.max(0, age) / (hour / 6)) / Math.log1p(oldest / (hour / 6));
    return width - right - share * (width - right - left);
  };
  const height = rows.length * rowHeight + 16;
  return (
    <svg class="strip" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('storyChart')}>
      {marks
        .filter(([age]) => age < oldest * 0.98)
        .map(([age, label]) => (
          <g key={label} class="mark">
            <line x1={place(age)} x2={place(age)} y1={0} y2={height - 14} />
            <text x={place(age)} y={height - 3} text-anchor="middle">
              {label}
            </text>
          </g>
        ))}
      {rows.map((channel, row) => (
        <g key={channel}>
          <text class="row-name" x={0} y={row * rowHeight + 13}>
            {channelNames[locale][channel]}
          </text>
          <line class="row-line" x1={left} x2={width - right} y1={row * rowHeight + 9} y2={row * rowHeight + 9} />
          {lines
            .filter((line) => line.channel === channel)
            .map((line, index) => (
              <circle
                key={`${line.at} ${index}`}
                class={line.isBad ? 'event bad' : `event ${channel}`}
                cx={place(now - line.at)}
                cy={row * rowHeight + 9}
                r={Math.min(7, 3 + Math.log2(line.times))}
              />
            ))}
        </g>
      ))}
    </svg>
  );
}
