/** @jsxImportSource preact */
import type { SituationLine } from '../domain/panel/view';
import { useShared } from './context';
import { Time } from './pieces';

/** The heaviest is shown large, others below it in a line each. */
export function Situations({ situations }: { readonly situations: readonly SituationLine[] }) {
  const { t } = useShared();
  const [first, ...others] = situations;
  if (first === undefined)
    return (
      <section class="situation calm" aria-label={t('now')}>
        <p class="situation-name">{t('calm')}</p>
      </section>
    );
  return (
    <section class={`situation ${heatOf(first.severity)}`} aria-label={t('now')}>
      <p class="situation-name">
        {first.name} <Time at={first.since} />
      </p>
      <p class="evidence">{first.evidence}</p>
      {others.length > 0 && (
        <ul class="situation-others">
          {others.map((one) => (
            <li key={one.key}>
              <span class={`dot ${heatOf(one.severity)}`} aria-hidden="true" />
              <span>
                <b>{one.name}</b> {one.evidence}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function heatOf(value: number): 'calm' | 'warm' | 'hot' {
  if (value >= 67) return 'hot';
  return value >= 34 ? 'warm' : 'calm';
}
