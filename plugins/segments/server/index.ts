import path from 'node:path';
import { type Core, definePlugin } from '@rapport/sdk';
import { applyFolder, exportAll, validateFile } from './configuration';
import { createFilesMount } from './files';
import { graphql } from './graphql';
import { live } from './live';
import { eraseFromSegments, exportSection } from './privacy';
import { webhookPurpose } from './webhooks';
import { writeBack } from './write-back';

/** Beside `server` in the package, from its sources and from `lib` alike. */
const migrations = path.join(path.dirname(require.resolve('@rapport/segments/package.json')), 'migrations');

/** Segments: who belongs to which group of customers, and why. */
export default definePlugin({
  name: 'segments',
  migrations,
  tables: {
    ofPerson: ['membership', 'membership_build', 'transition', 'list_member', 'evaluation_due', 'computed_value'],
    withoutPerson: {
      segment: 'definitions and counts',
      segment_version: 'definitions',
      segment_generation: 'a number',
      segment_build: 'counts',
      segment_delta: 'counts',
      segment_hour: 'counts',
      computed_trait: 'definitions',
      computed_version: 'definitions',
      segment_webhook: 'addresses of other systems',
    },
  },
  sealed: [{ table: 'segment_webhook', column: 'secret', key: 'id', purpose: () => webhookPurpose }],
  scopes: [
    { name: 'segment.read', label: { en: 'See segments and their members', 'zh-Hans': '查看分群及其成员' } },
    { name: 'segment.write', label: { en: 'Create and edit segments', 'zh-Hans': '创建与编辑分群' } },
    { name: 'segment.publish', label: { en: 'Publish, pause and delete segments', 'zh-Hans': '发布、暂停与删除分群' } },
    { name: 'segment.export', label: { en: 'Export members of segments', 'zh-Hans': '导出分群成员' } },
  ],
  graphql,
  http: async (core) => [createFilesMount(core)],
  lanes: [
    {
      name: 'segments',
      handle: (core, work) => live(core).evaluator.handle(work),
      timer: {
        dueLanes: (core) => live(core).timers.dueLanes(),
        fire: (core, lanes) => live(core).timers.fire(lanes),
      },
    },
  ],
  loops: [
    { name: 'segments', round: (core, signal) => live(core).builder.round(signal) },
    { name: 'computed traits', round: (core, signal) => live(core).computedBuilder.round(signal) },
    { name: 'segment webhooks', round: (core, signal) => live(core).webhooks.round(signal) },
  ],
  commands: [
    {
      name: 'segment validate',
      arguments: ['<file>'],
      description: 'says what is wrong with the definitions of a file, else how they read',
      run: (core, [file = ''], print) => validateFile(core, file, print),
    },
    {
      name: 'segment apply',
      arguments: ['<folder>'],
      description: 'creates, changes and publishes segments and computed traits as the files of a folder say',
      run: (core, [folder = ''], print) => applyFolder(core, folder, print),
    },
    {
      name: 'segment export',
      arguments: ['[key]'],
      description: 'prints segments and computed traits as apply takes them',
      run: (core, [key], print) => exportAll(core, key, print),
    },
  ],
  writeBack,
  segments: (core: Core) => live(core).offered,
  export: [exportSection],
  erase: (core, person) => eraseFromSegments(core, live(core).catalogues, person),
});
