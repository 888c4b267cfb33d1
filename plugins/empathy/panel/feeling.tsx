/** @jsxImportSource preact */
import type { PersonView } from '../domain/panel/view';
import { useShared } from './context';
import { Card, Pill } from './pieces';
import { heatOf } from './situation';
import { channelName } from './texts';

/** Frustration with what it consists of, contacts, hand-offs, ratings. */
export function Feeling({ view }: { readonly view: PersonView }) {
  const { t, format } = useShared();
  const { frustration, contacts, conversation } = view;
  const handoffs = conversation?.handoffs ?? contacts.handoffsBeforeResolution;
  return (
    <Card title={t('feeling')}>
      {frustration !== null && <Gauge value={frustration.value} lines={frustration.lines} />}
      <dl class="tiles">
        <div>
          <dt>{t('contacts')}</dt>
          <dd>{format.number(contacts.recent)}</dd>
          <dd class="hint">{t('contactsHint')}</dd>
        </div>
        <div class={handoffs !== null && handoffs >= 2 ? 'hot' : undefined}>
          <dt>{t('handoffs')}</dt>
          <dd>{handoffs === null ? '–' : format.number(handoffs)}</dd>
          <dd class="hint">{t(conversation === null ? 'meanHandoffsHint' : 'handoffsHint')}</dd>
        </div>
        <div>
          <dt>{t('ratings')}</dt>
          <dd>
            {contacts.ratings.length === 0 ? '–' : <Ratings ratings={contacts.ratings.map(({ rating }) => rating)} />}
          </dd>
          {contacts.ratings.length === 0 && <dd class="hint">{t('noRatings')}</dd>}
        </div>
      </dl>
    </Card>
  );
}

function Gauge({
  value,
  lines,
}: {
  readonly value: number;
  readonly lines: readonly { label: string; points: number }[];
}) {
  const { t, format } = useShared();
  const heat = heatOf(value);
  const longest = Math.max(1, ...lines.map(({ points }) => Math.abs(points)));
  return (
    <div class={`gauge ${heat}`}>
      <div class="gauge-head">
        <span>{t('frustration')}</span>
        <b>{format.number(value)}</b>
      </div>
      <div
        class="gauge-bar"
        role="meter"
        aria-label={t('frustration')}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={t('frustrationOf', { value })}
      >
        <span style={{ width: `${Math.max(2, Math.min(100, value))}%` }} />
      </div>
      <ul class="gauge-lines">
        {lines.map(({ label, points }) => (
          <li key={label}>
            <span class="line-label">{label}</span>
            <span class="line-bar" aria-hidden="true">
              <span style={{ width: `${(Math.abs(points) / longest) * 100}%` }} />
            </span>
            <span class="line-points">{points > 0 ? `+${format.number(points)}` : format.number(points)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Oldest on the left, as one reads a course. */
function Ratings({ ratings }: { readonly ratings: readonly number[] }) {
  const { t } = useShared();
  const shown = ratings.slice(0, 5);
  return (
    <span class="ratings" role="img" aria-label={t('ratingsOf', { list: shown.join(', ') })}>
      {[...shown].reverse().map((rating, index) => (
        <span key={index} class={`rating r${rating}`}>
          {rating}
        </span>
      ))}
    </span>
  );
}

export function Earlier({ view }: { readonly view: PersonView }) {
  const { t, format, locale, now } = useShared();
  const { latest } = view.contacts;
  if (latest.length === 0) return null;
  return (
    <Card title={t('earlier')} tone="quiet">
      <ul class="earlier">
        {latest.map((one) => (
          <li key={one.openedAt}>
            <span class="earlier-head">
              <b>{one.topic ?? (one.channel === null ? '–' : channelName(one.channel, locale))}</b>
              <span>{format.moment(one.openedAt, now)}</span>
            </span>
            <span class="pills">
              <Pill tone={one.status}>{statusWord(one.status)}</Pill>
              {one.handoffs > 0 && <Pill tone="warm">{t('handedOver', { count: one.handoffs })}</Pill>}
              {one.reopened > 0 && <Pill tone="warm">{t('reopened', { count: one.reopened })}</Pill>}
              {one.rating !== null && <span class={`rating r${one.rating}`}>{one.rating}</span>}
            </span>
            {one.outcome !== null && <span class="detail">{one.outcome}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );

  function statusWord(status: string): string {
    return status === 'open' || status === 'resolved' || status === 'pending' || status === 'snoozed'
      ? t(status)
      : status;
  }
}
