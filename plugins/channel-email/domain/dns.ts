import { type ChannelFinding, localized } from '@rapport/sdk';

/** Texts of a name's TXT records; null: nobody could be asked. */
export type Texts = readonly string[] | null;
export type Records = { readonly spf: Texts; readonly dkim: Texts; readonly dmarc: Texts };
export type Sending = {
  readonly domain: string;
  readonly host: string;
  /** Null: the mail server signs, or nobody does. */
  readonly dkim: { readonly name: string; readonly publicKey: string } | null;
};

/** What receivers look at, and what to publish so that they find it. */
export function recordFindings(sending: Sending, records: Records): ChannelFinding[] {
  return [spf(sending, records.spf), ...dkim(sending, records.dkim), dmarc(sending, records.dmarc)];
}

const record = (name: string, value: string) => ({ publish: { type: 'TXT', name, value } });

function spf({ domain, host }: Sending, texts: Texts): ChannelFinding {
  if (texts === null) return unasked('spf', 'SPF', domain);
  const found = texts.filter((text) => /^v=spf1(\s|$)/i.test(text));
  const [only] = found;
  if (found.length > 1)
    return finding(
      'spf',
      'wrong',
      `${domain} has several SPF records: receivers ignore all of them. Keep one.`,
      `${domain} 有多条 SPF 记录，收件方会全部忽略，请只保留一条。`,
    );
  if (only === undefined)
    return {
      ...finding(
        'spf',
        'wrong',
        `${domain} names no servers that may send for it (SPF).`,
        `${domain} 没有声明可代为发信的服务器（SPF）。`,
      ),
      ...record(domain, `v=spf1 a:${host} ~all`),
    };
  if (/\+all\b|(^|\s)all(\s|$)/i.test(only))
    return finding(
      'spf',
      'wrong',
      `The SPF record of ${domain} lets everybody send for it.`,
      `${domain} 的 SPF 记录允许任何服务器代为发信。`,
    );
  return finding(
    'spf',
    'ok',
    `${domain} names the servers that may send for it (SPF).`,
    `${domain} 已声明可代为发信的服务器（SPF）。`,
  );
}

function dkim({ dkim: key }: Sending, texts: Texts): ChannelFinding[] {
  if (key === null)
    return [
      finding(
        'dkim',
        'warning',
        'No DKIM key is set: the mail server must sign, or large mailbox providers refuse the mail.',
        '未设置 DKIM 密钥：须由邮件服务器签名，否则大型邮箱服务商会拒收。',
      ),
    ];
  if (texts === null) return [unasked('dkim', 'DKIM', key.name)];
  const published = texts.map((text) => /(?:^|;)\s*p=([^;]*)/i.exec(text)?.[1]?.replace(/\s/g, ''));
  if (published.includes(key.publicKey))
    return [
      finding(
        'dkim',
        'ok',
        `The DKIM key at ${key.name} is that of this connection.`,
        `${key.name} 的 DKIM 公钥与此连接一致。`,
      ),
    ];
  const text =
    texts.length === 0
      ? finding('dkim', 'wrong', `There is no DKIM key at ${key.name}.`, `${key.name} 没有 DKIM 公钥。`)
      : finding(
          'dkim',
          'wrong',
          `The DKIM key at ${key.name} is another one.`,
          `${key.name} 的 DKIM 公钥与此连接不一致。`,
        );
  return [{ ...text, ...record(key.name, `v=DKIM1; k=rsa; p=${key.publicKey}`) }];
}

function dmarc({ domain }: Sending, texts: Texts): ChannelFinding {
  const name = `_dmarc.${domain}`;
  if (texts === null) return unasked('dmarc', 'DMARC', name);
  const policy = texts.find((text) => /^v=DMARC1\s*(;|$)/i.test(text));
  if (policy !== undefined)
    return finding(
      'dmarc',
      'ok',
      `${domain} says what becomes of mail that only pretends to be from it (DMARC).`,
      `${domain} 已声明如何处理冒名邮件（DMARC）。`,
    );
  return {
    ...finding('dmarc', 'wrong', `${domain} has no DMARC record.`, `${domain} 没有 DMARC 记录。`),
    ...record(name, `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`),
  };
}

function unasked(key: string, what: string, name: string): ChannelFinding {
  return finding(
    key,
    'warning',
    `${what} of ${name} could not be looked up: DNS does not answer.`,
    `无法查询 ${name} 的 ${what}：DNS 没有响应。`,
  );
}

function finding(key: string, state: ChannelFinding['state'], en: string, zh: string): ChannelFinding {
  return { key, state, text: localized(en, zh) };
}
