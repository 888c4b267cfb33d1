import { announceDone, newCommandKey, useCommand, useData, useTexts } from '@rapport/sdk/admin';
import { useState } from 'react';
import {
  ChangeSavedViewDocument,
  CreateSavedViewDocument,
  RemoveSavedViewDocument,
  SavedViewsDocument,
} from './saved-views.documents';
import type { SavedViewsQuery } from './saved-views.documents';
import { texts } from './texts';
import { definitionOfView, isSameView, viewOfDefinition } from './view';
import type { ListView } from './view';

const page = 'customers';

export type SavedView = SavedViewsQuery['savedViews']['edges'][number]['node'];

/** One's own views and the shared ones; what is changed or deleted can be taken back. */
export function useSavedViews(view: ListView, onChoose: (view: ListView) => void) {
  const t = useTexts(texts);
  const { data } = useData(SavedViewsDocument, { page });
  const create = useCommand(CreateSavedViewDocument);
  const change = useCommand(ChangeSavedViewDocument);
  const remove = useCommand(RemoveSavedViewDocument);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const views = (data?.savedViews.edges ?? []).map(({ node }) => node);
  return {
    views,
    /** The one that is shown as it was saved. */
    current: views.find(({ definition }) => isSameView(viewOfDefinition(definition), view)),
    /** The one that was chosen last, and may have been changed since. */
    chosen: views.find(({ savedViewId }) => savedViewId === chosenId),
    saving: create,
    choose({ savedViewId, definition }: SavedView) {
      setChosenId(savedViewId);
      onChoose(viewOfDefinition(definition));
    },
    save(name: string, shared: boolean, onSaved: () => void) {
      const input = { page, name, shared, definition: definitionOfView(view), idempotencyKey: newCommandKey() };
      create.mutate(
        { input },
        {
          onSuccess: (result) => {
            setChosenId(result.createSavedView.savedView?.savedViewId ?? null);
            onSaved();
            announceDone({ message: t('viewSaved', { name }) });
          },
        },
      );
    },
    update({ savedViewId, name, shared, definition }: SavedView) {
      const write = (written: typeof definition) =>
        change.mutateAsync({
          input: { savedViewId, name, shared, definition: written, idempotencyKey: newCommandKey() },
        });
      write(definitionOfView(view)).then(
        () => announceDone({ message: t('viewSaved', { name }), undo: () => write(definition) }),
        () => undefined,
      );
    },
    drop({ savedViewId, name, shared, definition }: SavedView) {
      const again = () =>
        create.mutateAsync({ input: { page, name, shared, definition, idempotencyKey: newCommandKey() } });
      remove.mutate(
        { input: { savedViewId, idempotencyKey: newCommandKey() } },
        { onSuccess: () => announceDone({ message: t('viewRemoved', { name }), undo: again }) },
      );
    },
  };
}
