import path from 'node:path';
import { definePlugin, joinGraphql } from '@rapport/sdk';
import { planBroadcasts } from './campaigns/planner';
import { callbackPurpose } from './channels/commands';
import { secretsOf } from './channels/sessions';
import { consentCondition } from './conditions/consent';
import { messageCondition } from './conditions/message';
import { eventLanes } from './events';
import { segmentUses } from './stores/campaign-uses';
import { outreachPart } from './graphql';
import { approvalGraphql } from './graphql/approvals';
import { consentGraphql } from './graphql/consent';
import { resultsGraphql } from './graphql/results';
import { templatesGraphql } from './graphql/templates';
import { heedHelpdesks } from './heed';
import { outreach } from './house';
import { journeys } from './journeys';
import { journeyGraphql } from './journeys/graphql';
import { consentSection, eraseFromOutreach, messageSection } from './privacy';
import { publicMounts } from './public';
import { followConversations } from './sending';
import { tellReports } from './timeline';

/** Beside `server` in the package, from its sources and from `lib` alike. */
const migrations = path.join(path.dirname(require.resolve('@rapport/outreach/package.json')), 'migrations');

/** The right message, once, to somebody who wants it. */
export default definePlugin({
  name: 'outreach',
  migrations,
  tables: {
    ofPerson: [
      'consent_entry',
      'suppression',
      'enrolment',
      'enrolment_effect',
      'experiment_arm',
      'journey_start',
      'journey_event',
      'message',
      'message_gate',
      'message_report',
    ],
    withoutPerson: {
      outreach_setting: 'how is sent; addresses of the sandbox are those of colleagues',
      channel_connection: 'providers; secrets sealed',
      topic: 'definitions',
      template: 'texts',
      template_version: 'texts',
      campaign: 'definitions',
      campaign_version: 'definitions',
      campaign_approval: 'which colleague let what go',
      campaign_generation: 'a number',
      ended_run: 'numbers',
      journey_feed: 'a number',
    },
  },
  sealed: [
    { table: 'channel_connection', column: 'settings', key: 'key', purpose: secretsOf },
    { table: 'channel_connection', column: 'address_secret', key: 'key', purpose: callbackPurpose },
  ],
  scopes: [
    {
      name: 'outreach.read',
      label: { en: 'See campaigns, messages and consent', 'zh-Hans': '查看营销活动、消息与同意记录' },
    },
    {
      name: 'outreach.write',
      label: { en: 'Write campaigns, templates and topics', 'zh-Hans': '编写营销活动、模板与主题' },
    },
    { name: 'outreach.send', label: { en: 'Start, pause and stop sending', 'zh-Hans': '开始、暂停与停止发送' } },
    { name: 'outreach.approve', label: { en: 'Approve what others want to send', 'zh-Hans': '审批他人的发送' } },
    { name: 'consent.write', label: { en: 'Record consent, suppress addresses', 'zh-Hans': '记录同意，屏蔽地址' } },
    { name: 'channel.write', label: { en: 'Connect channels', 'zh-Hans': '接入渠道' } },
  ],
  graphql: joinGraphql([
    outreachPart,
    templatesGraphql,
    consentGraphql,
    journeyGraphql,
    resultsGraphql,
    approvalGraphql,
  ]),
  http: async (core) => publicMounts(core),
  conditions: (house) => [consentCondition(house), messageCondition(house)],
  lanes: [
    { name: 'outreach holds', handle: followConversations },
    ...eventLanes,
    {
      name: 'journeys',
      handle: (core, work) => journeys(core).lanes.handle(work),
      timer: {
        dueLanes: (core) => journeys(core).lanes.dueLanes(),
        fire: (core, lanes) => journeys(core).lanes.fire(lanes),
      },
    },
  ],
  loops: [
    { name: 'broadcasts', round: planBroadcasts },
    {
      name: 'urgent messages',
      round: (core, ...rest) => outreach(core).sending.round('urgent', ...rest),
      gatherMilliseconds: 20,
    },
    { name: 'messages of broadcasts', round: (core, ...rest) => outreach(core).sending.round('bulk', ...rest) },
    { name: 'messages of lost workers', round: (core) => outreach(core).sending.sweep() },
    { name: 'reports of messages', round: tellReports },
    { name: 'journeys and segments', round: (core) => journeys(core).feeds.segments() },
    { name: 'outcomes of messages', round: (core) => journeys(core).feeds.outcomes() },
    { name: 'journeys by date', round: (core) => journeys(core).feeds.dates() },
    {
      name: 'runs that ended',
      round: (core) => journeys(core).feeds.ended(),
      // Nobody waits for it: what was added and is no sum yet counts all the same.
      gatherMilliseconds: 1_000,
    },
    { name: 'effects of journeys', round: (core, signal) => journeys(core).effects.round(signal) },
  ],
  heedHelpdesks,
  segmentUses,
  export: [messageSection, consentSection],
  erase: eraseFromOutreach,
});
