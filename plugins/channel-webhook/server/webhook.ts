import { defineChannel, localized } from '@rapport/sdk';
import { check } from './check';
import { openSession } from './session';
import { settings } from './settings';

/** Messages as signed JSON (Standard Webhooks), for a program of one's own: a push service, a letter shop, an app. */
export const webhook = defineChannel({
  name: 'webhook',
  medium: 'webhook',
  label: localized('Webhook', 'Webhook'),
  settings,
  addressKinds: ['user_id', 'email', 'phone'],
  content: [{ name: 'body', label: localized('JSON', 'JSON'), format: 'json', required: true }],
  pace: ({ perSecond, concurrency }) => ({ perSecond, concurrency }),
  // The receiver knows by `webhook-id` that it has a message already.
  afterLostHandOver: 'repeat',
  open: openSession,
  check,
});
