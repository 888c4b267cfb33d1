import { tones, wordLimits } from '@rapport/sdk/words';
import { scriptChannels, verticals } from '../../domain/words/script';

/** The content type as Strapi calls it. */
export const scriptUid = 'plugin::empathy.script';
export const scriptKeyPattern = '^[a-z][a-z0-9-]*$';

const inEachLanguage = { pluginOptions: { i18n: { localized: true } } };
const sameInAllLanguages = { pluginOptions: { i18n: { localized: false } } };

/** What authors write in Strapi's content manager: one document a script, one version of it in each language. */
export const scriptSchema = {
  kind: 'collectionType',
  collectionName: 'empathy_scripts',
  info: {
    singularName: 'script',
    pluralName: 'scripts',
    displayName: 'Script',
    description: 'The right words for a situation. Helpers and examples: docs/scripts.md.',
  },
  options: { draftAndPublish: true },
  pluginOptions: { i18n: { localized: true } },
  attributes: {
    title: { type: 'string', required: true, maxLength: 120, ...inEachLanguage },
    opening: { type: 'text', maxLength: 500, ...inEachLanguage },
    body: { type: 'text', required: true, maxLength: wordLimits.templateCharsMax, ...inEachLanguage },
    key: { type: 'string', required: true, maxLength: 80, regex: scriptKeyPattern, ...sameInAllLanguages },
    // Keys of situations, with commas between them: an author can type that.
    situations: { type: 'string', maxLength: 500, ...sameInAllLanguages },
    channel: { type: 'enumeration', enum: [...scriptChannels], ...sameInAllLanguages },
    tone: { type: 'enumeration', enum: [...tones], default: 'neutral', ...sameInAllLanguages },
    vertical: { type: 'enumeration', enum: [...verticals], ...sameInAllLanguages },
  },
};
