import { type Core, isWhole, type JsonObject, RapportError } from '@rapport/sdk';
import { priorities } from '../domain/ledger';
import { publishedKeys } from './stores/templates';
import { topicsByKeys } from './stores/topics';
import { messageByKey, type MessageRow } from './stores/messages';
import { planMessages } from './stores/plan';

const expiresSecondsMax = 30 * 24 * 60 * 60;
const expiresSecondsDefault = 24 * 60 * 60;
const keyCharsMax = 200;
const dataCharsMax = 50_000;

export type SingleMessage = {
  /** Public id of a profile. */
  readonly profileId: string;
  readonly channel: string;
  readonly topic: string;
  readonly template: string;
  readonly data: JsonObject;
  readonly expiresInSeconds: number | null;
  readonly idempotencyKey: string;
};

/** Messages that belong to no campaign: an order was confirmed, a password is to be set. */
export class MessageCommands {
  constructor(private readonly core: Core) {}

  /**
   * Puts it into the ledger, once for its key; from there it goes as any other.
   * @throws RapportError profile_not_found, bad_input
   */
  async send(message: SingleMessage): Promise<MessageRow> {
    const { core } = this;
    const { profileId, channel, topic, template, data, idempotencyKey } = message;
    const seconds = message.expiresInSeconds ?? expiresSecondsDefault;
    if (!isWhole(seconds) || seconds < 1 || seconds > expiresSecondsMax)
      throw new RapportError('bad_input', `\`expiresInSeconds\` is 1 to ${expiresSecondsMax}.`);
    if (idempotencyKey === '' || idempotencyKey.length > keyCharsMax)
      throw new RapportError('bad_input', `\`idempotencyKey\` has 1 to ${keyCharsMax} characters.`);
    if (JSON.stringify(data).length > dataCharsMax)
      throw new RapportError('bad_input', `\`data\` has ${dataCharsMax} characters at the most.`);
    const [profile] = await core.read.profiles.byPublicIds([profileId]);
    if (profile === null || profile === undefined) throw new RapportError('profile_not_found');
    const known = await messageByKey(core.database, profile.leafIds, idempotencyKey);
    if (known !== null) return known;
    if (!core.channels.some(({ medium }) => medium === channel))
      throw new RapportError('bad_input', `\`channel\`: there is no channel ${channel}.`);
    if ((await topicsByKeys(core.database, [topic])).length === 0)
      throw new RapportError('bad_input', `\`topic\`: there is no topic ${topic}.`);
    if (!(await publishedKeys(core.database, [template], channel)).has(template))
      throw new RapportError('bad_input', `\`template\`: no text of this key is published for ${channel}.`);
    const now = core.now();
    await planMessages(
      core.database,
      [
        {
          ...{ campaignId: null, enrolmentId: null, leafId: profile.rootId, step: '', visit: 1, connectionId: null },
          ...{ medium: channel, topic, template, priority: priorities.journey, dueAt: now, context: { data } },
          ...{ expiresAt: now + seconds * 1_000, idempotencyKey },
        },
      ],
      now,
    );
    core.wake();
    const planned = await messageByKey(core.database, profile.leafIds, idempotencyKey);
    if (planned === null) throw new RapportError('concurrent_change');
    return planned;
  }
}
