import type { HelpdeskFinding, LocalizedText } from '@rapport/sdk';

/** What we listen to; Chatwoot tells nothing of merges, deletions, ratings and labels by events of their own. */
export const wantedEvents = [
  ...['conversation_created', 'conversation_updated', 'conversation_status_changed', 'message_created'],
  ...['message_updated', 'contact_created', 'contact_updated', 'webwidget_triggered'],
];

/** What was found out; null: it could not be asked. */
export type Found = {
  /** Of `GET /api`; null: nobody answers there, or it is no Chatwoot. */
  readonly version: string | null;
  /** In the account that is connected: `administrator`, `agent` ...; null: the token is not taken, or is of no agent there. */
  readonly role: string | null;
  readonly isTokenTaken: boolean;
  /** Events of the webhook with our address; null: there is none. */
  readonly events: readonly string[] | null;
  readonly hasSecret: boolean;
  readonly hasPanel: boolean;
  readonly webhookUrl: string;
};

const finding = (key: string, state: HelpdeskFinding['state'], en: string, zh: string): HelpdeskFinding => {
  const text: LocalizedText = { en, 'zh-Hans': zh };
  return { key, state, text };
};

/** In the order in which it is mended: what stands further down is not asked while something above is wrong. */
export function findingsOf(found: Found): HelpdeskFinding[] {
  const { version } = found;
  if (version === null) return [notReached];
  const reached = [versionFinding(version)];
  if (!found.isTokenTaken) return [...reached, tokenRefused];
  if (found.role === null) return [...reached, otherAccount];
  const rights = rightsFinding(found.role);
  const more = [rights, ...networkFindings(found.webhookUrl)];
  // Only administrators may look at webhooks.
  if (rights.state !== 'ok') return [...reached, ...more];
  return [
    ...reached,
    ...more,
    webhookFinding(found.events),
    ...secretFindings(found, version),
    panelFinding(found.hasPanel),
  ];
}

const notReached = finding(
  'reachable',
  'wrong',
  'Chatwoot does not answer at this address. Is it right, and does Rapport reach it from its network?',
  '此地址没有 Chatwoot 响应。请检查地址，以及 Rapport 所在网络能否访问它。',
);

function versionFinding(version: string): HelpdeskFinding {
  return isBefore(version, 4, 10)
    ? finding(
        'version',
        'warning',
        `Chatwoot ${version} answers. It is older than 4.10: webhooks are understood, but not everything is told.`,
        `Chatwoot ${version} 已响应，但早于 4.10：可以读取 webhook，但信息不完整。`,
      )
    : finding('version', 'ok', `Chatwoot ${version} answers.`, `Chatwoot ${version} 已响应。`);
}

const tokenRefused = finding(
  'token',
  'wrong',
  'The access token is not taken. Either it is wrong, or a proxy before Chatwoot drops the header api_access_token because of its underscores (nginx: underscores_in_headers on).',
  '访问令牌未被接受。可能令牌有误，或 Chatwoot 前的代理因下划线丢弃了 api_access_token 请求头（nginx 需设置 underscores_in_headers on）。',
);
const otherAccount = finding(
  'account',
  'wrong',
  'The token is good, but not for this account number.',
  '令牌有效，但不属于该账户编号。',
);

function rightsFinding(role: string): HelpdeskFinding {
  return role === 'administrator'
    ? finding('rights', 'ok', 'The token is of an administrator.', '令牌属于管理员。')
    : finding(
        'rights',
        'warning',
        'The token is of an agent: webhooks and the panel cannot be looked at, nor made by themselves.',
        '令牌属于普通客服：无法查看或自动创建 webhook 与面板。',
      );
}

function networkFindings(webhookUrl: string): HelpdeskFinding[] {
  const { hostname } = new URL(webhookUrl);
  if (!isPrivateHost(hostname)) return [];
  return [
    finding(
      'network',
      'warning',
      `Rapport’s address ${hostname} is of a private network. Chatwoot refuses to send webhooks to such addresses unless it is told otherwise.`,
      `Rapport 的地址 ${hostname} 属于内网，Chatwoot 默认拒绝向此类地址发送 webhook。`,
    ),
  ];
}

function webhookFinding(events: readonly string[] | null): HelpdeskFinding {
  if (events === null)
    return finding('webhook', 'wrong', 'There is no webhook with our address.', '没有指向本系统地址的 webhook。');
  const missing = wantedEvents.filter((event) => !events.includes(event));
  return missing.length === 0
    ? finding('webhook', 'ok', 'The webhook is there and tells everything.', 'webhook 已存在，事件齐全。')
    : finding(
        'webhook',
        'wrong',
        `The webhook is there, but does not tell: ${missing.join(', ')}.`,
        `webhook 已存在，但缺少事件：${missing.join('、')}。`,
      );
}

function secretFindings({ hasSecret, events }: Found, version: string): HelpdeskFinding[] {
  if (hasSecret || events === null) return [];
  return isBefore(version, 4, 12)
    ? [
        finding(
          'signature',
          'warning',
          'This version does not sign its webhooks, so each is looked up: it takes a little longer.',
          '此版本不对 webhook 签名，因此每条都会通过 API 核实，稍慢一些。',
        ),
      ]
    : [
        finding(
          'signature',
          'warning',
          'The secret of the webhook is not put in yet, so each webhook is looked up.',
          '尚未填写 webhook 密钥，因此每条 webhook 都会通过 API 核实。',
        ),
      ];
}

function panelFinding(hasPanel: boolean): HelpdeskFinding {
  return hasPanel
    ? finding('panel', 'ok', 'Agents see the panel beside a conversation.', '客服可在会话旁看到面板。')
    : finding('panel', 'warning', 'Agents do not see the panel yet.', '客服尚看不到面板。');
}

function isBefore(version: string, major: number, minor: number): boolean {
  const [ours = 0, next = 0] = version.split('.').map((part) => Number.parseInt(part, 10) || 0);
  return ours < major || (ours === major && next < minor);
}

/** Loopback, private and link-local addresses, and names that only a local network knows. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || /\.(local|internal|localhost|lan)$/.test(host)) return true;
  if (host === '::1' || /^f[cd][0-9a-f]{2}:/.test(host) || host.startsWith('fe80:')) return true;
  const parts = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(host);
  if (parts === null) return false;
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  return (
    [0, 10, 127].includes(first) ||
    (first === 172 && second >= 16 && second <= 31) ||
    (first === 192 && second === 168) ||
    (first === 169 && second === 254)
  );
}
