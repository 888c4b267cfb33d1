import {
  announceDone,
  describeCode,
  RelativeTime,
  useCommand,
  useKind,
  useLocale,
  useNow,
  useTexts,
  WarningBadge,
} from '@rapport/sdk/admin';
import type { JsonObject } from '@rapport/sdk/admin';
import { Badge, Button, Flex, MenuItem, SimpleMenu, Td, Tr, Typography } from '@strapi/design-system';
import { More } from '@strapi/icons';
import type { Channel, Doing } from './channels-page';
import { ChangeChannelDocument } from './channels.documents';
import { texts } from './texts';

type Props = {
  readonly channel: Channel;
  /** As the API has it; empty where its package is not there any more. */
  readonly kind: JsonObject;
  readonly canWrite: boolean;
  readonly onDo: (doing: Doing) => void;
};

export function ChannelRow({ channel, kind, canWrite, onDo }: Props) {
  const t = useTexts(texts);
  const { label } = useKind(kind);
  return (
    <Tr>
      <Td>
        <Flex gap={2}>
          <Typography fontWeight="semiBold">{channel.name}</Typography>
          {channel.isDefault && <Badge size="S">{t('default')}</Badge>}
        </Flex>
      </Td>
      <Td>
        <Typography>{label || channel.channel}</Typography>
      </Td>
      <Td>
        <Typography>{channel.medium}</Typography>
      </Td>
      <Td style={{ whiteSpace: 'normal' }}>
        <State channel={channel} />
      </Td>
      <Td>{canWrite && <Buttons channel={channel} onDo={onDo} />}</Td>
    </Tr>
  );
}

/** Working, resting because of something, or off. */
function State({ channel: { enabled, failures, failure, restsUntil } }: { readonly channel: Channel }) {
  const t = useTexts(texts);
  const now = useNow();
  const locale = useLocale();
  const why = describeCode(failure ?? '', locale);
  if (!enabled) {
    return (
      <Badge backgroundColor="neutral150" textColor="neutral700">
        {t('off')}
      </Badge>
    );
  }
  if (restsUntil !== null && Date.parse(restsUntil) > now) {
    return (
      <Flex direction="column" alignItems="flex-start" gap={1}>
        <WarningBadge>{t('resting')}</WarningBadge>
        <Typography variant="pi" textColor="neutral600">
          {why}
        </Typography>
        <Typography variant="pi" textColor="neutral600">
          {t('restingUntil')} <RelativeTime at={restsUntil} />
        </Typography>
      </Flex>
    );
  }
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Badge backgroundColor="success100" textColor="success700">
        {t('working')}
      </Badge>
      {failures > 0 && (
        <Typography variant="pi" textColor="neutral600">
          {t('failing', { count: failures, why })}
        </Typography>
      )}
    </Flex>
  );
}

function Buttons({ channel, onDo }: Pick<Props, 'channel' | 'onDo'>) {
  const t = useTexts(texts);
  const { key, name, enabled, isDefault } = channel;
  const change = useCommand(ChangeChannelDocument);
  const makeDefault = (): void =>
    change.mutate(
      { input: { key, isDefault: true } },
      { onSuccess: () => announceDone({ message: t('madeDefault', { name }) }) },
    );
  const toggle = (): void =>
    change.mutate(
      { input: { key, enabled: !enabled } },
      {
        onSuccess: () =>
          announceDone({
            message: enabled ? t('switchedOff', { name }) : t('switchedOn', { name }),
            undo: () => change.mutateAsync({ input: { key, enabled } }),
          }),
      },
    );
  return (
    <Flex gap={2} justifyContent="flex-end">
      <Button variant="tertiary" size="S" aria-label={`${t('check')}: ${name}`} onClick={() => onDo('check')}>
        {t('check')}
      </Button>
      <Button variant="tertiary" size="S" aria-label={`${t('test')}: ${name}`} onClick={() => onDo('test')}>
        {t('test')}
      </Button>
      <SimpleMenu
        label={<More aria-hidden />}
        aria-label={t('more', { name })}
        variant="tertiary"
        size="S"
        popoverPlacement="bottom-end"
      >
        <MenuItem onSelect={() => onDo('edit')}>{t('edit')}</MenuItem>
        {!isDefault && <MenuItem onSelect={makeDefault}>{t('makeDefault')}</MenuItem>}
        <MenuItem onSelect={toggle}>{enabled ? t('switchOff') : t('switchOn')}</MenuItem>
        <MenuItem variant="danger" onSelect={() => onDo('remove')}>
          {t('remove')}
        </MenuItem>
      </SimpleMenu>
    </Flex>
  );
}
