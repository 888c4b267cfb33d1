import type { LocalizedText } from '../segments';

/** Blocks that are more than a condition; every helper is a block, too. How they work: evaluate.ts. */
export type Block = {
  readonly name: 'if' | 'unless' | 'each' | 'with' | 'sentence';
  readonly label: LocalizedText;
  readonly example: string;
  readonly gives: string;
  readonly arguments: readonly [min: number, max: number];
  /** Inside, names are those of an item. */
  readonly opensScope?: true;
};

export const blocks: readonly Block[] = [
  {
    name: 'sentence',
    label: {
      en: 'A sentence and what is said instead where a value of it is missing',
      'zh-Hans': '一句话，以及缺值时的替代句',
    },
    example: '{{#sentence}}Your parcel {{situation.parcel}} is late.{{else}}Your parcel is late.{{/sentence}}',
    gives: 'Your parcel is late.',
    arguments: [0, 0],
  },
  {
    name: 'if',
    label: { en: 'Only where a value is there; else something else', 'zh-Hans': '有值时显示，否则显示其他' },
    example: '{{#if customer.phone}}Shall we call you?{{else}}We will write to you.{{/if}}',
    gives: 'We will write to you.',
    arguments: [1, 1],
  },
  {
    name: 'unless',
    label: { en: 'Only where a value is not there', 'zh-Hans': '无值时显示' },
    example: '{{#unless customer.phone}}May we have a number?{{/unless}}',
    gives: 'May we have a number?',
    arguments: [1, 1],
  },
  {
    name: 'each',
    label: {
      en: 'Once for each item of a list; {{this}} is the item',
      'zh-Hans': '列表中每一项重复一次，{{this}} 为该项',
    },
    example: '{{#each situation.articles}}- {{this}}\n{{/each}}',
    gives: '- Reset your router\n- Error 651\n- Cables',
    arguments: [1, 1],
    opensScope: true,
  },
  {
    name: 'with',
    label: { en: 'Names of an object, without repeating it', 'zh-Hans': '进入对象，省去重复的前缀' },
    example: '{{#with situation.last}}You looked for “{{query}}”.{{/with}}',
    gives: 'You looked for “router”.',
    arguments: [1, 1],
    opensScope: true,
  },
];
