import { definePlugin } from '@rapport/sdk';
import { helpdesk } from './helpdesk';

export default definePlugin({ name: 'channel-helpdesk', channels: [helpdesk] });
