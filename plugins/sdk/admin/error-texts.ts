import { errorTable } from '../src/errors';
import { isErrorCode } from './api-error';
import type { ApiError, ApiErrorCode } from './api-error';
import { formatText } from './text';
import type { Locale, Text } from './text';

/** Doors that no page uses, and what ends a start or a command: the table's sentence is printed there. */
type CodeOfNoPage =
  | 'method_not_allowed'
  | 'invalid_encoding'
  | 'batch_too_long'
  | 'batch_rejected'
  | 'write_key_missing'
  | 'write_key_unknown'
  | 'webhook_signature_invalid'
  | 'export_link_invalid'
  | 'panel_link_invalid'
  | 'query_invalid'
  | 'query_too_deep'
  | 'query_too_costly'
  | 'query_too_many_aliases'
  | 'introspection_forbidden'
  | 'persisted_query_not_found'
  | 'settings_invalid'
  | 'data_directory_in_use'
  | 'data_directory_unusable'
  | 'database_unreachable'
  | 'database_too_old'
  | 'database_rights_missing'
  | 'database_encoding_wrong'
  | 'embedded_server_missing'
  | 'embedded_server_failed'
  | 'boot_lock_timeout'
  | 'secrets_differ'
  | 'plugin_invalid'
  | 'process_failed'
  | 'migration_failed'
  | 'port_in_use'
  | 'backup_unsupported'
  | 'backup_running'
  | 'backup_invalid'
  | 'restore_not_empty'
  | 'upgrade_refused'
  | 'demo_not_empty'
  | 'demo_outdated'
  | 'usage'
  | 'file_unreadable';

/** What is wrong stands in the server's sentence only: a text in its place would hide it. */
type CodeInServersWords =
  | 'helpdesk_invalid'
  | 'script_invalid'
  | 'script_too_long'
  | 'template_invalid'
  | 'topic_invalid'
  | 'campaign_invalid'
  | 'channel_invalid'
  | 'outreach_setting_invalid'
  | 'segment_invalid'
  | 'computed_trait_invalid'
  | 'journey_invalid'
  | 'situation_invalid'
  | 'suggestion_invalid';

