import {
  Avatar,
  EmptyState,
  ErrorState,
  isMasked,
  LoadingState,
  Masked,
  nameOf,
  textOf,
  useData,
  useTexts,
} from '@rapport/sdk/admin';
import { Alert, Box, Button, Field, Flex, Modal, Searchbar, Typography } from '@strapi/design-system';
import { Search } from '@strapi/icons';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { styled } from 'styled-components';
import { FindCustomersDocument, MergePreviewDocument } from '../../identity/identity.documents';
import { useIdentity } from '../../identity/use-identity';
import { MergePreview } from './merge-preview';
import { texts } from './texts';

type Props = { readonly id: string; readonly onClose: () => void };

/** Two steps: who is it, then what would come of it. */
export function MergeDialog({ id, onClose }: Props) {
  const t = useTexts(texts);
  const [otherId, setOtherId] = useState<string | null>(null);
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('mergeTitle')}</Modal.Title>
        </Modal.Header>
        {otherId === null ? (
          <Modal.Body>
            <ChooseOther id={id} onChoose={setOtherId} />
          </Modal.Body>
        ) : (
          <ConfirmMerge id={id} otherId={otherId} onBack={() => setOtherId(null)} onClose={onClose} />
        )}
      </Modal.Content>
    </Modal.Root>
  );
}

function ChooseOther({ id, onChoose }: { readonly id: string; readonly onChoose: (id: string) => void }) {
  const t = useTexts(texts);
  const [text, setText] = useState('');
  const asked = text.trim();
  const { data, error, refetch } = useData(
    FindCustomersDocument,
    { text: asked },
    { enabled: asked !== '', keepPrevious: true },
  );
  const found = (data?.searchProfiles.edges ?? []).flatMap(({ node }) =>
    node === null || node.profileId === id ? [] : [node],
  );
  return (
    <Flex direction="column" alignItems="stretch" gap={3} minHeight="24rem">
      <Typography>{t('mergeSearch')}</Typography>
      <Searchbar
        name="other"
        autoFocus
        value={text}
        placeholder={t('mergeSearchHint')}
        clearLabel={t('clear')}
        onClear={() => setText('')}
        onChange={(event) => setText(event.target.value)}
      >
        {t('mergeSearchHint')}
      </Searchbar>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {asked !== '' && data !== undefined && found.length === 0 && (
        <EmptyState icon={<Search width="3rem" height="3rem" aria-hidden />} content={t('nobodyFound')} />
      )}
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
        {asked !== '' &&
          found.map(({ profileId, traits }) => {
            const name = nameOf(traits);
            return (
              <li key={profileId}>
                <Choice type="button" onClick={() => onChoose(profileId)}>
                  <Avatar name={name} />
                  <Box>
                    <Typography fontWeight="semiBold" tag="p" textAlign="start">
                      {name !== null && isMasked(name) ? <Masked /> : (name ?? t('anonymous'))}
                    </Typography>
                    <Typography variant="pi" textColor="neutral600">
                      {[textOf(traits, 'email'), textOf(traits, 'phone')].filter((part) => part !== name).join(' · ')}
                    </Typography>
                  </Box>
                </Choice>
              </li>
            );
          })}
      </Flex>
    </Flex>
  );
}

type ConfirmProps = Props & { readonly otherId: string; readonly onBack: () => void };

function ConfirmMerge({ id, otherId, onBack, onClose }: ConfirmProps) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const identity = useIdentity();
  const [reason, setReason] = useState('');
  const { data, error, refetch } = useData(MergePreviewDocument, { first: id, second: otherId });
  const preview = data?.mergePreview;
  const limits = Array.isArray(preview?.obstacles) ? preview.obstacles.map(String) : [];
  const merge = () =>
    identity.merge(id, otherId, reason.trim()).then(
      (winner) => {
        onClose();
        if (winner !== null) void navigate(`/customers/${winner}`, { replace: true });
      },
      () => undefined,
    );
  return (
    <>
      <Modal.Body>
        <Flex direction="column" alignItems="stretch" gap={4}>
          {preview === undefined && error === null && <LoadingState />}
          {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
          {preview !== undefined && <MergePreview preview={preview} />}
          {limits.length > 0 && (
            <Alert variant="danger" closeLabel={t('close')}>
              {t('obstacle', { limits: limits.join(', ') })}
            </Alert>
          )}
          {preview !== undefined && limits.length === 0 && (
            <Field.Root name="reason">
              <Field.Label>{t('reason')}</Field.Label>
              <Field.Input
                value={reason}
                maxLength={200}
                onChange={(event: React.ChangeEvent<HTMLInputElement>) => setReason(event.target.value)}
              />
            </Field.Root>
          )}
          {identity.error !== null && <ErrorState error={identity.error} />}
        </Flex>
      </Modal.Body>
      <Modal.Footer>
        <Button variant="tertiary" onClick={onBack}>
          {t('chooseAnother')}
        </Button>
        <Button
          disabled={preview === undefined || limits.length > 0}
          loading={identity.isBusy}
          onClick={() => void merge()}
        >
          {t('mergeAction')}
        </Button>
      </Modal.Footer>
    </>
  );
}

const Choice = styled.button`
  display: flex;
  align-items: center;
  gap: 1.2rem;
  width: 100%;
  padding: 0.8rem;
  border-radius: ${({ theme }) => theme.borderRadius};
  color: inherit;
  cursor: pointer;
  &:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }
`;
