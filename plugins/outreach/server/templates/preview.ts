import {
  type GraphqlContext,
  isGiven,
  isJsonObject,
  type JsonObject,
  publicId,
  RapportError,
  zoneOf,
} from '@rapport/sdk';
import { edgeProfiles } from '@rapport/sdk/words';
import type { ContentFault } from '../../domain/template/compile';
import { type MessageData, renderMessage, type RenderedMessage } from '../../domain/template/render';
import { surveyKeys } from '../../domain/survey';
import { type TemplateValue, valuesOf } from '../../domain/template/values';
import { compileTemplate, partsOf } from './compile';
import { parseContent } from './commands';

export type PreviewInput = {
  readonly medium: string;
  readonly content: unknown;
  readonly defaultLocale: string;
  readonly profileId?: string | null;
  readonly edgeProfile?: string | null;
  readonly locale?: string | null;
  readonly event?: unknown;
};
export type TemplatePreview = {
  readonly faults: readonly ContentFault[];
  readonly rendered: RenderedMessage | null;
  readonly values: readonly TemplateValue[];
};

/** Links of a preview lead nowhere. */
const links = {
  ...{ unsubscribeUrl: 'https://example.org/unsubscribe', preferencesUrl: 'https://example.org/preferences' },
  ...{ confirmUrl: 'https://example.org/confirm', topicName: { en: 'Topic', 'zh-Hans': '主题' } },
  surveyUrls: Object.fromEntries(surveyKeys.map((key) => [key, `https://example.org/survey/${key}`])),
};

/** How a text looks to one person, before anybody gets it. @throws template_invalid, bad_input, profile_not_found, template_too_long */
export async function previewTemplate(input: PreviewInput, context: GraphqlContext): Promise<TemplatePreview> {
  const { core } = context;
  const content = parseContent(input.content);
  const compiled = await compileTemplate(
    { content, defaultLocale: input.defaultLocale },
    partsOf(core.channels, input.medium),
  );
  const computed = 'faults' in compiled ? [] : compiled.template.computed;
  const person = await personOf(input, computed, context);
  const traits = isGiven(input.locale) ? { ...person.traits, locale: input.locale } : person.traits;
  const event = isJsonObject(input.event) ? jsonOf(input.event) : null;
  const data: MessageData = { traits, computed: person.computed, event, ...links };
  const values = valuesOf(data);
  if ('faults' in compiled) return { faults: compiled.faults, rendered: null, values };
  const where = { now: core.now(), timeZone: zoneOf(traits, core.settings.timeZone) };
  return { faults: [], rendered: renderMessage(compiled.template, data, where), values };
}

function jsonOf(value: object): JsonObject {
  const copy: unknown = JSON.parse(JSON.stringify(value));
  return isJsonObject(copy) ? copy : {};
}

async function personOf(
  { profileId, edgeProfile }: PreviewInput,
  computedKeys: readonly string[],
  context: GraphqlContext,
): Promise<{ readonly traits: JsonObject; readonly computed: JsonObject }> {
  if (!isGiven(profileId)) {
    const edge = edgeProfiles.find(({ key }) => key === (edgeProfile ?? 'whole'));
    if (edge === undefined) throw new RapportError('bad_input', 'There is no such edge profile.');
    return { traits: edge.traits, computed: {} };
  }
  context.require('profile.read');
  const [profile] = await context.core.read.profiles.byPublicIds([publicId(profileId)]);
  if (profile === null || profile === undefined) throw new RapportError('profile_not_found');
  context.noteRead(profile.publicId);
  const traits = Object.entries(profile.traits).map(
    ([key, value]) => [key, context.masking.trait(key, value)] as const,
  );
  const found = await context.core.segments?.computed([profile.rootId], computedKeys, context.masking);
  return { traits: Object.fromEntries(traits), computed: found?.get(profile.rootId) ?? {} };
}
