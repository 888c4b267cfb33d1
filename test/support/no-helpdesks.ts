import type { ChannelContext } from '@rapport/sdk';

const nobody = (): Promise<never> => Promise.reject(new Error('this channel needs no helpdesk'));

/** For channels that go without. */
export const noHelpdesks: ChannelContext['helpdesks'] = { converse: nobody, inboxes: nobody };
