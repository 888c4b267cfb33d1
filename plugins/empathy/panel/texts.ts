import { type StoryChannel, storyChannels } from '../domain/story';
import type { OrderStage } from '../domain/orders';
import type { PanelLocale } from '../domain/panel/view';

const english = {
  loading: 'Loading the customer',
  signIn: 'Sign in',
  signInTitle: 'Sign in once a shift',
  signInHint:
    'Rapport shows customers only to people it knows. Your login of Rapport signs this panel in, for this helpdesk.',
  signInLink: 'Or paste a sign-in link',
  signInWithLink: 'Use the link',
  signInFailed: 'This link was used already, or is too old. Ask for a new one.',
  signInBlocked: 'The window was blocked. Allow pop-ups of this page, or paste a link.',
  signOut: 'Sign out',
  signedInAs: 'Signed in as {name}',
  noContactTitle: 'No conversation yet',
  noContactHint: 'Open a conversation: the customer’s story appears here.',
  noMatchTitle: 'Rapport does not know this contact',
  noMatchHint: 'Nothing was told of them so far. The first event or message makes a profile.',
  noRightsTitle: 'Your role may not see customers here',
  noRightsHint: 'An admin can give you the right panel.use.',
  awayTitle: 'Rapport does not answer',
  awayHint: 'It is tried again by itself.',
  awayBanner: 'Rapport does not answer. What you see is from {time}.',
  retry: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  copyOf: 'Copy: {what}',
  undo: 'Undo',
  done: 'Done',
  doneOf: 'Done: {what}',
  dismiss: 'Dismiss',
  dismissOf: 'Dismiss: {what}',
  dismissed: 'Dismissed',
  accepted: 'Marked as done',
  why: 'Why',
  say: 'What to say',
  act: 'What to do',
  now: 'What is going on',
  calm: 'Nothing out of the ordinary',
  soFar: 'So far in this conversation',
  asked: 'Asked',
  tried: 'Tried',
  promised: 'Promised',
  feeling: 'How they feel',
  frustration: 'Frustration',
  frustrationOf: 'Frustration {value} of 100',
  contacts: 'Contacts',
  contactsHint: 'in 30 days',
  handoffs: 'Hand-offs',
  handoffsHint: 'in this conversation',
  meanHandoffs: 'Hand-offs',
  meanHandoffsHint: 'mean before resolution',
  ratings: 'Ratings',
  ratingsOf: 'Ratings, newest first: {list}',
  noRatings: 'none yet',
  orders: 'Open orders',
  renewals: 'Renewals',
  renewal: 'renews {time}',
  late: 'late',
  expected: 'expected {time}',
  since: 'since {time}',
  scripts: 'Scripts',
  searchScripts: 'Search scripts',
  noScripts: 'No script holds these words.',
  story: 'Story',
  storyChart: 'When and where, newest on the right',
  noStory: 'Nothing happened yet.',
  more: 'Show more',
  who: 'Who',
  customerSince: 'Customer since {time}',
  lastSeen: 'seen {time}',
  value: 'Value',
  ordersCount: '{count} order | {count} orders',
  segments: 'Segments',
  accounts: 'Accounts',
  duplicates: 'May be the same person',
  duplicate: 'same {kind}',
  unnamed: 'Somebody without a name',
  masked: 'hidden',
  earlier: 'Earlier conversations',
  open: 'open',
  resolved: 'resolved',
  pending: 'waiting',
  snoozed: 'snoozed',
  reopened: 're-opened {count}×',
  handedOver: 'handed over {count}×',
  times: '{count}×',
  popupTitle: 'Sign in to the panel',
  popupAsk: 'Log in to Rapport first; then come back to this window.',
  popupLogin: 'Log in to Rapport',
  popupRetry: 'I am logged in',
  popupNoRight: 'Your role lacks the right panel.use. An admin can give it to you.',
  popupDone: 'You are signed in. You may close this window.',
  popupContinue: 'Open the panel',
};
export type TextKey = keyof typeof english;