/** What a page can meet. A new code of the table does not compile before somebody said which of the three it is. */
const errorTexts: Record<Exclude<ApiErrorCode, CodeOfNoPage | CodeInServersWords>, Text> = {
  offline: {
    en: 'Rapport does not answer. Is it running, and are you online?',
    'zh-Hans': 'Rapport 没有响应。请检查它是否在运行，以及网络是否正常。',
  },
  unexpected: { en: 'Something unexpected happened.', 'zh-Hans': '发生了意外错误。' },
  internal_error: {
    en: 'Something failed inside Rapport; it was logged.',
    'zh-Hans': 'Rapport 内部出错，已写入日志。',
  },
  overloaded: { en: 'Rapport is very busy right now.', 'zh-Hans': 'Rapport 当前非常繁忙。' },
  database_unavailable: { en: 'The database does not answer.', 'zh-Hans': '数据库没有响应。' },
  migrations_pending: {
    en: 'The database is being prepared; this takes a moment.',
    'zh-Hans': '数据库正在准备中，请稍候。',
  },
  shutting_down: { en: 'Rapport is stopping or restarting.', 'zh-Hans': 'Rapport 正在停止或重启。' },
  unauthenticated: { en: 'Your session has ended. Please log in again.', 'zh-Hans': '会话已结束，请重新登录。' },
  forbidden: {
    en: 'Your role does not have the right to do this.',
    'zh-Hans': '您的角色没有执行此操作的权限。',
  },
  not_found: { en: 'There is nothing here.', 'zh-Hans': '这里没有内容。' },
  bad_input: { en: 'This input is not acceptable.', 'zh-Hans': '输入内容不可接受。' },
  rate_limited: { en: 'Too many requests. Please wait a moment.', 'zh-Hans': '请求过多，请稍候。' },
  import_not_found: { en: 'There is no such import (any more).', 'zh-Hans': '没有这次导入（或已被删除）。' },
  import_file_gone: {
    en: 'The file is no longer kept. Upload it again.',
    'zh-Hans': '文件已不再保留，请重新上传。',
  },
  import_file_empty: { en: 'This file is empty.', 'zh-Hans': '文件是空的。' },
  import_file_too_large: { en: 'This file is too large: 1 GB at most.', 'zh-Hans': '文件过大，上限为 1 GB。' },
  import_file_unsupported: {
    en: 'This is no text file. In Excel, Numbers or Google Sheets save it as CSV first.',
    'zh-Hans': '这不是文本文件。请先在 Excel、Numbers 或 Google 表格中另存为 CSV。',
  },
  import_state_wrong: {
    en: 'The import has moved on meanwhile.',
    'zh-Hans': '这次导入的状态已经改变。',
  },
  import_mapping_invalid: { en: 'The columns cannot be used like this.', 'zh-Hans': '列的设置无法使用。' },
  import_line_invalid: { en: 'The row cannot be read.', 'zh-Hans': '无法读取该行。' },
  identity_missing: {
    en: 'Nothing says who it is: no usable customer number, e-mail or phone.',
    'zh-Hans': '无法确定是谁：没有可用的客户编号、邮箱或手机号。',
  },
  timestamp_invalid: { en: 'The time is no date that can be read.', 'zh-Hans': '时间无法识别。' },
  concurrent_change: {
    en: 'Somebody else changed the same customer at the same time.',
    'zh-Hans': '其他人同时修改了同一客户。',
  },
  idempotency_key_reused: { en: 'This was already done differently.', 'zh-Hans': '此操作已以不同方式执行过。' },
  cursor_invalid: {
    en: 'This place in the list is not known any more.',
    'zh-Hans': '列表中的这个位置已失效。',
  },
  profile_not_found: {
    en: 'There is no such customer. They may have been erased.',
    'zh-Hans': '没有这位客户，可能已被删除。',
  },
  identifier_not_found: { en: 'There is no such identifier any more.', 'zh-Hans': '该标识符已不存在。' },
  identifier_is_last: {
    en: 'A customer keeps at least one identifier.',
    'zh-Hans': '客户至少要保留一个标识符。',
  },
  merge_same_profile: { en: 'Both are the same customer already.', 'zh-Hans': '两者已是同一客户。' },
  merge_limit: {
    en: 'Merging them would break a limit of identity.',
    'zh-Hans': '合并会超出身份识别的限制。',
  },
  merge_not_found: { en: 'There is no such merge.', 'zh-Hans': '没有这次合并。' },
  merge_already_undone: { en: 'This merge was already undone.', 'zh-Hans': '这次合并已被撤销。' },
  review_not_found: { en: 'There is no such conflict or suggestion.', 'zh-Hans': '没有这条冲突或建议。' },
  source_not_found: { en: 'There is no such source (any more).', 'zh-Hans': '没有这个数据源（或已被删除）。' },
  key_rotation_open: {
    en: 'The key before this one still works. End it before the next rotation.',
    'zh-Hans': '上一个密钥仍然有效，请先停用它再轮换。',
  },
  event_name_not_found: { en: 'There is no such event.', 'zh-Hans': '没有这个事件。' },
  event_name_missing: { en: 'A track event needs a name.', 'zh-Hans': '事件需要名称。' },
  event_name_too_long: { en: 'This name is too long.', 'zh-Hans': '名称过长。' },
  event_names_exhausted: { en: 'There are too many different event names.', 'zh-Hans': '事件名称数量过多。' },
  rejected_event_not_found: {
    en: 'Some of these events are not here any more.',
    'zh-Hans': '其中一些事件已不存在。',
  },
  plan_invalid: { en: 'This tracking plan cannot be used.', 'zh-Hans': '此跟踪计划无法使用。' },
  plan_version_not_found: { en: 'There is no such version.', 'zh-Hans': '没有这个版本。' },
  plan_changed: {
    en: 'Somebody else changed this tracking plan meanwhile.',
    'zh-Hans': '其他人已修改此跟踪计划。',
  },
  segment_not_found: { en: 'There is no such segment (any more).', 'zh-Hans': '没有这个分群（或已被删除）。' },
  segment_key_taken: { en: 'Another segment has this key.', 'zh-Hans': '此标识已被其他分群使用。' },
  segment_in_use: {
    en: 'Something else names this segment. Change that first.',
    'zh-Hans': '该分群正被引用，请先修改引用它的内容。',
  },
  segments_exhausted: { en: 'There are too many segments.', 'zh-Hans': '分群数量已达上限。' },
  list_file_invalid: {
    en: 'This file cannot be read: it takes a CSV file in UTF-8, whose first column is headed profile_id, user_id, email or phone.',
    'zh-Hans': '无法读取此文件：需要 UTF-8 编码的 CSV 文件，首列列名为 profile_id、user_id、email 或 phone。',
  },
  body_too_large: { en: 'This file is too large.', 'zh-Hans': '文件过大。' },
  computed_trait_not_found: {
    en: 'There is no such computed trait (any more).',
    'zh-Hans': '没有这个计算属性（或已被删除）。',
  },
  computed_trait_key_taken: { en: 'Another computed trait has this key.', 'zh-Hans': '此标识已被其他计算属性使用。' },
  computed_trait_in_use: {
    en: 'A segment or another computed trait names it. Change that first.',
    'zh-Hans': '该计算属性正被引用，请先修改引用它的内容。',
  },
  computed_traits_exhausted: { en: 'There are too many computed traits.', 'zh-Hans': '计算属性数量已达上限。' },
  campaign_not_found: { en: 'There is no such campaign (any more).', 'zh-Hans': '没有这个活动（或已被删除）。' },
  campaign_key_taken: { en: 'Another campaign has this key.', 'zh-Hans': '此标识已被其他活动使用。' },
  campaign_approval_none: {
    en: 'Nothing waits for an approval any more: it was changed, or somebody decided.',
    'zh-Hans': '已无待审批事项：内容已更改，或已有人处理。',
  },
  campaign_approval_own: {
    en: 'Whoever asked for it, or wrote it last, does not decide about it.',
    'zh-Hans': '申请人或最后修改者不能审批。',
  },
  campaign_state: {
    en: 'The campaign has moved on meanwhile: this cannot be done any more.',
    'zh-Hans': '活动状态已改变，无法再执行此操作。',
  },
  channel_not_found: { en: 'There is no such channel (any more).', 'zh-Hans': '没有这个渠道（或已被移除）。' },
  channel_key_taken: { en: 'Another channel has this key.', 'zh-Hans': '此标识已被其他渠道使用。' },
  channel_cannot: { en: 'This channel cannot do that.', 'zh-Hans': '该渠道不支持此操作。' },
  template_not_found: { en: 'There is no such template.', 'zh-Hans': '没有这个模板。' },
  template_key_taken: { en: 'Another template has this key.', 'zh-Hans': '此标识已被其他模板使用。' },
  template_too_long: { en: 'The message grows beyond its bounds.', 'zh-Hans': '消息超出长度限制。' },
  template_value_missing: {
    en: 'It asks for a value that is not there, and says nothing instead.',
    'zh-Hans': '文案引用了缺失的值，且没有替代内容。',
  },
  template_part_empty: { en: 'A part that has to say something is empty.', 'zh-Hans': '必填部分为空。' },
  template_json_invalid: {
    en: 'With its values filled in, a part is no JSON.',
    'zh-Hans': '填入值后，某部分不是有效的 JSON。',
  },
  test_address_not_listed: {
    en: 'Tests go to addresses that the sandbox lists: see Sending.',
    'zh-Hans': '测试只能发送到沙盒列出的地址，请前往“发送设置”。',
  },
  topic_not_found: { en: 'There is no such topic.', 'zh-Hans': '没有这个主题。' },
  topic_key_taken: { en: 'Another topic has this key.', 'zh-Hans': '此标识已被其他主题使用。' },
  address_unknown: {
    en: 'The customer has no such address (any more).',
    'zh-Hans': '客户没有这个地址（或已被移除）。',
  },
  suppression_not_found: {
    en: 'Nothing here can be lifted. Somebody lifted it before, or it belongs to somebody who was erased.',
    'zh-Hans': '没有可解除的屏蔽：可能已被解除，或属于已被删除的客户。',
  },
  invalid_json: { en: 'This is not valid JSON.', 'zh-Hans': '不是有效的 JSON。' },
  invalid_body: { en: 'This is no event and no batch of events.', 'zh-Hans': '内容不是事件，也不是事件批次。' },
  source_disabled: { en: 'This source is disabled.', 'zh-Hans': '该数据源已停用。' },
  statement_timeout: { en: 'The database took longer than the limit.', 'zh-Hans': '数据库处理超时。' },
  origin_refused: { en: 'A page of another site asks.', 'zh-Hans': '请求来自其他网站的页面。' },
  page_too_large: { en: 'This asks for too much at once.', 'zh-Hans': '一次请求的内容过多。' },
  cursor_expired: {
    en: 'The list no longer reaches back to this place. Load the page again.',
    'zh-Hans': '列表已不再保留这个位置，请重新加载页面。',
  },
  event_not_object: { en: 'The event is no JSON object.', 'zh-Hans': '事件不是 JSON 对象。' },
  event_type_invalid: {
    en: 'The type is none of identify, track, page, screen, group, alias.',
    'zh-Hans': '类型必须是 identify、track、page、screen、group 或 alias。',
  },
  event_too_large: { en: 'The event is too large.', 'zh-Hans': '事件过大。' },
  event_too_deep: { en: 'The event is nested too deeply.', 'zh-Hans': '事件嵌套过深。' },
  event_too_many_keys: { en: 'The event has too many properties.', 'zh-Hans': '事件的属性过多。' },
  group_id_missing: { en: 'A group event needs a groupId.', 'zh-Hans': 'group 事件需要 groupId。' },
  previous_id_missing: {
    en: 'An alias event needs a previousId and a userId.',
    'zh-Hans': 'alias 事件需要 previousId 和 userId。',
  },
  message_id_invalid: { en: 'The messageId is not acceptable.', 'zh-Hans': 'messageId 无效。' },
  field_invalid: { en: 'A field has the wrong type.', 'zh-Hans': '某个字段的类型不正确。' },
  plan_violated: { en: 'The event breaks its tracking plan.', 'zh-Hans': '事件不符合跟踪计划。' },
  saved_view_not_found: {
    en: 'You have no such saved view (any more).',
    'zh-Hans': '没有这个已保存的视图（或已被删除）。',
  },
  saved_views_exhausted: { en: 'There are too many saved views.', 'zh-Hans': '已保存的视图数量已达上限。' },
  helpdesk_not_found: { en: 'There is no such helpdesk (any more).', 'zh-Hans': '没有这个客服系统（或已被移除）。' },
  helpdesk_key_taken: { en: 'Another helpdesk has this key.', 'zh-Hans': '此标识已被其他客服系统使用。' },
  helpdesk_busy: { en: 'It is being read already.', 'zh-Hans': '正在读取中。' },
  helpdesk_idle: { en: 'Nothing of it is being read.', 'zh-Hans': '当前没有读取任务。' },
  helpdesk_cannot: { en: 'This helpdesk cannot do that.', 'zh-Hans': '该客服系统不支持此操作。' },
  helpdesk_unavailable: { en: 'The helpdesk does not answer.', 'zh-Hans': '客服系统无响应。' },
  helpdesk_unauthorized: {
    en: 'The helpdesk does not take the access token: put in a new one by Edit.',
    'zh-Hans': '客服系统拒绝了访问令牌，请在“编辑”中填入新令牌。',
  },
  helpdesk_missing: {
    en: 'The helpdesk does not have it (any more).',
    'zh-Hans': '客服系统中没有该内容（或已被删除）。',
  },
  helpdesk_refused: { en: 'The helpdesk refuses the request.', 'zh-Hans': '客服系统拒绝了该请求。' },
  erased: {
    en: 'It names somebody who was erased since it happened; nothing of it was kept.',
    'zh-Hans': '涉及之后已被删除的客户，未保留任何内容。',
  },
  confirmation_wrong: { en: 'This is not what was asked for to confirm.', 'zh-Hans': '确认内容不正确。' },
  erasure_step_unknown: {
    en: 'It waits for a step that this version of Rapport does not know.',
    'zh-Hans': '等待执行的步骤不被当前版本支持。',
  },
  receipt_invalid: {
    en: 'The receipt was not signed here, or was changed.',
    'zh-Hans': '回执并非由此签发，或已被更改。',
  },
  secret_unreadable: {
    en: 'A stored secret does not open with the keys at hand.',
    'zh-Hans': '已存储的密钥无法用现有密钥解开。',
  },
  secret_key_missing: {
    en: 'SEAL_KEYS holds no key that is newer than those in use.',
    'zh-Hans': 'SEAL_KEYS 中没有比现用密钥更新的密钥。',
  },
  login_blocked: { en: 'Too many failed attempts to log in.', 'zh-Hans': '登录失败次数过多。' },
  segment_traits_unsupported: {
    en: 'Segments and computed traits know traits of merged customers by their newest write only.',
    'zh-Hans': '对于已合并的客户，分群和计算属性只使用最近写入的属性值。',
  },
  journey_not_found: { en: 'There is no such journey (any more).', 'zh-Hans': '没有这个旅程（或已被删除）。' },
  journey_key_taken: { en: 'Another journey or campaign has this key.', 'zh-Hans': '此标识已被其他旅程或活动使用。' },
  journey_state_wrong: {
    en: 'The journey has moved on meanwhile: this cannot be done any more.',
    'zh-Hans': '旅程状态已改变，无法再执行此操作。',
  },
  journeys_exhausted: { en: 'There are too many journeys.', 'zh-Hans': '旅程数量已达上限。' },
  simulation_span_invalid: {
    en: 'A simulation takes a time that is over: from before to, 400 days at the most.',
    'zh-Hans': '模拟只能选择已过去的时间段：开始早于结束，最长 400 天。',
  },
  situation_not_found: { en: 'There is no such situation (any more).', 'zh-Hans': '没有这个情境（或已被删除）。' },
  situation_key_taken: { en: 'Another situation has this key.', 'zh-Hans': '此标识已被其他情境使用。' },
  situation_not_ready: {
    en: 'It is not a situation that was brought: nothing is to be restored.',
    'zh-Hans': '这不是预置情境，没有可恢复的内容。',
  },
  suggestion_not_found: { en: 'There is no such suggestion (any more).', 'zh-Hans': '没有这条建议（或已失效）。' },
  review_already_decided: { en: 'Somebody already decided this.', 'zh-Hans': '已有人作出决定。' },
};

