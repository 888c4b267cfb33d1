import { useTexts, useViewer } from '@rapport/sdk/admin';
import { useSourceName } from '../use-source-name';
import { texts } from './texts';

/** Who did something, for a person to read: `you`, an administrator, a token, or the source of the event. */
export function useActorName(actor: string): string {
  const t = useTexts(texts);
  const viewer = useViewer();
  const [kind, id = ''] = actor.split(/:(.*)/s);
  const source = useSourceName(kind === 'source' ? id : actor);
  if (actor === viewer.actor) return t('you');
  if (kind === 'admin') return t('anAdmin', { id });
  if (kind === 'token') return t('aToken', { id });
  return source;
}