const chinese: Record<TextKey, string> = {
  loading: '正在加载客户',
  signIn: '登录',
  signInTitle: '每班登录一次',
  signInHint: 'Rapport 只向认识的人展示客户。使用您的 Rapport 账号在此客服系统中登录面板。',
  signInLink: '或粘贴登录链接',
  signInWithLink: '使用链接',
  signInFailed: '该链接已使用或已过期，请索取新链接。',
  signInBlocked: '窗口被拦截。请允许本页弹出窗口，或粘贴链接。',
  signOut: '退出',
  signedInAs: '已登录：{name}',
  noContactTitle: '尚未打开会话',
  noContactHint: '打开一个会话，客户的经历会显示在这里。',
  noMatchTitle: 'Rapport 不认识此联系人',
  noMatchHint: '目前没有任何记录。第一个事件或消息会创建档案。',
  noRightsTitle: '您的角色无权在此查看客户',
  noRightsHint: '管理员可以授予您 panel.use 权限。',
  awayTitle: 'Rapport 没有响应',
  awayHint: '系统会自动重试。',
  awayBanner: 'Rapport 没有响应。当前内容来自 {time}。',
  retry: '重试',
  copy: '复制',
  copied: '已复制',
  copyOf: '复制：{what}',
  undo: '撤销',
  done: '完成',
  doneOf: '完成：{what}',
  dismiss: '忽略',
  dismissOf: '忽略：{what}',
  dismissed: '已忽略',
  accepted: '已标记为完成',
  why: '原因',
  say: '怎么说',
  act: '怎么做',
  now: '目前状况',
  calm: '一切正常',
  soFar: '本次会话至今',
  asked: '客户问过',
  tried: '已尝试',
  promised: '已承诺',
  feeling: '客户感受',
  frustration: '沮丧程度',
  frustrationOf: '沮丧程度 {value}／100',
  contacts: '联系次数',
  contactsHint: '近 30 天',
  handoffs: '转接',
  handoffsHint: '本次会话',
  meanHandoffs: '转接',
  meanHandoffsHint: '解决前平均',
  ratings: '评分',
  ratingsOf: '评分（由新到旧）：{list}',
  noRatings: '暂无',
  orders: '未完成订单',
  renewals: '续费',
  renewal: '{time}续费',
  late: '已延误',
  expected: '预计{time}',
  since: '自{time}',
  scripts: '话术',
  searchScripts: '搜索话术',
  noScripts: '没有包含这些词的话术。',
  story: '经历',
  storyChart: '时间与渠道，最新在右侧',
  noStory: '暂无记录。',
  more: '显示更多',
  who: '客户',
  customerSince: '自{time}起为客户',
  lastSeen: '{time}活跃',
  value: '价值',
  ordersCount: '{count} 个订单',
  segments: '分群',
  accounts: '所属企业',
  duplicates: '可能是同一人',
  duplicate: '相同的 {kind}',
  unnamed: '未命名',
  masked: '已隐藏',
  earlier: '以往会话',
  open: '进行中',
  resolved: '已解决',
  pending: '等待中',
  snoozed: '已暂缓',
  reopened: '重新打开 {count} 次',
  handedOver: '转接 {count} 次',
  times: '{count} 次',
  popupTitle: '登录面板',
  popupAsk: '请先登录 Rapport，然后返回此窗口。',
  popupLogin: '登录 Rapport',
  popupRetry: '我已登录',
  popupNoRight: '您的角色没有 panel.use 权限，管理员可以授予。',
  popupDone: '登录成功，可以关闭此窗口。',
  popupContinue: '打开面板',
};

export const channelNames: Readonly<Record<PanelLocale, Readonly<Record<StoryChannel, string>>>> = {
  en: {
    web: 'Web',
    app: 'App',
    chat: 'Chat',
    email: 'E-mail',
    phone: 'Phone',
    shop: 'Shop',
    help: 'Help',
    other: 'Other',
  },
  'zh-Hans': {
    web: '网站',
    app: '应用',
    chat: '聊天',
    email: '邮件',
    phone: '电话',
    shop: '商城',
    help: '帮助',
    other: '其他',
  },
};

