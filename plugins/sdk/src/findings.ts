import { formatBytes } from './format-bytes';

type Words = { readonly en: string; readonly 'zh-Hans': string };
type FindingWords = { readonly text: Words; readonly remedy?: Words };

const runWorker: Words = {
  en: 'Let a worker run: `rapport start` with ROLE=all or ROLE=worker. If one runs, see its log.',
  'zh-Hans': '请运行一个 worker：使用 ROLE=all 或 ROLE=worker 执行 `rapport start`。如已运行，请查看其日志。',
};

/**
 * Everything that `rapport doctor` and the health page can say, by code: the command in English, the page in the reader's language.
 * `{name}` stands for one of the finding's values; those whose name ends in `bytes` are sizes. A text without a remedy asks for nothing.
 */
export const findingTable = {
  setting_good: { text: { en: '{name} is {current}', 'zh-Hans': '{name} 为 {current}' } },
  setting_other: {
    text: { en: '{name} is {current}, better {wanted}', 'zh-Hans': '{name} 为 {current}，建议设为 {wanted}' },
    remedy: {
      en: "ALTER SYSTEM SET {name} = '{wanted}'; then SELECT pg_reload_conf().",
      'zh-Hans': "执行 ALTER SYSTEM SET {name} = '{wanted}'; 然后执行 SELECT pg_reload_conf()。",
    },
  },
  setting_other_restart: {
    text: { en: '{name} is {current}, better {wanted}', 'zh-Hans': '{name} 为 {current}，建议设为 {wanted}' },
    remedy: {
      en: "ALTER SYSTEM SET {name} = '{wanted}'; then restart PostgreSQL.",
      'zh-Hans': "执行 ALTER SYSTEM SET {name} = '{wanted}'; 然后重启 PostgreSQL。",
    },
  },
  secrets_good: { text: { en: 'The secrets are those of the database', 'zh-Hans': '密钥与数据库一致' } },
  migrations_good: { text: { en: 'All migrations have run', 'zh-Hans': '所有迁移均已执行' } },
  migrations_missing: {
    text: { en: 'Migrations are missing: {names}', 'zh-Hans': '缺少迁移：{names}' },
    remedy: { en: 'Start Rapport: it migrates first.', 'zh-Hans': '启动 Rapport，它会先执行迁移。' },
  },
  feed_good: { text: { en: 'The feed of changes is up to date', 'zh-Hans': '变更流是最新的' } },
  feed_late: {
    text: {
      en: 'The feed of changes has been standing for {seconds} s',
      'zh-Hans': '变更流已停滞 {seconds} 秒',
    },
    remedy: runWorker,
  },
  lanes_good: { text: { en: 'Plugins follow the profiles', 'zh-Hans': '插件已跟上客户的变更' } },
  lanes_late: {
    text: {
      en: 'Plugins have not followed the profiles for {seconds} s',
      'zh-Hans': '插件已有 {seconds} 秒未跟上客户的变更',
    },
    remedy: runWorker,
  },
  backup_good: { text: { en: 'The last backup is {days} days old', 'zh-Hans': '上次备份于 {days} 天前' } },
  backup_old: {
    text: { en: 'The last backup is {days} days old', 'zh-Hans': '上次备份已是 {days} 天前' },
    remedy: {
      en: 'rapport backup FILE, each night; or be sure that another backup is made and can be restored.',
      'zh-Hans': '请每晚执行 rapport backup FILE；或确认另有可恢复的备份。',
    },
  },
  backup_none: {
    text: { en: 'No backup was made by `rapport backup`', 'zh-Hans': '尚未用 `rapport backup` 做过备份' },
    remedy: {
      en: 'rapport backup FILE, each night; or be sure that another backup is made and can be restored.',
      'zh-Hans': '请每晚执行 rapport backup FILE；或确认另有可恢复的备份。',
    },
  },
  maintenance_good: { text: { en: 'Maintenance runs', 'zh-Hans': '维护任务运行正常' } },
  maintenance_late: {
    text: { en: 'Maintenance is {days} days late', 'zh-Hans': '维护任务已延迟 {days} 天' },
    remedy: runWorker,
  },
  erasures_good: { text: { en: 'Erasures come to their end', 'zh-Hans': '删除任务均能完成' } },
  erasures_failing: {
    text: {
      en: '{count} erasures do not come to their end: a step fails again and again',
      'zh-Hans': '有 {count} 项个人数据删除无法完成：某一步骤反复失败',
    },
    remedy: {
      en: 'The page Privacy says which step and why; the log of the worker says more. It is tried again by itself.',
      'zh-Hans': '“隐私”页面会显示是哪一步、因何失败，worker 的日志中有更多信息。系统会自动重试。',
    },
  },
  audit_good: { text: { en: 'The audit log is sealed', 'zh-Hans': '审计日志已封存' } },
  audit_late: {
    text: {
      en: 'Entries of the audit log have been waiting for their seal for {seconds} s',
      'zh-Hans': '审计日志条目已等待封存 {seconds} 秒',
    },
    remedy: runWorker,
  },
  plugins_good: { text: { en: '{count} plugins can be loaded', 'zh-Hans': '{count} 个插件均可加载' } },
  plugin_broken: {
    text: { en: 'A plugin cannot be loaded: {message}', 'zh-Hans': '插件无法加载：{message}' },
    remedy: {
      en: 'Rapport does not start with it. Install it again (npm install), or take it out of the dependencies in package.json.',
      'zh-Hans': 'Rapport 无法与其一同启动。请重新安装（npm install），或将其从 package.json 的 dependencies 中移除。',
    },
  },
  package_absent: {
    text: {
      en: '{name} is among the dependencies and is not installed',
      'zh-Hans': '{name} 已列入依赖，但尚未安装',
    },
    remedy: {
      en: 'If it is a plugin, Rapport runs without it: npm install, or take it out of the dependencies in package.json.',
      'zh-Hans':
        '如果它是插件，Rapport 将在缺少它的情况下运行：请执行 npm install，或将其从 package.json 的 dependencies 中移除。',
    },
  },
  package_kind_unknown: {
    text: {
      en: '{name} has the rapport.kind {kind} in its package.json, which is none',
      'zh-Hans': '{name} 的 package.json 中 rapport.kind 为 {kind}，该类型不存在',
    },
    remedy: {
      en: 'Rapport runs without it. A plugin has "rapport": { "kind": "plugin" }.',
      'zh-Hans': 'Rapport 将在缺少它的情况下运行。插件应为 "rapport": { "kind": "plugin" }。',
    },
  },
  node_good: { text: { en: 'Node {version}', 'zh-Hans': 'Node {version}' } },
  node_unfit: {
    text: { en: 'Node {version}', 'zh-Hans': 'Node {version}' },
    remedy: { en: 'Install Node {oldest} to {newest}.', 'zh-Hans': '请安装 Node {oldest} 至 {newest}。' },
  },
  memory_good: { text: { en: '{bytes} of memory', 'zh-Hans': '内存 {bytes}' } },
  memory_low: {
    text: { en: '{bytes} of memory', 'zh-Hans': '内存 {bytes}' },
    remedy: { en: 'Give it 2 GB or more.', 'zh-Hans': '请提供 2 GB 或更多内存。' },
  },
  disk_good: { text: { en: '{bytes} free for {folder}', 'zh-Hans': '{folder} 剩余空间 {bytes}' } },
  disk_low: {
    text: { en: '{bytes} free for {folder}', 'zh-Hans': '{folder} 剩余空间 {bytes}' },
    remedy: {
      en: 'Free some space, or move the data: RAPPORT_DATA_DIR.',
      'zh-Hans': '请释放空间，或通过 RAPPORT_DATA_DIR 迁移数据。',
    },
  },
  folder_unwritable: {
    text: { en: '{folder} cannot be written', 'zh-Hans': '{folder} 不可写' },
    remedy: {
      en: 'Give the user who runs Rapport the right to write there, or set RAPPORT_DATA_DIR.',
      'zh-Hans': '请授予运行 Rapport 的用户写入权限，或设置 RAPPORT_DATA_DIR。',
    },
  },
  database_unreachable: {
    text: { en: '{message}', 'zh-Hans': '{message}' },
    remedy: { en: 'See docs/operating.md.', 'zh-Hans': '请参阅 docs/operating.md。' },
  },
} as const satisfies Record<string, FindingWords>;

export type FindingCode = keyof typeof findingTable;
export type FindingValues = Readonly<Record<string, string | number>>;

/** What doctor says about one thing. `ok`: nothing to do; `advice`: it could be better; `serious`: data or service are at risk. */
export type HealthFinding = {
  readonly level: 'ok' | 'advice' | 'serious';
  readonly code: FindingCode;
  readonly values: FindingValues;
};

export function isFindingCode(code: string): code is FindingCode {
  return Object.hasOwn(findingTable, code);
}

/** @returns `remedy` null where there is nothing to do */
export function describeFinding(
  { code, values }: Pick<HealthFinding, 'code' | 'values'>,
  locale: 'en' | 'zh-Hans',
): { readonly text: string; readonly remedy: string | null } {
  const words: FindingWords = findingTable[code];
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (place, name: string) => {
      const value = values[name];
      if (value === undefined) return place;
      if (typeof value === 'string') return value;
      return name.endsWith('bytes') ? formatBytes(value, locale) : value.toLocaleString(locale);
    });
  return { text: fill(words.text[locale]), remedy: words.remedy === undefined ? null : fill(words.remedy[locale]) };
}
