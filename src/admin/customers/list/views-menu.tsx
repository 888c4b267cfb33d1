import { useTexts } from '@rapport/sdk/admin';
import { SimpleMenu, MenuItem } from '@strapi/design-system';
import { Check, Eye } from '@strapi/icons';
import { useState } from 'react';
import { SaveViewDialog } from './save-view-dialog';
import { texts } from './texts';
import { useSavedViews } from './use-saved-views';
import type { SavedView } from './use-saved-views';
import { defaultView } from './view';
import type { ListView } from './view';

type Props = { readonly view: ListView; readonly onChoose: (view: ListView) => void };

/** Lists as people like to see them: one's own and the shared ones. */
export function ViewsMenu({ view, onChoose }: Props) {
  const t = useTexts(texts);
  const saved = useSavedViews(view, onChoose);
  const { views, current, chosen, saving } = saved;
  const [isSaving, setIsSaving] = useState(false);
  const item = (one: SavedView) => (
    <MenuItem
      key={one.savedViewId}
      onSelect={() => saved.choose(one)}
      startIcon={one === current ? <Check aria-hidden /> : undefined}
    >
      {one.name}
    </MenuItem>
  );
  const [mine, shared] = [views.filter((one) => one.mine), views.filter((one) => !one.mine)];
  return (
    <>
      <SimpleMenu label={current?.name ?? t('views')} startIcon={<Eye aria-hidden />} variant="tertiary">
        <MenuItem onSelect={() => onChoose(defaultView)}>{t('standardView')}</MenuItem>
        {mine.map(item)}
        {shared.map(item)}
        {chosen?.mine === true && current === undefined && (
          <MenuItem onSelect={() => saved.update(chosen)}>{t('updateView', { name: chosen.name })}</MenuItem>
        )}
        {current === undefined && <MenuItem onSelect={() => setIsSaving(true)}>{t('saveView')}</MenuItem>}
        {current?.mine === true && (
          <MenuItem variant="danger" onSelect={() => saved.drop(current)}>
            {t('removeView', { name: current.name })}
          </MenuItem>
        )}
      </SimpleMenu>
      {isSaving && (
        <SaveViewDialog
          isBusy={saving.isPending}
          error={saving.error}
          onSave={(name, shared) => saved.save(name, shared, () => setIsSaving(false))}
          onClose={() => setIsSaving(false)}
        />
      )}
    </>
  );
}
