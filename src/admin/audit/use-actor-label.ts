import { useTexts } from '@rapport/sdk/admin';
import { texts } from './texts';

/** `Ada Admin`, `API token 3`, `Command line`: who it was, for a person to read. */
export function useActorLabel(): (actor: string, name: string | null) => string {
  const t = useTexts(texts);
  return (actor, name) => {
    if (name !== null) return name;
    const [kind, id = ''] = actor.split(/:(.*)/s);
    if (kind === 'admin') return t('admin', { id });
    if (kind === 'token') return t('token', { id });
    if (actor === 'cli') return t('cli');
    return actor === 'rapport' ? t('system') : actor;
  };
}
