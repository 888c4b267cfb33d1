import { definePlugin } from '@rapport/sdk';
import { webhook } from './webhook';

export default definePlugin({ name: 'channel-webhook', channels: [webhook] });
