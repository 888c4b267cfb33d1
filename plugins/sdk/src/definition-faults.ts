type Words = { readonly en: string; readonly 'zh-Hans': string };

/**
 * Everything that can be wrong in a definition, by code: the API answers in English and with the code, the builder speaks the
 * reader's language. `{name}` stands for one of the parameters.
 */
export const faultTable = {
  // Of any value.
  missing: { en: 'Something is missing here.', 'zh-Hans': '此处尚未填写。' },
  needs_text: { en: 'A text belongs here.', 'zh-Hans': '此处应为文本。' },
  needs_number: { en: 'A number belongs here.', 'zh-Hans': '此处应为数字。' },
  needs_whole_number: { en: 'A whole number belongs here.', 'zh-Hans': '此处应为整数。' },
  needs_truth: { en: 'True or false belongs here.', 'zh-Hans': '此处应为“是”或“否”。' },
  needs_list: { en: 'A list belongs here.', 'zh-Hans': '此处应为列表。' },
  needs_object: { en: 'An object belongs here.', 'zh-Hans': '此处应为对象。' },
  needs_nothing: { en: 'Nothing belongs here.', 'zh-Hans': '此处不应有内容。' },
  too_small: { en: 'It is {min} at least.', 'zh-Hans': '不能小于 {min}。' },
  too_large: { en: 'It is {max} at most.', 'zh-Hans': '不能大于 {max}。' },
  too_short: { en: 'It has {min} characters at least.', 'zh-Hans': '至少 {min} 个字符。' },
  too_long: { en: 'It has {max} characters at most.', 'zh-Hans': '最多 {max} 个字符。' },
  too_few: { en: 'It has {min} entries at least.', 'zh-Hans': '至少 {min} 项。' },
  too_many: { en: 'It has {max} entries at most.', 'zh-Hans': '最多 {max} 项。' },
  not_one_of: { en: 'One of these belongs here: {values}.', 'zh-Hans': '应为以下之一：{values}。' },
  unknown_keys: { en: 'This is not known here: {keys}.', 'zh-Hans': '此处不支持：{keys}。' },
  no_form: { en: 'This has none of the forms that are known here.', 'zh-Hans': '此处的写法无法识别。' },
  unstorable: { en: 'A character of the text cannot be stored.', 'zh-Hans': '文本中有无法保存的字符。' },
  other: { en: '{message}', 'zh-Hans': '{message}' },

  // Of groups, and of the whole.
  definition_too_large: { en: 'It is larger than {max} characters.', 'zh-Hans': '定义超过 {max} 个字符。' },
  condition_no_object: { en: 'A condition is an object.', 'zh-Hans': '条件应为对象。' },
  groups_too_deep: { en: 'Groups are nested deeper than {max}.', 'zh-Hans': '条件组嵌套超过 {max} 层。' },
  beside_group: { en: 'Beside `{group}` stands nothing: `{key}`.', 'zh-Hans': '`{group}` 旁不能有其他键：`{key}`。' },
  group_empty: { en: 'A list of one condition at least.', 'zh-Hans': '至少需要一个条件。' },
  conditions_too_many: { en: 'There are more than {max} conditions.', 'zh-Hans': '条件超过 {max} 个。' },
  condition_unknown: { en: 'A condition has one of the keys {names}.', 'zh-Hans': '条件须包含以下键之一：{names}。' },
  computed_unknown: {
    en: 'A computed trait has one of the keys {names}.',
    'zh-Hans': '计算属性须包含以下键之一：{names}。',
  },

  // Of what is referred to.
  refers_to_itself: { en: 'It cannot refer to itself.', 'zh-Hans': '不能引用自身。' },
  refers_back: { en: '“{key}” refers back to it.', 'zh-Hans': '“{key}”又引用了它，形成循环。' },
  segment_unknown: { en: 'There is no segment “{key}”.', 'zh-Hans': '没有分群“{key}”。' },
  computed_trait_unknown: { en: 'There is no computed trait “{key}”.', 'zh-Hans': '没有计算属性“{key}”。' },
  key_invalid: { en: 'A key: a-z, 0-9, _ and -.', 'zh-Hans': '标识仅限 a-z、0-9、_ 和 -。' },

  // Of comparisons.
  operator_unknown: { en: 'There is no such operator.', 'zh-Hans': '没有这个运算符。' },
  operator_timed: {
    en: 'An operator that looks at the clock cannot stand here.',
    'zh-Hans': '此处不能使用与当前时间有关的运算符。',
  },
  operator_no_text: { en: 'The operator does not compare text.', 'zh-Hans': '该运算符不比较文本。' },
  operator_missing: { en: 'How is it compared?', 'zh-Hans': '请选择比较方式。' },
  path_invalid: {
    en: 'This is no path: names, joined by dots; [] for the elements of a list.',
    'zh-Hans': '路径无效：名称以点连接，列表元素用 []。',
  },
  path_list: { en: 'No list can stand here.', 'zh-Hans': '此处不能使用列表。' },
  property_or_context: { en: 'One of `property` and `context`.', 'zh-Hans': '`property` 与 `context` 须二选一。' },
  trait_no_list: { en: '`where` looks into a list: interests[].', 'zh-Hans': '`where` 用于列表：interests[]。' },
  operator_or_where: { en: 'Either `op` or `where`.', 'zh-Hans': '`op` 与 `where` 须二选一。' },
  pattern_too_long: { en: 'A pattern has at most {max} characters.', 'zh-Hans': '模式最多 {max} 个字符。' },
  pattern_parts: {
    en: 'A pattern is made of characters, escapes and [classes]: no groups, alternatives or references.',
    'zh-Hans': '模式由字符、转义和 [字符类] 组成，不支持分组、分支和引用。',
  },
  pattern_repeats: { en: 'It repeats at most {max} times.', 'zh-Hans': '重复次数最多 {max} 次。' },
  pattern_choices: {
    en: 'A pattern begins with ^ and has at most {max} of ? * + {1,3}.',
    'zh-Hans': '模式须以 ^ 开头，且 ? * + {1,3} 最多 {max} 个。',
  },
  pattern_invalid: { en: 'It is not a regular expression.', 'zh-Hans': '不是有效的正则表达式。' },
  pattern_class: { en: 'A class holds no \\D, \\W or \\S.', 'zh-Hans': '字符类中不能有 \\D、\\W 或 \\S。' },

  // Of time.
  duration_invalid: {
    en: 'This is no duration: 30d, 12h, 6mo, P30D.',
    'zh-Hans': '时长无效，例如：30d、12h、6mo、P30D。',
  },
  duration_inexact: {
    en: 'This is no exact duration: 90s, 30m, 12h, 30d, 2w, P30D.',
    'zh-Hans': '需要固定时长，例如：90s、30m、12h、30d、2w、P30D。',
  },
  days_whole: { en: 'Whole days: 7d, 2w, P30D.', 'zh-Hans': '需要整天数，例如：7d、2w、P30D。' },
  time_invalid: {
    en: 'This is no time: 2026-11-29, 2026-11-29T14:03:00Z.',
    'zh-Hans': '时间无效，例如：2026-11-29、2026-11-29T14:03:00Z。',
  },
  bound_invalid: {
    en: 'This is neither a time (2026-11-29) nor so long ago (-30d).',
    'zh-Hans': '既不是时间（2026-11-29），也不是多久以前（-30d）。',
  },
  window_unbounded: { en: 'From or to.', 'zh-Hans': '请填写起始或结束时间。' },
  window_empty: { en: 'It ends before it begins.', 'zh-Hans': '结束早于开始。' },

  // Of events.
  event_missing: { en: 'A name, or a type.', 'zh-Hans': '请填写事件名称或类型。' },
  event_measures: {
    en: 'One of `count`, `aggregate` and `last`.',
    'zh-Hans': '`count`、`aggregate` 与 `last` 只能选一。',
  },
  compares_nothing: { en: 'Only an aggregate is compared.', 'zh-Hans': '只有汇总值可以比较。' },
  aggregate_unknown: { en: 'There is no such aggregate.', 'zh-Hans': '没有这种汇总方式。' },
  aggregate_needs_property: { en: 'Of which property?', 'zh-Hans': '请选择要汇总的属性。' },
  aggregate_no_property: { en: 'It has no property.', 'zh-Hans': '该汇总方式不需要属性。' },
  periods_too_many: { en: 'More than there are.', 'zh-Hans': '多于周期总数。' },
  sequence_begins: { en: 'It begins with an event.', 'zh-Hans': '第一步必须是发生的事件。' },
  sequence_first_within: {
    en: 'The first step follows nothing: `within` belongs to the sequence.',
    'zh-Hans': '第一步之前没有步骤：`within` 应写在整个序列上。',
  },
  sequence_gap: {
    en: 'Between two steps that do not happen something happens.',
    'zh-Hans': '两个“未发生”的步骤之间须有发生的步骤。',
  },

  // Of journeys, and of when messages are sent.
  step_kind_unknown: { en: 'A step is one of {names}.', 'zh-Hans': '步骤须为以下之一：{names}。' },
  step_unknown: { en: 'There is no step “{step}”.', 'zh-Hans': '没有步骤“{step}”。' },
  step_unreachable: { en: 'Nothing leads to the step “{step}”.', 'zh-Hans': '没有任何路径通向步骤“{step}”。' },
  step_no_way_out: {
    en: 'From the step “{step}” no way leads out of the journey.',
    'zh-Hans': '从步骤“{step}”无法走出该旅程。',
  },
  step_loop: {
    en: 'The step “{step}” leads back to itself without a wait.',
    'zh-Hans': '步骤“{step}”未经等待又回到自身。',
  },
  steps_too_many: { en: 'There are more than {max} steps.', 'zh-Hans': '步骤超过 {max} 个。' },
  topic_unknown: { en: 'There is no topic “{key}”, or it is archived.', 'zh-Hans': '没有主题“{key}”，或已归档。' },
  template_unpublished: {
    en: 'There is no published template “{key}” for {medium}.',
    'zh-Hans': '没有适用于 {medium} 的已发布模板“{key}”。',
  },
  channel_unconnected: { en: 'Nothing is connected that carries {medium}.', 'zh-Hans': '没有已接入的 {medium} 渠道。' },
  connection_unknown: {
    en: 'There is no connection “{key}” that carries {medium}.',
    'zh-Hans': '没有承载 {medium} 的连接“{key}”。',
  },
  wait_one_of: { en: 'One of `for`, `until` and `date`.', 'zh-Hans': '`for`、`until` 与 `date` 只能选一。' },
  entry_one_of: { en: 'One of `event`, `segment` and `date`.', 'zh-Hans': '`event`、`segment` 与 `date` 只能选一。' },
  while_member_segment: {
    en: 'Only who came by a segment can stay while he is in it.',
    'zh-Hans': '只有按分群进入的客户，才能以“仍在分群内”为条件。',
  },
  template_or_arms: {
    en: 'One text, or several with their shares.',
    'zh-Hans': '须指定一份文案，或多份文案及其占比。',
  },
  shares_sum: { en: 'The shares add up to 100.', 'zh-Hans': '各分支占比之和须为 100。' },
  names_repeat: { en: '“{name}” is there already.', 'zh-Hans': '“{name}”已存在。' },
  duration_between: { en: 'A length of time from {min} to {max}.', 'zh-Hans': '时长须在 {min} 至 {max} 之间。' },
  clock_time_invalid: { en: 'A time of day: 09:30.', 'zh-Hans': '应为一天中的时刻：09:30。' },
  quiet_hours_empty: { en: 'It ends when it begins.', 'zh-Hans': '开始与结束时刻相同。' },
  quiet_hours_endless: { en: 'They never end.', 'zh-Hans': '免打扰时段永不结束。' },

  // Of shares and models.
  bucket_order: { en: 'Not more than `from`.', 'zh-Hans': '须大于 `from`。' },
  model_without_mean: {
    en: 'The model has no mean with these parameters: a is not 1, q is more than 1.',
    'zh-Hans': '该模型在这些参数下没有均值：a 不能为 1，q 须大于 1。',
  },
} as const satisfies Record<string, Words>;

export type FaultCode = keyof typeof faultTable;
export type FaultParameters = Readonly<Record<string, string | number>>;
export type FaultCause = { readonly code: FaultCode; readonly parameters: FaultParameters };

export function isFaultCode(code: string): code is FaultCode {
  return Object.hasOwn(faultTable, code);
}

export function describeFault({ code, parameters }: FaultCause, locale: 'en' | 'zh-Hans'): string {
  return faultTable[code][locale].replace(/\{(\w+)\}/g, (place, name: string) => String(parameters[name] ?? place));
}
