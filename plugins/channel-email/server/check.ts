import { createPublicKey } from 'node:crypto';
import { Resolver } from 'node:dns/promises';
import { type ChannelFinding, localized } from '@rapport/sdk';
import { recordFindings, type Texts } from '../domain/dns';
import { domainOf, type EmailSettings } from '../domain/settings';
import { codeOf, Connections } from './connections';

const dnsMilliseconds = 3_000;
const loginMilliseconds = 20_000;

/** @returns the texts of a name's TXT records @throws as node:dns: ENOTFOUND and ENODATA mean that there are none */
export type ResolveTexts = (name: string) => Promise<readonly (readonly string[])[]>;

export const resolveTexts: ResolveTexts = (name) =>
  new Resolver({ timeout: dnsMilliseconds, tries: 2 }).resolveTxt(name);

export async function check(settings: EmailSettings, resolve: ResolveTexts): Promise<ChannelFinding[]> {
  const domain = domainOf(settings.fromAddress);
  const key = dkimOf(settings, domain);
  const [server, spf, dkim, dmarc] = await Promise.all([
    loggedIn(settings),
    textsAt(domain, resolve),
    typeof key === 'object' && key !== null ? textsAt(key.name, resolve) : [],
    textsAt(`_dmarc.${domain}`, resolve),
  ]);
  const sending = { domain, host: settings.host, dkim: key === 'unreadable' ? null : key };
  const records = recordFindings(sending, { spf, dkim, dmarc });
  return [
    server,
    ...(key === 'unreadable' ? [unreadableKey, ...records.filter((one) => one.key !== 'dkim')] : records),
  ];
}

const unreadableKey: ChannelFinding = {
  ...{ key: 'dkim', state: 'wrong' },
  text: localized(
    'The DKIM private key cannot be read: PEM of an RSA key is needed.',
    '无法读取 DKIM 私钥：需要 PEM 格式的 RSA 私钥。',
  ),
};

async function loggedIn(settings: EmailSettings): Promise<ChannelFinding> {
  const connections = new Connections(settings);
  try {
    await connections.take(AbortSignal.timeout(loginMilliseconds));
    return { key: 'server', state: 'ok', text: localized('The mail server lets us in.', '邮件服务器已接受登录。') };
  } catch (error) {
    const code = codeOf(error);
    const text =
      code === 'EAUTH'
        ? localized('The mail server does not take the user and the password.', '邮件服务器拒绝了用户名或密码。')
        : code === 'ETLS'
          ? localized(
              'The encryption fails: is it the right port, and the right kind?',
              '加密失败：请检查端口和加密方式。',
            )
          : localized('The mail server does not answer.', '邮件服务器没有响应。');
    return { key: 'server', state: 'wrong', text };
  } finally {
    connections.close();
  }
}

async function textsAt(name: string, resolve: ResolveTexts): Promise<Texts> {
  try {
    return (await resolve(name)).map((parts) => parts.join(''));
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : null;
    return code === 'ENOTFOUND' || code === 'ENODATA' ? [] : null;
  }
}

function dkimOf(
  { dkimSelector, dkimPrivateKey, dkimDomain }: EmailSettings,
  domain: string,
): { readonly name: string; readonly publicKey: string } | 'unreadable' | null {
  if (dkimSelector === undefined || dkimPrivateKey === undefined) return null;
  try {
    const key = createPublicKey(dkimPrivateKey);
    if (key.asymmetricKeyType !== 'rsa') return 'unreadable';
    return {
      name: `${dkimSelector}._domainkey.${dkimDomain ?? domain}`,
      publicKey: key.export({ type: 'spki', format: 'der' }).toString('base64'),
    };
  } catch {
    return 'unreadable';
  }
}
