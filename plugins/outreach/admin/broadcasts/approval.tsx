import { ApprovalNotice } from '../approvals/approval-notice';
import { ApproveBroadcastDocument, DeclineBroadcastDocument } from '../approvals/approvals.documents';
import type { DecideBroadcastInput } from '../approvals/approvals.documents';
import type { Broadcast } from './broadcast-page';

const commands = { approve: ApproveBroadcastDocument, decline: DeclineBroadcastDocument };

export function BroadcastApproval({ broadcast }: { readonly broadcast: Broadcast }) {
  const { approval, name, broadcastId } = broadcast;
  return (
    <ApprovalNotice<DecideBroadcastInput>
      {...{ approval, name, commands }}
      inputOf={(said) => ({ broadcastId, ...said })}
    />
  );
}
