import {
  announceDone,
  Card,
  ConfirmDialog,
  describeError,
  useCommand,
  useLeaveGuard,
  useLocale,
  useTexts,
  useViewer,
} from '@rapport/sdk/admin';
import { Button, Field, Flex, Textarea, TextInput, Toggle, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { ApprovalCard } from './approval-card';
import { bannerTexts } from './banner-texts';
import { CapFields } from './cap-fields';
import { HoldFields } from './hold-fields';
import { addressesIn, policyDraftOf, policyOf } from './policy';
import type { PolicyDraft } from './policy';
import { QuietFields } from './quiet-fields';
import { ChangeOutreachSettingsDocument } from './sending.documents';
import type { Settings } from './sending-page';
import { texts } from './texts';

/** Everything that can be set, with one button that saves it; whoever may not send only reads it. */
export function SettingsEditor({ settings }: { readonly settings: Settings }) {
  const t = useTexts(texts);
  const leaving = useTexts(bannerTexts);
  const locale = useLocale();
  const { can } = useViewer();
  const [sandbox, setSandbox] = useState(settings.sandbox);
  const [addresses, setAddresses] = useState(settings.sandboxAddresses.join('\n'));
  const [policy, setPolicy] = useState(() => policyDraftOf(settings.policy));
  const [publicUrl, setPublicUrl] = useState(settings.publicUrl ?? '');
  const [needsApproval, setNeedsApproval] = useState(settings.needsApproval);
  const change = useCommand(ChangeOutreachSettingsDocument);
  const written = { sandbox, addresses, policy, publicUrl, needsApproval };
  const [saved, setSaved] = useState(written);
  const [isAsking, setIsAsking] = useState(false);
  const content = JSON.stringify(written);
  const { markSaved, question } = useLeaveGuard(content);
  const isReader = !can('outreach.send');
  const save = (): void =>
    change.mutate(
      {
        input: {
          // Only what was changed here: meanwhile somebody else may have changed the rest.
          ...(sandbox === saved.sandbox ? {} : { sandbox }),
          ...(addresses === saved.addresses ? {} : { sandboxAddresses: addressesIn(addresses) }),
          ...(policy === saved.policy ? {} : { policy: policyOf(policy) }),
          ...(needsApproval === saved.needsApproval ? {} : { needsApproval }),
          ...(publicUrl === saved.publicUrl ? {} : { publicUrl: publicUrl.trim() === '' ? null : publicUrl.trim() }),
        },
      },
      {
        onSuccess: () => {
          setSaved(written);
          setIsAsking(false);
          markSaved(content);
          announceDone({ message: t('saved') });
        },
      },
    );
  const isLeavingSandbox = saved.sandbox && !sandbox;
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {question}
      <SandboxCard {...{ sandbox, addresses, isReader, setSandbox, setAddresses }} />
      <ApprovalCard {...{ needsApproval, isReader, setNeedsApproval }} />
      <PolitenessCard {...{ policy, isReader, setPolicy }} />
      <MeasureCard {...{ policy, isReader, setPolicy }} />
      <LinksCard {...{ publicUrl, isReader, setPublicUrl }} />
      {!isReader && (
        <Flex justifyContent="flex-end" gap={4}>
          {change.error !== null && (
            <Typography textColor="danger600" role="alert">
              {describeError(change.error, locale)}
            </Typography>
          )}
          <Button loading={change.isPending} onClick={isLeavingSandbox ? () => setIsAsking(true) : save}>
            {t('save')}
          </Button>
        </Flex>
      )}
      {isAsking && (
        <ConfirmDialog
          title={leaving('leaveTitle')}
          text={leaving('leaveText')}
          action={t('save')}
          isDanger
          isBusy={change.isPending}
          error={change.error}
          onConfirm={save}
          onClose={() => setIsAsking(false)}
        />
      )}
    </Flex>
  );
}

type SandboxCardProps = {
  readonly sandbox: boolean;
  readonly addresses: string;
  readonly isReader: boolean;
  readonly setSandbox: (sandbox: boolean) => void;
  readonly setAddresses: (addresses: string) => void;
};

function SandboxCard({ sandbox, addresses, isReader, setSandbox, setAddresses }: SandboxCardProps) {
  const t = useTexts(texts);
  return (
    <Card title={t('sandboxCard')}>
      <Flex direction="column" alignItems="stretch" gap={4}>
        <Field.Root name="sandbox" hint={t('sandboxHint')}>
          <Field.Label>{t('sandbox')}</Field.Label>
          <Toggle
            onLabel={t('on')}
            offLabel={t('off')}
            checked={sandbox}
            disabled={isReader}
            onChange={(event) => setSandbox(event.target.checked)}
          />
          <Field.Hint />
        </Field.Root>
        <Field.Root name="addresses" hint={t('addressesHint')}>
          <Field.Label>{t('addresses')}</Field.Label>
          <Textarea value={addresses} disabled={isReader} onChange={(event) => setAddresses(event.target.value)} />
          <Field.Hint />
        </Field.Root>
      </Flex>
    </Card>
  );
}

type PolicyProps = {
  readonly policy: PolicyDraft;
  readonly isReader: boolean;
  readonly setPolicy: (policy: PolicyDraft) => void;
};

function MeasureCard({ policy, isReader, setPolicy }: PolicyProps) {
  const t = useTexts(texts);
  return (
    <Card title={t('measuring')}>
      <Field.Root name="control" hint={t('controlHint')}>
        <Field.Label>{t('control')}</Field.Label>
        <TextInput
          inputMode="decimal"
          value={policy.controlPercent}
          disabled={isReader}
          onChange={(event) => setPolicy({ ...policy, controlPercent: event.target.value })}
        />
        <Field.Hint />
      </Field.Root>
    </Card>
  );
}

type LinksCardProps = {
  readonly publicUrl: string;
  readonly isReader: boolean;
  readonly setPublicUrl: (publicUrl: string) => void;
};

function LinksCard({ publicUrl, isReader, setPublicUrl }: LinksCardProps) {
  const t = useTexts(texts);
  return (
    <Card title={t('links')}>
      <Field.Root name="publicUrl" hint={t('publicUrlHint')}>
        <Field.Label>{t('publicUrl')}</Field.Label>
        <TextInput
          type="url"
          value={publicUrl}
          disabled={isReader}
          onChange={(event) => setPublicUrl(event.target.value)}
        />
        <Field.Hint />
      </Field.Root>
    </Card>
  );
}

function PolitenessCard({ policy, isReader, setPolicy }: PolicyProps) {
  const t = useTexts(texts);
  return (
    <Card title={t('politeness')}>
      <Flex direction="column" alignItems="stretch" gap={6}>
        <Typography textColor="neutral600">{t('politenessText')}</Typography>
        <CapFields caps={policy.caps} isReader={isReader} onChange={(caps) => setPolicy({ ...policy, caps })} />
        <QuietFields
          hours={policy.quietHours}
          isReader={isReader}
          onChange={(quietHours) => setPolicy({ ...policy, quietHours })}
        />
        <HoldFields hold={policy.hold} isReader={isReader} onChange={(hold) => setPolicy({ ...policy, hold })} />
      </Flex>
    </Card>
  );
}
