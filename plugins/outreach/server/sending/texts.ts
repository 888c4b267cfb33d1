import { type Core, isJsonObject, type JsonObject, RapportError, zoneOf } from '@rapport/sdk';
import { askedTopic } from '../../domain/consent/confirmation';
import { type MessageData, renderMessage } from '../../domain/template/render';
import { trackLinks } from '../../domain/tracking/rewrite';
import { linksOf, pageUrl, trackingOf } from '../public/links';
import { readSetting } from '../stores/settings';
import { topicsByKeys, type TopicRow } from '../stores/topics';
import { PublishedTemplates, type PublishedTemplate } from '../templates/published';
import type { Rendered, Renderer, RenderJob } from './renderer';

/** Writes texts out of the published templates; what a text speaks of beside the person comes with the message. */
export function rendererOf(core: Core): Renderer {
  const templates = new PublishedTemplates(core);
  return async (jobs) => {
    if (jobs.length === 0) return [];
    const { publicUrl } = await readSetting(core.database);
    const published = await templates.byKeys(jobs.map((one) => one.template));
    const topics = await topicsOf(core, jobs);
    const asked = [...new Set([...published.values()].flatMap((one) => one.compiled?.computed ?? []))];
    const roots = asked.length === 0 ? [] : jobs.map(({ profile }) => profile.rootId);
    const computed = roots.length === 0 ? undefined : await core.segments?.computed(roots, asked);
    return jobs.map((job) => {
      const facts = { template: published.get(job.template), topics, publicUrl };
      return write(core, job, { ...facts, computed: computed?.get(job.profile.rootId) ?? {} });
    });
  };
}

type Facts = {
  readonly template: PublishedTemplate | undefined;
  readonly topics: ReadonlyMap<string, TopicRow>;
  readonly publicUrl: string | null;
  readonly computed: JsonObject;
};

/** Of what they are, and of what they ask. */
async function topicsOf({ database }: Core, jobs: readonly RenderJob[]): Promise<ReadonlyMap<string, TopicRow>> {
  const keys = jobs.flatMap(({ topic, context }) => [topic, askedTopic(context) ?? topic]);
  return new Map((await topicsByKeys(database, [...new Set(keys)])).map((one) => [one.key, one]));
}

function write(
  core: Core,
  job: RenderJob,
  { template, topics, publicUrl, computed }: Facts,
): Rendered | { readonly code: string } {
  const compiled = template?.compiled ?? null;
  if (template === undefined || compiled === null) return { code: 'template_not_found' };
  const { messageId, isMarketing, topic, context } = job;
  const links = isMarketing ? linksOf(core, publicUrl, messageId) : null;
  if (isMarketing && links === null) return { code: 'public_url_missing' };
  const { traits } = job.profile;
  const asks = askedTopic(context);
  const page = (name: string): string | null => (publicUrl === null ? null : pageUrl(core, publicUrl, name, messageId));
  const confirmUrl = asks === null ? null : page('confirm');
  const surveyUrls = compiled.surveys.flatMap((key): [string, string][] => {
    const url = page(`survey/${key}`);
    return url === null ? [] : [[key, url]];
  });
  const data: MessageData = {
    ...{ traits, computed, event: eventOf(job), unsubscribeUrl: links?.pageUrl ?? null },
    ...{ preferencesUrl: isMarketing ? page('preferences') : null, surveyUrls: Object.fromEntries(surveyUrls) },
    topicName: topics.get(asks ?? topic)?.name ?? {},
    ...(confirmUrl === null ? {} : { confirmUrl }),
  };
  const where = { now: core.now(), timeZone: zoneOf(traits, core.settings.timeZone) };
  try {
    const { locale, ...result } = renderMessage(compiled, data, where);
    if ('failure' in result) return { code: result.failure };
    const isTracked = publicUrl !== null && topics.get(topic)?.tracking === 'on';
    const formats = new Map((compiled.locales.get(locale) ?? []).map(({ name, format }) => [name, format]));
    const content = isTracked
      ? trackLinks(result.content, formats, trackingOf(core, publicUrl, messageId))
      : result.content;
    return { content, locale, templateVersion: template.version, unsubscribe: links };
  } catch (error) {
    if (error instanceof RapportError) return { code: error.code };
    throw error;
  }
}

/** Of a journey the properties of the event that led to it; of a message by itself its data. */
function eventOf({ context }: RenderJob): JsonObject | null {
  const { latest, first, data } = context;
  for (const one of [latest, first]) {
    if (isJsonObject(one) && isJsonObject(one['properties'])) return one['properties'];
  }
  return isJsonObject(data) ? data : null;
}
