import { addressIn, fieldGroups, headerOf, type Mail } from './mail';
import { type SesNotification, sesNotificationIn } from './sns';
import { bounceOf, type Reason, reasonOf, statusIn } from './reason';

export type Recipient = { readonly address: string | null };
export type Bounced = Recipient & {
  readonly reason: Reason;
  readonly bounce: 'hard' | 'soft';
  readonly status: string | null;
};

/**
 * What a mail tells of ours:
 *   bounce      it did not arrive, for good: a delivery status (RFC 3464), or the prose of servers that know none
 *   delivered   it arrived, or went to where nobody tells more (`relayed`), as was asked to be told
 *   complaint   somebody called it unwanted (RFC 5965)
 *   automatic   a vacation notice, a receipt, a warning that it takes longer: nothing to count
 *   other       people write
 */
export type Reading =
  | { readonly kind: 'bounce'; readonly recipients: readonly Bounced[] }
  | { readonly kind: 'delivered' | 'complaint'; readonly recipients: readonly Recipient[] }
  | { readonly kind: 'automatic' }
  | { readonly kind: 'other' };

export function readingOf(mail: Mail): Reading {
  if (mail.feedbackReport !== null) return complaintIn(mail.feedbackReport);
  const junked = /^x-hmxmroriginalrecipient:(.*)$/im.exec(mail.original)?.[1];
  if (junked !== undefined) return { kind: 'complaint', recipients: [{ address: addressIn(junked) }] };
  const ses = /\bsns\.amazonaws\.com/i.test(headerOf(mail, 'from')) ? sesNotificationIn(mail.text) : null;
  if (ses !== null) return ofSes(ses);
  const told = mail.deliveryStatus === null ? [] : statusesIn(mail.deliveryStatus);
  if (told.length > 0) {
    const failed = told.filter(({ action }) => !['delivered', 'relayed', 'expanded'].includes(action));
    if (failed.length > 0) return { kind: 'bounce', recipients: failed.map((one) => bounced(one, mail.text)) };
    const arrived = told.filter(({ action }) => ['delivered', 'relayed'].includes(action));
    return arrived.length === 0 ? { kind: 'automatic' } : { kind: 'delivered', recipients: arrived };
  }
  if (isFromMailSystem(mail)) return proseBounce(mail);
  return isAutomatic(mail) ? { kind: 'automatic' } : { kind: 'other' };
}

function ofSes(told: SesNotification): Reading {
  if (told.notificationType === 'Delivery')
    return { kind: 'delivered', recipients: told.delivery.recipients.map((address) => ({ address })) };
  if (told.notificationType === 'Complaint' && told.complaint.complaintFeedbackType === 'not-spam')
    return { kind: 'automatic' };
  if (told.notificationType === 'Complaint')
    return {
      kind: 'complaint',
      recipients: told.complaint.complainedRecipients.map(({ emailAddress }) => ({ address: emailAddress })),
    };
  const { bounceType, bouncedRecipients } = told.bounce;
  return {
    kind: 'bounce',
    recipients: bouncedRecipients.map(({ emailAddress, status, diagnosticCode }) => {
      const one = bounced({ address: emailAddress, status: status ?? null, said: diagnosticCode ?? status ?? '' }, '');
      // Of an address that SES itself keeps from being written to nothing more is said.
      const isForGood = bounceType === 'Permanent' && one.reason === 'other';
      return isForGood ? { ...one, reason: 'user_unknown', bounce: bounceOf('user_unknown') } : one;
    }),
  };
}

/** Reports of other kinds (`auth-failure`, `not-spam`) are of machines, about how mail is signed. */
const complaints: ReadonlySet<string> = new Set([
  'abuse',
  'fraud',
  'virus',
  'opt-out',
  'opt-out-list',
  'complaint',
  'other',
]);

function complaintIn(report: string): Reading {
  const fields = fieldGroups(report)[0];
  const type = fields?.get('feedback-type')?.[0]?.toLowerCase() ?? 'abuse';
  if (!complaints.has(type)) return { kind: 'automatic' };
  const named = ['original-rcpt-to', 'removal-recipient', 'original-recipient'].flatMap(
    (name) => fields?.get(name) ?? [],
  );
  const addresses = [...new Set(named.map(addressIn))];
  return {
    kind: 'complaint',
    recipients: addresses.length === 0 ? [{ address: null }] : addresses.map((address) => ({ address })),
  };
}

type Told = {
  readonly address: string | null;
  readonly action: string;
  readonly status: string | null;
  readonly said: string;
};

