import type { Intent } from '../intent';

/** How something is done. */
export const howTo: Intent = {
  key: 'how_to',
  label: { en: 'How to use', 'zh-Hans': '使用方法', de: 'Bedienung' },
  en: {
    phrases: `how do i, how can i, how to, how does, where do i find, where can i find, is there a way, is it possible,
      can you show me, step by step, instructions, manual, tutorial, set up, setup, how would i,
      what do i need to, what should i do`,
    words: `guide, settings, configure, activate`,
  },
  de: {
    phrases: `wie kann ich, wie mache ich, wie stelle ich, wie lösche ich, wie ändere ich, wie richte ich,
      wie kündige ich, wie vermeide ich, wo finde ich, wo sehe ich, wo trage ich, kann man, ist es möglich,
      anleitung*, einrichten, schritt für schritt`,
    words: `einstellung*, bedienung*`,
  },
  zh: {
    phrases: `怎么用, 怎么, 怎样, 如何, 在哪里可以, 在哪里填, 在哪里下载, 使用说明, 说明书, 教程, 设置在哪`,
    words: `步骤, 设置`,
  },
};
