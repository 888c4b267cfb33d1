/** @jsxImportSource preact */
import type { OpenOrder, Renewal } from '../domain/orders';
import type { Duplicate, Summary, SummaryLine } from '../domain/panel/view';
import { useShared } from './context';
import { isShown } from './say';
import { Card, Pill, Time } from './pieces';
import { kindName, stageNames } from './texts';

/** So that nobody has to say it again. */
export function HandOver({ summary }: { readonly summary: Summary }) {
  const { t } = useShared();
  const parts: readonly (readonly [string, readonly SummaryLine[]])[] = [
    [t('asked'), summary.asked],
    [t('tried'), summary.tried],
    [t('promised'), summary.promised],
  ];
  const told = parts.filter(([, lines]) => lines.length > 0);
  if (told.length === 0) return null;
  return (
    <Card title={t('soFar')}>
      <dl class="summary">
        {told.map(([name, lines]) => (
          <div key={name}>
            <dt>{name}</dt>
            {lines.slice(0, 4).map((line) => (
              <dd key={`${line.at} ${line.text}`}>
                {line.text}
                <small>
                  {line.by !== null && <span>{line.by}</span>} <Time at={line.at} />
                </small>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </Card>
  );
}

export function Orders({
  orders,
  renewals,
}: {
  readonly orders: readonly OpenOrder[];
  readonly renewals: readonly Renewal[];
}) {
  const { t, format, locale, now } = useShared();
  if (orders.length === 0 && renewals.length === 0) return null;
  return (
    <Card title={t(orders.length > 0 ? 'orders' : 'renewals')}>
      <ul class="orders">
        {orders.map((order) => (
          <li key={order.id}>
            <span class="order-head">
              <b>{order.items[0] ?? order.id}</b>
              {order.items.length > 1 && <span class="count">+{order.items.length - 1}</span>}
              {order.total !== null && <span class="order-total">{format.money(order.total, order.currency)}</span>}
            </span>
            <span class="pills">
              <Pill tone={order.isLate ? 'hot' : order.stage}>{stageNames[locale][order.stage]}</Pill>
              {order.isLate && order.stage !== 'delayed' && <Pill tone="hot">{t('late')}</Pill>}
              <span class="hint">
                {order.id} ·{' '}
                {order.expectedAt === null
                  ? t('since', { time: format.relative(order.since, now) })
                  : t('expected', { time: format.relative(order.expectedAt, now) })}
              </span>
            </span>
          </li>
        ))}
        {renewals.map((one) => (
          <li key={`${one.account ?? ''} ${one.trait}`}>
            <span class="order-head">
              <b>{[one.plan, one.account].filter(isShown).join(' · ') || t('renewals')}</b>
              <span class="order-total">{t('renewal', { time: format.relative(one.at, now) })}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function Duplicates({ duplicates }: { readonly duplicates: readonly Duplicate[] }) {
  const { t, locale } = useShared();
  if (duplicates.length === 0) return null;
  return (
    <Card title={t('duplicates')} tone="quiet">
      <ul class="duplicates">
        {duplicates.map((one) => (
          <li key={one.reviewId}>
            <a href="/admin/merge-queue" target="_blank" rel="noopener">
              {isShown(one.name) ? one.name : t('unnamed')}
            </a>
            <span class="hint">{t('duplicate', { kind: kindName(one.kind, locale) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