function statusesIn(report: string): Told[] {
  return fieldGroups(report).flatMap((fields) => {
    const first = (name: string): string | undefined => fields.get(name)?.[0];
    const named = ['original-recipient', 'final-recipient', 'x-actual-recipient'].flatMap((name) => first(name) ?? []);
    if (named.length === 0) return [];
    return {
      // Some servers write the original one without its domain.
      address: named.map(addressIn).find((address) => address !== null) ?? null,
      action: /^\w+/.exec(first('action')?.toLowerCase() ?? '')?.[0] ?? '',
      status: statusIn(first('status') ?? ''),
      said: (fields.get('diagnostic-code') ?? []).join(' '),
    };
  });
}

/** Gmail gives up on a name that does not exist, and calls it temporary all the same: `Action: failed`, `Status: 4.0.0`. */
function isNoSuchDomain({ action, said }: Partial<Told>): boolean {
  return action === 'failed' && /\bNXDOMAIN\b/i.test(said ?? '');
}

/** Of two codes the one that says more: `5.0.0` only says no. */
function bounced({ address, status, said, action }: Omit<Told, 'action'> & Partial<Told>, text: string): Bounced {
  if (isNoSuchDomain({ action, said })) {
    return { address, reason: 'host_unknown', bounce: bounceOf('host_unknown'), status };
  }
  const words = said === '' ? (partsOf(text).find((part) => part.address === address)?.said ?? text) : said;
  const inside = statusIn(words);
  const best = inside !== null && (status === null || /\.0\.0$/.test(status)) ? inside : status;
  const isAboutAddress = best?.startsWith('5.1.') === true;
  // Prose around a code that says it all is about everything: policies, virus scanners, what to do.
  const telling = said === '' && isAboutAddress ? '' : words;
  const reason = !isAboutAddress && isAfterData(words, text) ? 'other' : reasonOf(best, telling);
  return { address, reason, bounce: bounceOf(reason), status: best };
}

/** "User unknown" after the whole mail was read is the word of a filter. */
function isAfterData(words: string, text: string): boolean {
  if (!/user unknown|unknown user/i.test(words) || /\.1\.\d/.test(words)) return false;
  const told = /after end of data|end of DATA command|>>> DATA\s+<<< 5\d\d|SMTP command\s+DATA\b/i;
  return told.test(words) || (told.test(text.replace(/\s+/g, ' ')) && partsOf(text).length <= 1);
}

/** What is said of each, where servers name an address first: `<ada@example.org>:` or `550 <ada@example.org>... User unknown`. */
function partsOf(text: string): Omit<Told, 'action'>[] {
  const heads = [
    ...text.matchAll(
      /^[ \t]*(?:\d{3} )?(?:\d\.\d\.\d )?<?([^\s<>:;,"'()[\]@][^\s<>:;,"()[\]@]{0,63}@[\w.-]{1,255})>?(?:\.{3}|:|[ \t]*$)/gm,
    ),
  ];
  const parts = new Map<string, { readonly address: string; said: string }>();
  heads.forEach((head, index) => {
    const [, address] = head;
    if (address === undefined) return;
    const key = address.toLowerCase();
    const said = text.slice(head.index, heads[index + 1]?.index);
    parts.set(key, { address, said: `${parts.get(key)?.said ?? ''}${said}` });
  });
  return [...parts.values()].map((part) => ({ ...part, status: statusIn(part.said) }));
}

const mailSystem = /mailer-?daemon|postmaster|\bmdaemon@|mail delivery (sub)?system|(mail|system) administrator/i;
const failureSubject =
  /undeliver|returned mail|delivery (status|failure) notification|^delivery failure$|failure notice|mail (system error|failure|delivery (failed|failure|problem))|non.?deliver|returning message|error sending your mail|(mail|message) (could not|cannot) be delivered|unzustellbar|^non remis|non recapitabile|onbestelbaar|no se puede entregar|メールエラー|配信(不能|エラー|失敗)|退信/i;
/** What customers write of their parcels, too: then a program must have sent it. */
const perhapsFailureSubject =
  /delivery (status|notification|problem|failure|failed|has failed)|could not be delivered/i;
const answerSubject = /^\s*(re|aw|sv|vs|antw|odp|fwd?|wg|tr|rv|回复|答复|返信)\s*(\[\d+\])?[:：]/i;

function isFromMailSystem(mail: Mail): boolean {
  if (mail.headers.has('x-failed-recipients')) return true;
  const sender = `${headerOf(mail, 'from')} ${headerOf(mail, 'return-path')}`;
  return !isVacation(mail) && (mailSystem.test(sender) || isOfFailure(mail));
}

