import { definePlugin } from '@rapport/sdk';
import { email } from './email';

export default definePlugin({ name: 'channel-email', channels: [email] });
