import type { Text, TextValues } from '@rapport/sdk/admin/pure';
import type { Properties } from './properties';

export const eventIcons = [
  'order',
  'money',
  'cart',
  'product',
  'search',
  'mail',
  'chat',
  'rating',
  'help',
  'delivery',
  'return',
  'account',
  'app',
  'bell',
  'page',
  'person',
  'company',
  'other',
] as const;
export type EventIcon = (typeof eventIcons)[number];

/** How one kind of event is told: its icon, its sentence, and what the sentence takes from the properties. */
export type EventWording = {
  readonly icon: EventIcon;
  readonly text: Text;
  readonly values?: (properties: Properties) => TextValues;
};

/** `{what, select, none {} other {: {what}}}` shows what is there and nothing where it is not. */
const optional = (text: string): string => (text === '' ? 'none' : text);

const order = (properties: Properties): TextValues => ({
  items: properties.items(),
  money: optional(properties.money()),
});
const product = (properties: Properties): TextValues => ({
  what: optional(properties.text('name', 'product_name', 'title', 'sku', 'product_id')),
  money: optional(properties.money()),
});
const what =
  (...names: readonly string[]) =>
  (properties: Properties): TextValues => ({ what: optional(properties.text(...names)) });
const mail = what('email_subject', 'subject', 'campaign_name', 'email_id');
const article = what('title', 'article_title', 'article', 'name', 'article_id');
const conversation = what('subject', 'topic', 'channel');
const orderNumber = what('order_id', 'order');

const line = (icon: EventIcon, en: string, chinese: string, values?: EventWording['values']): EventWording => ({
  icon,
  text: { en, 'zh-Hans': chinese },
  ...(values === undefined ? {} : { values }),
});

const detail = '{what, select, none {} other { “{what}”}}';
const detailChinese = '{what, select, none {} other {“{what}”}}';
const priced = '{money, select, none {} other { for {money}}}';
const pricedChinese = '{money, select, none {} other {，{money}}}';
const items = '{items, plural, =0 {} one { # item} other { # items}}';
const itemsChinese = '{items, plural, =0 {} other { # 件商品}}';
const named = '{what, select, none {} other { {what}}}';