/** Of these the server's detail says what to mend; it follows the text as it is. */
const codesWithDetail: ReadonlySet<ApiErrorCode> = new Set([
  'field_invalid',
  'helpdesk_refused',
  'import_line_invalid',
  'plan_invalid',
  'plan_violated',
]);

export function describeError({ code, message }: ApiError, locale: Locale): string {
  const text = textOf(code, locale);
  if (text === undefined) return message;
  return codesWithDetail.has(code) ? `${text} ${detailOf(code, message)}`.trim() : text;
}

/** Why something failed that was kept as a code: in words where the code is of the table; a provider's own stays as it is. */
export function describeCode(code: string, locale: Locale): string {
  if (!isErrorCode(code)) return code;
  return textOf(code, locale) ?? errorTable[code].message;
}

function textOf(code: ApiErrorCode, locale: Locale): string | undefined {
  return hasText(code) ? formatText(errorTexts[code], locale) : undefined;
}

function hasText(code: ApiErrorCode): code is keyof typeof errorTexts {
  return Object.hasOwn(errorTexts, code);
}

/** What the server said beyond the sentence of the table. */
function detailOf(code: ApiErrorCode, message: string): string {
  const sentence = isErrorCode(code) ? errorTable[code].message : '';
  return (message.startsWith(sentence) ? message.slice(sentence.length) : message).trim();
}