/** By its subject alone, which people write as well, above all when they answer. */
function isOfFailure(mail: Mail): boolean {
  const subject = headerOf(mail, 'subject');
  if (answerSubject.test(subject)) return false;
  return failureSubject.test(subject) || (perhapsFailureSubject.test(subject) && isOfProgram(mail));
}

/** Nobody is to answer it. */
function isOfProgram(mail: Mail): boolean {
  const submitted = headerOf(mail, 'auto-submitted').toLowerCase();
  return (
    /^\s*<\s*>/.test(headerOf(mail, 'return-path')) ||
    /^multipart\/report\b/i.test(headerOf(mail, 'content-type')) ||
    (submitted !== '' && submitted !== 'no')
  );
}

/** Lotus writes "AUTO: Ada Byron is out of the office (returning 05/01/2026)". */
const vacationSubject =
  /^(auto(matic)?[ -]?(reply|response)|auto: |out of (the )?office|vacation|abwesenheit|automatische antwort|automatisch antwoord|autosvar|automatisk svar|automaattinen vastaus|réponse automatique|absence du bureau|respuesta automática|fuera de (la )?oficina|resposta automática|risposta automatica|automatyczna odpowiedź|автоответ|автоматический ответ|自动(回复|答复)|自動(返信|回覆|応答)|不在通知|자동 회신)|\bis out of the office\b/i;

function isVacation(mail: Mail): boolean {
  return vacationSubject.test(headerOf(mail, 'subject').trim());
}

/** RFC 3834, and what was usual before it. */
function isAutomatic(mail: Mail): boolean {
  const submitted = headerOf(mail, 'auto-submitted').toLowerCase();
  return (
    (submitted !== '' && submitted !== 'no') ||
    isVacation(mail) ||
    ['x-autoreply', 'x-autorespond', 'x-auto-response-suppress'].some((name) => mail.headers.has(name)) ||
    /^(bulk|junk|auto_reply|list)$/i.test(headerOf(mail, 'precedence'))
  );
}

/** Behind it stands the mail that came back, whose words are not the server's. */
const originalBelow =
  /^[ >]*(-{2,}.{0,10}(this is a copy of|original message|original mail|below this line|returned message|unsent message|message header|included is a copy|the (body|header))|-{3,} ?(original|undelivered|unsent|returned)|(original|returned|the following) message (follows|headers?)|.{0,40}copy of (the|your) (original )?(message|mail)|received: from|return-path:)/im;

function proseBounce(mail: Mail): Reading {
  const below = originalBelow.exec(mail.text);
  const words = below === null || below.index < 20 ? mail.text : mail.text.slice(0, below.index);
  const own = addressIn(headerOf(mail, 'to'))?.toLowerCase();
  const parts = partsOf(words).filter(({ address }) => address?.toLowerCase() !== own);
  // Exim says it beside the prose, where other addresses stand as well: of aliases, of senders.
  const failed = [...headerOf(mail, 'x-failed-recipients').matchAll(addresses)].map(([address]) => address);
  if (failed.length > 1 || (failed.length === 1 && parts.length > 1)) {
    const said = (address: string): string =>
      parts.find((part) => part.address?.toLowerCase() === address.toLowerCase())?.said ?? words;
    const told = failed.map((address) => ({ address, said: said(address), status: statusIn(said(address)) }));
    return { kind: 'bounce', recipients: told.map((one) => bounced(one, words)) };
  }
  if (parts.length > 1) return { kind: 'bounce', recipients: parts.map((part) => bounced(part, words)) };
  const address = parts[0]?.address ?? failed[0] ?? namedIn(words, own);
  return { kind: 'bounce', recipients: [bounced({ address, status: statusIn(words), said: words }, words)] };
}

const addresses = /[^\s<>;:,"'()[\]@][^\s<>;:,"()[\]@]{0,63}@[\w.-]{1,255}/g;
/** Exchange before 2007 repeats to whom it was written; to whom it did not come stands below. */
const recipientsBelow = /did not reach the following recipients?(\(s\))?:/i;

/** The first address that is not ours, nor the sender's ("not accepting mail from ...") or a server's. */
function namedIn(words: string, own: string | undefined): string | null {
  const head = recipientsBelow.exec(words);
  const below = head === null ? words : words.slice(head.index);
  for (const found of below.matchAll(addresses)) {
    const address = found[0].replace(/\.+$/, '').replace(/^smtp=/i, '');
    const isSender = /\bmail from:? *<?$/i.test(below.slice(Math.max(0, found.index - 12), found.index));
    if (address.toLowerCase() !== own && !isSender && !mailSystem.test(address)) return address;
  }
  return null;
}
