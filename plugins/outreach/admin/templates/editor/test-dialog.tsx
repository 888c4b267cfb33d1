import {
  ConfirmDialog,
  describeCode,
  nodesOf,
  Notice,
  useCommand,
  useEveryPage,
  useLocale,
  usePages,
  useTexts,
} from '@rapport/sdk/admin';
import { Link, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { ChoiceField } from '../../broadcasts/editor/choice-field';
import { SendTemplateTestDocument, TemplateTestWaysDocument } from '../templates.documents';
import type { TemplateTestWaysQuery } from '../templates.documents';
import { texts } from './texts';
import type { PreviewInput } from './use-preview';

const perPage = 100;
const channelsOf = (result: TemplateTestWaysQuery) => result.channels;

type Props = { readonly medium: string; readonly input: PreviewInput; readonly onClose: () => void };

/** One message as the preview shows it, to an address of the sandbox; the dialog stays, and says what came of it. */
export function TestDialog({ medium, input, onClose }: Props) {
  const t = useTexts(texts);
  const pages = usePages(TemplateTestWaysDocument, { first: perPage }, channelsOf);
  useEveryPage(pages);
  const channels = nodesOf(pages.data, channelsOf).filter((one) => one.medium === medium && one.enabled);
  const addresses = pages.data?.pages[0]?.outreachSettings.sandboxAddresses ?? [];
  const [wishedChannel, setChannel] = useState('');
  const [wishedAddress, setAddress] = useState('');
  const channel = wishedChannel || (channels[0]?.key ?? '');
  const address = wishedAddress || (addresses[0] ?? '');
  const send = useCommand(SendTemplateTestDocument);
  const sent = send.isPending ? undefined : send.data?.sendTemplateTest;
  return (
    <ConfirmDialog
      title={t('testTitle')}
      text={t('testText')}
      action={t('testSend')}
      cancel={t('close')}
      isWide
      isBusy={send.isPending}
      isDisabled={channel === '' || address === ''}
      error={send.error}
      onConfirm={() => send.mutate({ input: { preview: input, channel, address } })}
      onClose={onClose}
    >
      {pages.data !== undefined && channels.length === 0 && (
        <Typography>
          {t('testNoChannel')}{' '}
          <Link tag={NavLink} to="/channels">
            {t('toChannels')}
          </Link>
        </Typography>
      )}
      {pages.data !== undefined && addresses.length === 0 && (
        <Typography>
          {t('testNoAddress')}{' '}
          <Link tag={NavLink} to="/sending">
            {t('toSending')}
          </Link>
        </Typography>
      )}
      <ChoiceField
        required
        name="channel"
        label={t('testChannel')}
        options={channels.map((one) => ({ value: one.key, label: one.name }))}
        value={channel}
        onChange={setChannel}
      />
      <ChoiceField
        required
        name="address"
        label={t('testAddress')}
        options={addresses.map((one) => ({ value: one, label: one }))}
        value={address}
        onChange={setAddress}
      />
      {sent !== undefined && <Outcome state={sent.state} code={sent.code} />}
    </ConfirmDialog>
  );
}

function Outcome({ state, code }: { readonly state: string; readonly code: string | null }) {
  const t = useTexts(texts);
  const locale = useLocale();
  if (state === 'handed') return <Notice kind="good">{t('testHanded')}</Notice>;
  return <Notice kind="warning">{t('testFailed', { why: describeCode(code ?? state, locale) })}</Notice>;
}
