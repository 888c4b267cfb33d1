import { useData } from '@rapport/sdk/admin';
import { OutreachSettingsDocument } from './sending.documents';

/** Whether what wants to go waits for a second person; false while that is not known. */
export function useNeedsApproval(): boolean {
  return useData(OutreachSettingsDocument, {}).data?.outreachSettings.needsApproval ?? false;
}
