import { definePlugin } from '@rapport/sdk';

export default definePlugin({ name: 'customer-360' });
