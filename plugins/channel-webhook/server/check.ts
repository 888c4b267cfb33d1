import { lookup } from 'node:dns/promises';
import { type ChannelFinding, localized } from '@rapport/sdk';
import { isPrivate } from './addresses';
import type { WebhookSettings } from './settings';

/** Looks where the address leads; asks nobody there. */
export async function check({ url, allowPrivateAddresses }: WebhookSettings): Promise<ChannelFinding[]> {
  const { protocol, hostname } = new URL(url);
  const findings = [await reachable(hostname, allowPrivateAddresses)];
  if (protocol === 'http:')
    findings.push({
      ...{ key: 'encryption', state: 'warning' },
      text: localized('Messages go out without encryption: use https.', '消息以未加密方式发送：请使用 https。'),
    });
  return findings;
}

async function reachable(hostname: string, allowPrivateAddresses: boolean): Promise<ChannelFinding> {
  const finding = (state: ChannelFinding['state'], en: string, zh: string): ChannelFinding => ({
    ...{ key: 'address', state },
    text: localized(en, zh),
  });
  try {
    const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true });
    return !allowPrivateAddresses && found.some(({ address }) => isPrivate(address))
      ? finding(
          'wrong',
          'The address leads into our own network, which is not allowed here.',
          '该地址指向内部网络，当前设置不允许。',
        )
      : finding('ok', 'The address leads to a server.', '该地址指向一台服务器。');
  } catch {
    return finding('wrong', 'The name in the address is not known.', '无法解析地址中的域名。');
  }
}
