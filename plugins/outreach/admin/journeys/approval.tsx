import { ApprovalNotice } from '../approvals/approval-notice';
import { ApproveJourneyDocument, DeclineJourneyDocument } from '../approvals/approvals.documents';
import type { DecideJourneyInput } from '../approvals/approvals.documents';
import type { Journey } from './journey-page';

const commands = { approve: ApproveJourneyDocument, decline: DeclineJourneyDocument };

export function JourneyApproval({ journey }: { readonly journey: Journey }) {
  const { approval, name, journeyId } = journey;
  return (
    <ApprovalNotice<DecideJourneyInput>
      {...{ approval, name, commands }}
      inputOf={(said) => ({ journeyId, ...said })}
    />
  );
}
