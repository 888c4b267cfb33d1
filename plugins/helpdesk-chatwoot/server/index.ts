import { definePlugin } from '@rapport/sdk';
import { chatwoot } from './chatwoot';

export default definePlugin({ name: 'helpdesk-chatwoot', helpdesks: [chatwoot] });
