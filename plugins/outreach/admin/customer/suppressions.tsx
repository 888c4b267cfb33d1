import {
  announceDone,
  ConfirmDialog,
  isMasked,
  newCommandKey,
  RelativeTime,
  useCommand,
  useTexts,
} from '@rapport/sdk/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { LiftSuppressionDocument } from './consent.documents';
import { Address, Evidence } from './consent-entries';
import { texts } from './consent-texts';
import type { Suppression } from './customer-consent';

const words = {
  HARD_BOUNCE: 'HARD_BOUNCE',
  COMPLAINT: 'COMPLAINT',
  MANUAL: 'MANUAL',
  ERASED: 'ERASED',
} as const;

type Props = {
  readonly profileId: string;
  readonly suppressions: readonly Suppression[];
  readonly canWrite: boolean;
};

/** Addresses that nothing is sent to, and those that nothing was sent to for a while. */
export function Suppressions({ profileId, suppressions, canWrite }: Props) {
  const t = useTexts(texts);
  const [lifting, setLifting] = useState<Suppression | null>(null);
  return (
    <Box tag="section" aria-label={t('suppressions')}>
      <Typography variant="sigma" tag="h3" textColor="neutral600">
        {t('suppressions')}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2} paddingTop={2}>
        {suppressions.map((one, index) => (
          <Flex key={index} tag="li" justifyContent="space-between" gap={2} wrap="wrap">
            <Box>
              <Typography tag="p">
                {one.medium} · <Address address={one.address} />
              </Typography>
              <Typography tag="p" variant="pi" textColor="neutral600">
                {t(words[one.reason])}, {one.liftedAt === null ? t('since') : t('lifted')}{' '}
                <RelativeTime at={one.liftedAt ?? one.at} />
              </Typography>
              <Evidence evidence={one.evidence} />
            </Box>
            {canWrite && one.liftedAt === null && one.reason !== 'ERASED' && (
              <Button size="S" variant="tertiary" onClick={() => setLifting(one)}>
                {t('lift')}
              </Button>
            )}
          </Flex>
        ))}
      </Flex>
      {lifting !== null && <LiftDialog profileId={profileId} suppression={lifting} onClose={() => setLifting(null)} />}
    </Box>
  );
}

type LiftProps = { readonly profileId: string; readonly suppression: Suppression; readonly onClose: () => void };

function LiftDialog({ profileId, suppression: { medium, address }, onClose }: LiftProps) {
  const t = useTexts(texts);
  const lift = useCommand(LiftSuppressionDocument);
  // Whoever does not see the address can only name all of them.
  const known = isMasked(address) || address === '' ? null : address;
  return (
    <ConfirmDialog
      title={t('liftTitle')}
      text={t('liftText', { address: known ?? t('liftAll') })}
      action={t('liftAction')}
      isBusy={lift.isPending}
      error={lift.error}
      onConfirm={() =>
        lift.mutate(
          { input: { profileId, medium, address: known, idempotencyKey: newCommandKey() } },
          {
            onSuccess: () => {
              announceDone({ message: t('liftDone') });
              onClose();
            },
          },
        )
      }
      onClose={onClose}
    />
  );
}