/** Segment's semantic events and the few that helpdesks add, by their names. Others are told by their name. */
export const eventLines: Readonly<Record<string, EventWording>> = {
  'Order Completed': line('order', `Ordered${items}${priced}`, `下单${itemsChinese}${pricedChinese}`, order),
  'Order Updated': line('order', `Order changed${priced}`, `订单已更改${pricedChinese}`, order),
  'Order Refunded': line(
    'return',
    'Refunded{money, select, none {} other { {money}}}',
    `已退款${pricedChinese}`,
    order,
  ),
  'Order Cancelled': line('return', `Cancelled an order${priced}`, `取消订单${pricedChinese}`, order),
  'Return Requested': line(
    'return',
    `Asked to return${detail}`,
    `申请退货${detailChinese}`,
    what('reason', 'product', 'order_id'),
  ),
  'Checkout Started': line('cart', `Started the checkout${priced}`, `开始结账${pricedChinese}`, order),
  'Checkout Step Viewed': line(
    'cart',
    'Looked at checkout step{what, select, none {} other { {what}}}',
    `查看结账步骤${named}`,
    what('step'),
  ),
  'Checkout Step Completed': line(
    'cart',
    'Finished checkout step{what, select, none {} other { {what}}}',
    `完成结账步骤${named}`,
    what('step'),
  ),
  'Payment Info Entered': line(
    'money',
    `Entered payment details${detail}`,
    `填写付款信息${detailChinese}`,
    what('payment_method'),
  ),
  'Payment Failed': line('money', `A payment failed${priced}`, `付款失败${pricedChinese}`, order),
  'Product Viewed': line('product', `Looked at${detail}`, `浏览商品${detailChinese}`, product),
  'Product Clicked': line('product', `Clicked on${detail}`, `点击商品${detailChinese}`, product),
  'Product Added': line('cart', `Put${detail} into the cart`, `加入购物车${detailChinese}`, product),
  'Product Removed': line('cart', `Took${detail} out of the cart`, `移出购物车${detailChinese}`, product),
  'Product Added to Wishlist': line('product', `Wished for${detail}`, `加入心愿单${detailChinese}`, product),
  'Product List Viewed': line('product', `Browsed${detail}`, `浏览列表${detailChinese}`, what('category', 'list_id')),
  'Product Reviewed': line(
    'rating',
    `Reviewed${detail}{rating, select, none {} other {: {rating} of 5}}`,
    `评价商品${detailChinese}{rating, select, none {} other {：{rating}/5}}`,
    (properties) => ({
      ...product(properties),
      rating: optional(properties.text('rating')),
    }),
  ),
  'Products Searched': line('search', `Searched the shop for${detail}`, `搜索商品${detailChinese}`, what('query')),
  'Cart Viewed': line('cart', `Looked at the cart${priced}`, `查看购物车${pricedChinese}`, order),
  'Coupon Applied': line(
    'money',
    `Used coupon${detail}`,
    `使用优惠券${detailChinese}`,
    what('coupon_name', 'coupon_id'),
  ),
  'Coupon Denied': line(
    'money',
    `Coupon refused${detail}`,
    `优惠券被拒${detailChinese}`,
    what('coupon_name', 'coupon_id'),
  ),
  'Promotion Clicked': line(
    'product',
    `Clicked on promotion${detail}`,
    `点击促销${detailChinese}`,
    what('name', 'promotion_id'),
  ),
  'Shipment Created': line('delivery', `Shipped order${named}`, `订单已发货${named}`, orderNumber),
  'Order Shipped': line('delivery', `Shipped order${named}`, `订单已发货${named}`, orderNumber),
  'Delivery Delayed': line('delivery', `Delivery of order${named} is late`, `订单延迟送达${named}`, orderNumber),
  'Order Delivered': line('delivery', `Delivered order${named}`, `订单已送达${named}`, orderNumber),
  'Email Sent': line('mail', `Was sent the e-mail${detail}`, `已发送邮件${detailChinese}`, mail),
  'Email Delivered': line('mail', `Got the e-mail${detail}`, `收到邮件${detailChinese}`, mail),
  'Email Opened': line('mail', `Opened the e-mail${detail}`, `打开邮件${detailChinese}`, mail),
  'Email Link Clicked': line('mail', `Clicked in the e-mail${detail}`, `点击邮件链接${detailChinese}`, mail),
  'Email Bounced': line('mail', `The e-mail bounced${detail}`, `邮件被退回${detailChinese}`, mail),
  'Email Marked as Spam': line(
    'mail',
    `Marked the e-mail as spam${detail}`,
    `将邮件标为垃圾邮件${detailChinese}`,
    mail,
  ),
  Unsubscribed: line('mail', `Unsubscribed${detail}`, `已退订${detailChinese}`, what('list_name', 'list_id')),
  'Push Notification Received': line('bell', `Got a notification${detail}`, `收到推送${detailChinese}`, what('title')),
  'Push Notification Tapped': line('bell', `Tapped a notification${detail}`, `点击推送${detailChinese}`, what('title')),
  'Live Chat Conversation Started': line(
    'chat',
    `Started a conversation${detail}`,
    `发起对话${detailChinese}`,
    conversation,
  ),
  'Live Chat Conversation Ended': line(
    'chat',
    `A conversation ended${detail}`,
    `对话结束${detailChinese}`,
    conversation,
  ),
  'Live Chat Message Sent': line(
    'chat',
    `Wrote${detail}`,
    `发送消息${detailChinese}`,
    what('message_body', 'message', 'text'),
  ),
  'Live Chat Message Received': line(
    'chat',
    `Was answered${detail}`,
    `收到回复${detailChinese}`,
    what('message_body', 'message', 'text'),
  ),
  'Conversation Handed Over': line(
    'chat',
    'Was handed over{what, select, none {} other { to {what}}}',
    '对话转交{what, select, none {} other {给 {what}}}',
    what('agent_name', 'team_name', 'team', 'agent_id', 'team_id'),
  ),
  'Conversation Assigned': line(
    'chat',
    'Was assigned{what, select, none {} other { to {what}}}',
    '对话分配{what, select, none {} other {给 {what}}}',
    what('agent_name', 'team_name', 'agent_id', 'team_id'),
  ),
  'Conversation Unassigned': line('chat', 'Nobody has the conversation any more', '对话取消分配'),
  'Conversation Reopened': line('chat', 'The conversation was opened again', '对话重新打开'),
  'Conversation Status Changed': line(
    'chat',
    `The conversation is now${detail}`,
    `对话状态变为${detailChinese}`,
    what('to'),
  ),
  'Conversation Classified': line(
    'chat',
    `Noted about the case${detail}`,
    `会话备注${detailChinese}`,
    what('outcome', 'topic'),
  ),
  'Conversation Labelled': line('chat', 'The conversation’s labels changed', '会话标签已更新'),
  'Conversation Rated': line(
    'rating',
    'Rated a conversation{what, select, none {} other {: {what} of 5}}',
    '评价对话{what, select, none {} other {：{what}/5}}',
    what('rating', 'csat', 'score'),
  ),
  'Help Searched': line('help', `Searched the help centre for${detail}`, `搜索帮助中心${detailChinese}`, what('query')),
  'Article Viewed': line('help', `Read the article${detail}`, `阅读文章${detailChinese}`, article),
  'Article Rated': line(
    'rating',
    `Found the article${detail} {helpful, select, yes {helpful} other {not helpful}}`,
    `认为文章${detailChinese}{helpful, select, yes {有帮助} other {没有帮助}}`,
    (properties) => ({
      ...article(properties),
      helpful: properties.flag('helpful') ? 'yes' : 'no',
    }),
  ),
  'Signed Up': line('account', `Signed up${detail}`, `注册${detailChinese}`, what('plan', 'method')),
  'Signed In': line('account', 'Signed in', '登录'),
  'Signed Out': line('account', 'Signed out', '退出登录'),
  'Account Created': line('account', 'Created an account', '创建账户'),
  'Account Added User': line(
    'company',
    `Was added to the account${detail}`,
    `加入账户${detailChinese}`,
    what('account_name'),
  ),
  'Invite Sent': line(
    'company',
    `Invited{what, select, none { somebody} other { {what}}}`,
    `邀请${named}`,
    what('invitee_email'),
  ),
  'Account Deleted': line('account', 'Deleted the account', '删除账户'),
  'Trial Started': line('account', 'Started a trial', '开始试用'),
  'Trial Ended': line('account', 'The trial ended', '试用结束'),
  'Subscription Renewed': line('money', `Renewed the subscription${priced}`, `续订${pricedChinese}`, order),
  'Subscription Cancelled': line('money', 'Cancelled the subscription', '取消订阅'),
  'Application Installed': line('app', 'Installed the app', '安装应用'),
  'Application Opened': line('app', 'Opened the app', '打开应用'),
  'Application Backgrounded': line('app', 'Left the app', '离开应用'),
  'Application Updated': line('app', `Updated the app${named}`, `更新应用${named}`, what('version')),
  'Application Crashed': line('app', 'The app crashed', '应用崩溃'),
  'Deep Link Opened': line('app', `Opened a link${detail}`, `打开链接${detailChinese}`, what('url')),
};
