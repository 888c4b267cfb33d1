import { z } from 'zod';
import type { ConversationFact } from './conversations';
import type { Core } from './core';
import type { HelpdeskContext, SettingWords } from './helpdesk';
import type { Json, JsonObject } from './json';
import type { ConversationRecord, ProfileRecord } from './read-models';
import type { Language, LocalizedText } from './segments';

/** Names of all that is ours in a helpdesk begin so: attributes, labels, short codes of canned responses. */
export const writtenPrefix = 'cdp_';

/** Ids are the helpdesk's own. */
export type HelpdeskTarget = { readonly kind: 'contact' | 'conversation'; readonly id: string };

/** What stands there of ours, and who has the conversation. Of a contact: attributes alone. */
export type HelpdeskStanding = {
  readonly attributes: JsonObject;
  readonly labels: readonly string[];
};

export type CannedResponse = { readonly id: string; readonly shortCode: string; readonly content: string };

/**
 * What a helpdesk can be told. Each operation leaves alone what is others', and may be repeated: it looks at what is there. Absent
 * ones it cannot. All throw as HelpdeskApi; helpdesk_missing: the target is gone.
 */
export type HelpdeskWrite<Settings> = {
  read(target: HelpdeskTarget, context: HelpdeskContext<Settings>): Promise<HelpdeskStanding>;
  /** What of ours a webhook shows, without asking anybody: a hint that somebody changed it. Attributes or labels that it does not tell of are absent. */
  shownIn(body: Json): readonly (Partial<HelpdeskStanding> & { readonly target: HelpdeskTarget })[];
  /** null takes a value away. */
  readonly attributes?: (
    target: HelpdeskTarget,
    values: JsonObject,
    context: HelpdeskContext<Settings>,
  ) => Promise<void>;
  readonly labels?: (
    conversation: string,
    change: { readonly added: readonly string[]; readonly removed: readonly string[] },
    context: HelpdeskContext<Settings>,
  ) => Promise<void>;
  /** A note among agents, once in a conversation: where ours is there already, nothing happens. null takes it away. */
  readonly note?: (conversation: string, text: string | null, context: HelpdeskContext<Settings>) => Promise<void>;
  readonly cannedResponses?: {
    list(context: HelpdeskContext<Settings>): Promise<readonly CannedResponse[]>;
    /** @param id of the one that is changed; null: it is new */
    put(
      id: string | null,
      response: Pick<CannedResponse, 'shortCode' | 'content'>,
      context: HelpdeskContext<Settings>,
    ): Promise<void>;
    remove(id: string, context: HelpdeskContext<Settings>): Promise<void>;
  };
  /**
   * Where nobody has the conversation. Names are those that its reports tell of.
   * @returns taken: somebody has it already; unknown: there is nobody of this name, or more than one
   */
  readonly assignment?: (
    conversation: string,
    to: { readonly agent: string; readonly team: string | null },
    context: HelpdeskContext<Settings>,
  ) => Promise<'assigned' | 'taken' | 'unknown'>;
};

export const writtenAttributes = ['value', 'segments', 'frustration', 'situation'] as const;
export type WrittenAttribute = (typeof writtenAttributes)[number];
const routingModes = ['none', 'attributes', 'assignment'] as const;

const segmentsMax = 20;
const words = (label: LocalizedText, hint: LocalizedText): SettingWords => ({ label, hint });

/**
 * What is written back is the admin's choice. A helpdesk that has `write` takes these into its settings:
 * `z.strictObject({ baseUrl, ..., ...writeBackSettings })`.
 */
