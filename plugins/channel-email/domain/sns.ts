import { isJsonObject } from '@rapport/sdk';
import { z } from 'zod';

/** What Amazon SES tells by Amazon SNS, which may be subscribed by e-mail: docs.aws.amazon.com/ses, "notification contents". */
const recipient = z.object({
  emailAddress: z.string(),
  status: z.string().optional(),
  diagnosticCode: z.string().optional(),
});
/** Events that a configuration set publishes are the same, but say `eventType`. */
function named(raw: unknown): unknown {
  if (!isJsonObject(raw) || raw['notificationType'] !== undefined) return raw;
  return { ...raw, notificationType: raw['eventType'] };
}

const notification = z.discriminatedUnion('notificationType', [
  z.object({
    notificationType: z.literal('Bounce'),
    bounce: z.object({ bounceType: z.string().optional(), bouncedRecipients: z.array(recipient).max(100) }),
  }),
  z.object({
    notificationType: z.literal('Complaint'),
    complaint: z.object({
      complainedRecipients: z.array(recipient).max(100),
      complaintFeedbackType: z.string().nullish(),
    }),
  }),
  z.object({
    notificationType: z.literal('Delivery'),
    delivery: z.object({ recipients: z.array(z.string()).max(100) }),
  }),
]);
export type SesNotification = z.infer<typeof notification>;

const wrapped = z.object({ Message: z.string() });

/** @returns null: it is none */
export function sesNotificationIn(text: string): SesNotification | null {
  // Mail servers break long lines, also inside of a JSON string.
  const line = text.replace(/\r?\n ?/g, '');
  const read = parsed(line.slice(line.indexOf('{'), line.lastIndexOf('}') + 1));
  const outer = wrapped.safeParse(read);
  const found = notification.safeParse(named(outer.success ? parsed(outer.data.Message) : read));
  return found.success ? found.data : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
