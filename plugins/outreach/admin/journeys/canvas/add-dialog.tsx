import { useTexts } from '@rapport/sdk/admin';
import { Button, Modal, Typography } from '@strapi/design-system';
import { styled } from 'styled-components';
import { stepKinds } from '../graph/step-kinds';
import type { StepKind } from '../graph/step-kinds';
import { kindIcons } from '../kind-icons';
import { wordsTexts } from '../words-texts';
import { canvasTexts } from './texts';

/** The text that says what a kind is for. */
const explained = {
  send: 'sendWhat',
  wait: 'waitWhat',
  wait_for: 'wait_forWhat',
  branch: 'branchWhat',
  split: 'splitWhat',
  update_trait: 'update_traitWhat',
  webhook: 'webhookWhat',
  hand_over: 'hand_overWhat',
  call_back: 'call_backWhat',
  goal: 'goalWhat',
  exit: 'exitWhat',
} as const satisfies Record<StepKind, string>;

type Props = { readonly onAdd: (kind: StepKind) => void; readonly onClose: () => void };

/** Which kind of step is to stand there. */
export function AddDialog({ onAdd, onClose }: Props) {
  const t = useTexts(canvasTexts);
  const words = useTexts(wordsTexts);
  return (
    <Modal.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Modal.Content>
        <Modal.Header closeLabel={t('close')}>
          <Modal.Title>{t('addWhat')}</Modal.Title>
        </Modal.Header>
        <Modal.Body>
          <Kinds>
            {stepKinds.map((kind) => {
              const Icon = kindIcons[kind];
              return (
                <li key={kind}>
                  <Kind type="button" onClick={() => onAdd(kind)}>
                    <Icon aria-hidden />
                    <span>
                      <Typography fontWeight="semiBold" tag="span">
                        {words(kind)}
                      </Typography>
                      <br />
                      <Typography variant="pi" textColor="neutral600" tag="span">
                        {words(explained[kind])}
                      </Typography>
                    </span>
                  </Kind>
                </li>
              );
            })}
          </Kinds>
        </Modal.Body>
        <Modal.Footer>
          <Button variant="tertiary" onClick={onClose}>
            {t('cancel')}
          </Button>
        </Modal.Footer>
      </Modal.Content>
    </Modal.Root>
  );
}

const Kinds = styled.ul`
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(26rem, 1fr));
  gap: 0.8rem;
`;
const Kind = styled.button`
  display: flex;
  align-items: flex-start;
  gap: 1.2rem;
  width: 100%;
  height: 100%;
  padding: 1.2rem;
  text-align: start;
  cursor: pointer;
  color: ${({ theme }) => theme.colors.neutral800};
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  &:hover,
  &:focus-visible {
    border-color: ${({ theme }) => theme.colors.primary600};
    background: ${({ theme }) => theme.colors.primary100};
  }
  svg {
    flex: none;
    width: 2rem;
    height: 2rem;
  }
  svg path {
    fill: ${({ theme }) => theme.colors.primary600};
  }
`;