export const writeBackSettings = {
  writtenAttributes: z
    .array(z.enum(writtenAttributes))
    .default([...writtenAttributes])
    .meta({
      ...words(
        { en: 'Written on contacts', 'zh-Hans': '写入联系人的属性' },
        {
          en: 'Attributes of whoever has a conversation: cdp_value, cdp_segments, cdp_frustration, cdp_situation.',
          'zh-Hans': '写入有会话的联系人：cdp_value、cdp_segments、cdp_frustration、cdp_situation。',
        },
      ),
      choices: {
        value: { en: 'Value', 'zh-Hans': '价值' },
        segments: { en: 'Segments', 'zh-Hans': '分群' },
        frustration: { en: 'Frustration', 'zh-Hans': '不满程度' },
        situation: { en: 'Situation', 'zh-Hans': '情境' },
      },
    }),
  labelledSegments: z
    .array(z.string().max(100))
    .max(segmentsMax)
    .default([])
    .meta(
      words(
        { en: 'Segments as labels', 'zh-Hans': '作为标签的分群' },
        {
          en: 'Keys of segments, with commas between them. Open conversations of their members get a label each.',
          'zh-Hans': '分群标识，用逗号分隔。其成员的未解决会话会加上对应标签。',
        },
      ),
    ),
  writesNote: z
    .boolean()
    .default(false)
    .meta(
      words(
        { en: 'Private note on a conversation', 'zh-Hans': '会话私有备注' },
        {
          en: 'Once, when it is new or opened again: greeting, situation and what was said so far.',
          'zh-Hans': '会话新建或重新打开时写入一次：问候语、情境与此前内容摘要。',
        },
      ),
    ),
  writesCannedResponses: z
    .boolean()
    .default(false)
    .meta(
      words(
        { en: 'Scripts as canned responses', 'zh-Hans': '话术作为预设回复' },
        {
          en: 'Published scripts, with short codes that begin with cdp_.',
          'zh-Hans': '已发布的话术，快捷码以 cdp_ 开头。',
        },
      ),
    ),
  routing: z
    .enum(routingModes)
    .default('none')
    .meta({
      ...words(
        { en: 'Routing', 'zh-Hans': '智能分配' },
        {
          en: 'Who should take a conversation: written on it as cdp_ attributes, or assigned where nobody has it.',
          'zh-Hans': '建议由谁处理会话：写入会话的 cdp_ 属性，或在无人处理时直接分配。',
        },
      ),
      choices: {
        none: { en: 'Not written back', 'zh-Hans': '不写回' },
        attributes: { en: 'As attributes', 'zh-Hans': '写为属性' },
        assignment: { en: 'As an assignment', 'zh-Hans': '直接分配' },
      },
    }),
  writtenLanguage: z
    .enum(['en', 'zh-Hans'])
    .default('en')
    .meta({
      ...words(
        { en: 'Language of what is written', 'zh-Hans': '写回内容的语言' },
        { en: 'Of situations, notes and canned responses.', 'zh-Hans': '用于情境、备注与预设回复。' },
      ),
      choices: { en: { en: 'English', 'zh-Hans': '英文' }, 'zh-Hans': { en: 'Chinese', 'zh-Hans': '简体中文' } },
    }),
} as const;

export const writeBackChoice = z.object(writeBackSettings);
export type WriteBackChoice = z.infer<typeof writeBackChoice>;

/** A conversation of which something is to be written. */
export type WrittenConversation = {
  readonly profile: ProfileRecord;
  readonly conversation: ConversationRecord;
};

export type RoutingAdvice = { readonly agent: string; readonly team: string | null; readonly priority: string };

/**
 * What a plugin has helpdesks be told. Values that are personal, or of special categories, must not be in them. Each takes a constant
 * number of statements; who is absent from an answer has no value.
 */
export type WriteBackSource = {
  /** By root. */
  readonly attributes?: Partial<
    Record<
      WrittenAttribute,
      (core: Core, profiles: readonly ProfileRecord[], language: Language) => Promise<ReadonlyMap<number, Json>>
    >
  >;
  /** Which of these segments, by root. */
  readonly labels?: (
    core: Core,
    profiles: readonly ProfileRecord[],
    segmentKeys: readonly string[],
  ) => Promise<ReadonlyMap<number, readonly string[]>>;
  /** Null: there is nothing to say. */
  readonly note?: (
    core: Core,
    of: WrittenConversation & { readonly facts: readonly ConversationFact[] },
    language: Language,
  ) => Promise<string | null>;
  /** Null: this process does not know; what is there stays. */
  readonly cannedResponses?: (
    core: Core,
    language: Language,
  ) => Promise<readonly { readonly key: string; readonly content: string }[] | null>;
  /** By public id of the conversation. */
  readonly routing?: (
    core: Core,
    conversations: readonly ConversationRecord[],
  ) => Promise<ReadonlyMap<string, RoutingAdvice>>;
};

/** How writing back to a connection goes. Times are epoch milliseconds. */
export type WriteBackStatus = {
  /** Attributes, labels, notes, canned responses and assignments that stand there. */
  readonly written: number;
  readonly lastWrittenAt: number | null;
  /** Contacts and conversations that are looked at next. */
  readonly waiting: number;
  /** Of those: which could not be written last, and the code of the newest failure. */
  readonly failing: number;
  readonly failure: string | null;
  /** Left alone, because something in the helpdesk sets it back again and again; the latest, at most `limits.helpdeskLeftAloneShown`. */
  readonly leftAlone: readonly {
    readonly kind: HelpdeskTarget['kind'];
    readonly objectId: string;
    readonly name: string;
    /** How often it was set back. */
    readonly flips: number;
    readonly at: number;
  }[];
};