export const stageNames: Readonly<Record<PanelLocale, Readonly<Record<OrderStage, string>>>> = {
  en: { placed: 'Placed', shipped: 'On its way', delayed: 'Delayed', returning: 'Coming back' },
  'zh-Hans': { placed: '已下单', shipped: '运输中', delayed: '延误', returning: '退货中' },
};

/** Events that every helpdesk and shop tells, in an agent's words; other names stay as their owners chose them. */
const eventWords: Readonly<Record<PanelLocale, Readonly<Record<string, string>>>> = {
  en: {
    'Live Chat Conversation Started': 'Opened a conversation',
    'Live Chat Message Sent': 'Wrote',
    'Live Chat Message Received': 'We answered',
    'Live Chat Conversation Ended': 'Resolved',
    'Conversation Reopened': 'Opened again',
    'Conversation Assigned': 'Assigned',
    'Conversation Handed Over': 'Handed over',
    'Conversation Unassigned': 'Left without an agent',
    'Conversation Rated': 'Rated us',
    'Help Searched': 'Searched the help',
    'Article Viewed': 'Read an article',
    'Article Rated': 'Rated an article',
  },
  'zh-Hans': {
    'Live Chat Conversation Started': '发起会话',
    'Live Chat Message Sent': '客户说',
    'Live Chat Message Received': '我们回复',
    'Live Chat Conversation Ended': '已解决',
    'Conversation Reopened': '重新打开',
    'Conversation Assigned': '已分配',
    'Conversation Handed Over': '已转接',
    'Conversation Unassigned': '无人负责',
    'Conversation Rated': '评价',
    'Conversation Status Changed': '状态变更',
    'Conversation Labelled': '添加标签',
    'Help Searched': '搜索帮助',
    'Article Viewed': '阅读文章',
    'Article Rated': '评价文章',
    'Order Completed': '下单',
    'Order Shipped': '已发货',
    'Order Delivered': '已送达',
    'Order Refunded': '已退款',
    'Order Cancelled': '取消订单',
    'Delivery Delayed': '配送延误',
    'Return Requested': '申请退货',
    'Payment Failed': '支付失败',
    'Subscription Renewed': '已续费',
    'Subscription Cancelled': '取消订阅',
    'Product Viewed': '浏览商品',
    'Product Added': '加入购物车',
    'Email Delivered': '邮件送达',
    'Email Opened': '打开邮件',
    'Email Link Clicked': '点击邮件链接',
  },
};

export type Texts = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

/** Between the form for one and the form for all others, as Intl.PluralRules tells them apart for `count`. */
const formsApart = ' | ';

export function textsOf(locale: PanelLocale): Texts {
  const table = locale === 'zh-Hans' ? chinese : english;
  const rules = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return (key, values = {}) => {
    const { count } = values;
    const [one = '', other = one] = table[key].split(formsApart);
    const form = typeof count === 'number' && rules.select(count) === 'one' ? one : other;
    return form.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name] ?? '';
      return typeof value === 'number' ? numbers.format(value) : value;
    });
  };
}

/** Kinds of identifiers that most people have; those that an admin made keep their names. */
const kindWords: Readonly<Record<PanelLocale, Readonly<Record<string, string>>>> = {
  en: { email: 'e-mail address', phone: 'phone number', user_id: 'user id', anonymous_id: 'device' },
  'zh-Hans': { email: '邮箱', phone: '电话', user_id: '用户 ID', anonymous_id: '设备' },
};

export function kindName(kind: string, locale: PanelLocale): string {
  return kindWords[locale][kind] ?? kind.replace(/_/g, ' ');
}

/** As the helpdesk's channel is called: `web`, `email`, `whatsapp`; a name of a product stays. */
export function channelName(channel: string, locale: PanelLocale): string {
  const known = storyChannels.find((one) => one === channel);
  return known === undefined ? channel : channelNames[locale][known];
}

export function eventName(name: string, locale: PanelLocale): string {
  return eventWords[locale][name] ?? name;
}

/** Of a query `locale=`, else of the browser. */
export function localeOf(search: string, languages: readonly string[]): PanelLocale {
  const asked = new URLSearchParams(search).get('locale') ?? languages[0] ?? 'en';
  return asked.toLowerCase().startsWith('zh') ? 'zh-Hans' : 'en';
}
