import { useTexts, WarningBadge } from '@rapport/sdk/admin';
import { texts } from './texts';

/** In a list: it runs, and yet nothing of it happens. */
export function WaitsForSegment() {
  const t = useTexts(texts);
  return <WarningBadge>{t('waitsForSegment')}</WarningBadge>;
}
