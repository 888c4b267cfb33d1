/** @jsxImportSource preact */
import type { Frustration, SessionView, Who } from '../domain/panel/view';
import { useShared } from './context';
import { Icon } from './icons';
import { Pill } from './pieces';

type HeaderProps = {
  readonly who: Who;
  readonly frustration: Frustration | null;
  readonly session: SessionView;
  readonly onSignOut: () => void;
};

export const maskedValue = '[masked]';

/** Who this is, in one glance: name, for how long, how much, where. */
export function Header({ who, session, onSignOut }: HeaderProps) {
  const { t, format, now } = useShared();
  const name = who.name === maskedValue ? t('masked') : (who.name ?? t('unnamed'));
  const facts = [
    t('customerSince', { time: format.date(who.since) }),
    ...(who.lastSeen === null ? [] : [t('lastSeen', { time: format.relative(who.lastSeen, now) })]),
    ...(who.place === null || who.place === maskedValue ? [] : [who.place]),
  ];
  return (
    <header class="head">
      <div class="head-row">
        <span class="avatar" aria-hidden="true">
          {initialsOf(who.name)}
        </span>
        <div class="head-name">
          <h1>{name}</h1>
          <p class="facts">
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </p>
        </div>
        <button
          type="button"
          class="icon-button"
          aria-label={t('signOut')}
          title={session.name === null ? t('signOut') : `${t('signOut')} (${session.name})`}
          onClick={onSignOut}
        >
          <Icon name="leave" />
        </button>
      </div>
      <dl class="figures">
        <div>
          <dt>{t('value')}</dt>
          <dd>
            {who.value === null ? '–' : format.money(who.value, who.currency)}
            <small>{t('ordersCount', { count: who.orders })}</small>
          </dd>
        </div>
        {who.accounts.slice(0, 1).map((account) => (
          <div key={account.name}>
            <dt>{t('accounts')}</dt>
            <dd>
              {account.name === '' || account.name === maskedValue ? t('masked') : account.name}
              <small>{account.plan}</small>
            </dd>
          </div>
        ))}
        {who.quadrant !== null && (
          <div title={who.quadrant.why}>
            <dt>{who.quadrant.label}</dt>
            <dd class="quadrant-why">{who.quadrant.why}</dd>
          </div>
        )}
      </dl>
      {who.segments !== null && who.segments.length > 0 && (
        <ul class="pills" aria-label={t('segments')}>
          {who.segments.map((segment) => (
            <li key={segment.key}>
              <Pill>{segment.name}</Pill>
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

function initialsOf(name: string | null): string {
  if (name === null || name === maskedValue) return '·';
  const words = name.trim().split(/\s+/);
  const first = [...(words[0] ?? '')][0] ?? '';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return `${first}${last}`.toUpperCase();
}
