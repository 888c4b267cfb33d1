/**
 * Why a server did not take a message, by its enhanced status code (RFC 3463) and its words. Servers differ more in their codes than in
 * their words: 5.1.1 is answered to a full mailbox, 5.7.1 to somebody unknown. So what is said is asked first, then the code.
 */
export const reasons = [
  'user_unknown',
  'host_unknown',
  'moved',
  'no_mail_accepted',
  'mailbox_full',
  'disabled',
  'refused_sender',
  'refused_content',
  'unreachable',
  'other',
] as const;
export type Reason = (typeof reasons)[number];

/** The address will never work. All else may be different tomorrow, or is not about the address. */
const hard: ReadonlySet<Reason> = new Set(['user_unknown', 'host_unknown', 'moved', 'no_mail_accepted']);

export function bounceOf(reason: Reason): 'hard' | 'soft' {
  return hard.has(reason) ? 'hard' : 'soft';
}

/** The first that fits counts: a sentence about the sender may end in the words of one about the recipient. */
const words: readonly (readonly [Reason, RegExp])[] = [
  // Exchange Online of an address that its directory does not have.
  ['user_unknown', /5\.4\.1 (\S+ )?recipient address rejected: access denied/],
  [
    'mailbox_full',
    /quota|(mailbox|inbox|mail ?box|account|maildir|mailfolder)( [\w.@<>-]+)? (is |was )?(too )?full|full mailbox|over (the )?(disk |storage )?(quota|limit)|too much mail data|size limit|(exceed|insufficient|not enough|out of)\S* .{0,40}(storage|disk|space|mailbox|quota)|mailbox .{0,40}exceed|enough space|space .{0,20}used up|bo[iî]te .{0,30}pleine|postfach .{0,20}voll|buz[oó]n .{0,20}llen|邮箱.{0,6}(已满|满)|容量.{0,6}超/,
  ],
  [
    'refused_sender',
    /sender (address )?(rejected|denied|unknown|verify|not)|sender['’]s? (domain|address|e?-?mail)|domain of sender|(verify|verif\w+) sender|\bspf\b|\bdkim\b|\bdmarc\b|reverse dns|ptr record|rdns|\brelay|authenticat|blacklist|blocklist|block list|black list|blocked using|\brbl\b|spamhaus|reputation|greylist|graylist|too many (connections|messages|recipients)|(my|helo) name was rejected|rate limit|helo|client host|ip address .{0,40}(block|denied|reject|listed)|your (ip|host|server|domain|access)|access denied|smtp server of your/,
  ],
  [
    'refused_content',
    /spam|virus|malware|content (rejected|filter)|policy|invalid header|message (too large|size)|un(solicited|wanted)|550:? : user unknown/,
  ],
  [
    'disabled',
    /(disabled|suspended|inactive|not active|deactivated|locked|discontinued|dormant|frozen|deactivated|temporarily unavailable)/,
  ],
  [
    'no_mail_accepted',
    /null ?mx|does(n['’]t| not) accept (any )?(e-?)?mail|no mx record|accepts no mail|mail server .{0,20}(does not accept)/,
  ],
  [
    'moved',
    /(user|recipient|mailbox|address|person|he|she) (has |is )?(moved|changed)|no longer (at|with|works?|employed|on server|valid|available|in use|exists)|new address|please use|user not local/,
  ],
  [
    'host_unknown',
    /(host|domain)( name)?( is)? (unknown|not found|(does|did) ?n[o'’]?t exist|lookup failure)|unknown (host|domain)|(any|no such) (host|domain)|nxdomain|domain is not reachable|unrouteable mail domain|non-?existent domain|no such domain|invalid domain|domain .{0,60}not (be )?found|bad destination (host|system)|domain \S+ does not exist|domain ?non-?existent|host or domain name not found|domain must exist|domain is not valid/,
  ],
  [
    'user_unknown',
    /(user|recipient|mailbox|address|account|addressee|alias|local.?part|person|name|member|customer|rcpt)s?[^\n]{0,60} (is |was )?(unknown|not (be )?found|not known|not (a )?valid|invalid|undeliverable|unavailable|(does|do|did|could) ?n[o'’]?t? ?(exist|be found|have)|isn['’]t|nonexistent|not listed|not exist)|unknown[^\n]{0,20} (user|recipient|mailbox|address|local|account|alias|rcpt|or illegal)|(no|not a?) ?(such|valid|known|existing|our) (user|recipient|mailbox|address|person|account|local|name|customer|member|here)|invalid (user|recipient|mailbox|address|final)|no (mailbox|account|user|recipient|inbox)|(doesn['’]t|does not|do not|don['’]t) (have|exist|like recipient)|unrouteable address|non-?existent|bad destination mailbox|not in (the )?(directory|address book)|we do not have|no one by that name|unable to find/,
  ],
  [
    'user_unknown',
    /recipient address rejected|5\.1\.0[^\n]{0,4} address rejected|rejected recipients|recipient (has been |was |is )?(denied|rejected|refuse)|can['’]t accept user|bad[ _-]?(rcptto|recipient)|validrcptto|(address|mailbox|recipient)[^\n]{0,20} (not (present|ok|accepted|local|an active)|unavaiable)|(is )?not (an active|a local) address|(is )?not email address|no (mail box|one at this)|no longer accepts|missing home directory|<@?[^>]*> not found|not? \S+ in name directory/,
  ],
  // Servers speak the language of their admins.
  [
    'user_unknown',
    /no existe|(adresse|utilisateur|destinataire|compte)[^\n]{0,80} n['’]existe pas|(adresse|benutzer|empfänger|postfach|konto)[^\n]{0,80} existiert nicht|bestaat niet|inesistente|nie istnieje|finns (inte|ej)|no se (ha )?encontr|não foi encontrad|nessun utente|(utilisateur|destinataire)[^\n]{0,20} (inconnu|invalide)|(usuario|usuário|destinatario)[^\n]{0,20} (desconocido|desconhecido|sconosciuto)|não existe|unbekannte[rn]? (benutzer|empfänger)|(benutzer|empfänger)[^\n]{0,20} unbekannt|onbekend|nieznany|(пользователь|адрес)[^\n]{0,20} не (найден|существует)|(用户|帐号|账号|邮箱|收件人).{0,6}不存在|无此用户|查无此人|(宛先|ユーザ|アドレス).{0,12}(見つかりません|存在しません|不明)/,
  ],
  [
    'unreachable',
    /time(d)? ?out|expired|retry|deferred|connection (refused|reset|lost|died)|could not connect|unreachable|no route|network|delayed|temporar|loop|too many hops/,
  ],
];

const codes: Readonly<Record<string, Reason>> = {
  '1.7': 'refused_sender',
  '1.8': 'refused_sender',
  '1.1': 'user_unknown',
  '1.2': 'host_unknown',
  '1.3': 'user_unknown',
  '1.6': 'moved',
  '1.10': 'no_mail_accepted',
  '2.1': 'disabled',
  '2.2': 'mailbox_full',
  '4.7': 'unreachable',
};

/**
 * @param status enhanced status code: `5.1.1`; null: none
 * @param text what the server said
 */
export function reasonOf(status: string | null, text: string): Reason {
  // The words of an address are not the server's.
  const said = text
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[^\s<>[\]()@]{1,64}@[^\s<>[\]():@]{1,255}/g, '@');
  // A temporary refusal says nothing for good, whatever its words.
  if (status?.startsWith('4.') === true) return status === '4.2.2' ? 'mailbox_full' : 'unreachable';
  const byCode = status === null ? undefined : codes[status.slice(2)];
  if (byCode === 'refused_sender') return byCode;
  const byWords = words.find(([, pattern]) => pattern.test(said))?.[0];
  return byWords ?? byCode ?? 'other';
}

/** The enhanced status code in what a server says: `550 5.1.1 User unknown` or `(#5.1.1)` -> `5.1.1`. */
export function statusIn(text: string): string | null {
  return /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.]*\d)/.exec(text)?.[0] ?? null;
}
