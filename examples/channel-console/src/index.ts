import { definePlugin } from '@rapport/sdk';
import { consoleChannel } from './console';

export default definePlugin({ name: 'channel-console', channels: [consoleChannel] });
