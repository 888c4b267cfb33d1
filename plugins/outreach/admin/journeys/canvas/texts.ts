import { defineTexts } from '@rapport/sdk/admin';

export const canvasTexts = defineTexts({
  entry: { en: 'Who comes in', 'zh-Hans': '谁会进入' },
  canvas: { en: 'Canvas', 'zh-Hans': '画布' },
  list: { en: 'List', 'zh-Hans': '列表' },
  view: { en: 'How it is shown', 'zh-Hans': '显示方式' },
  canvasHint: {
    en: 'Arrow keys go along the ways, + adds a step behind, Delete takes it out. The list does the same.',
    'zh-Hans': '方向键沿路径移动，+ 在其后添加步骤，Delete 删除。列表视图功能相同。',
  },
  add: { en: 'Add a step', 'zh-Hans': '添加步骤' },
  addOn: { en: 'Add a step on the way from “{from}”: {way}', 'zh-Hans': '在“{from}”之后添加步骤：{way}' },
  addWhat: { en: 'What happens there?', 'zh-Hans': '添加哪种步骤？' },
  close: { en: 'Close', 'zh-Hans': '关闭' },
  cancel: { en: 'Cancel', 'zh-Hans': '取消' },
  nothing: { en: 'Nothing follows here yet', 'zh-Hans': '此处尚无后续步骤' },
  here: { en: '{count} here', 'zh-Hans': '{count} 人在此' },
  failing: { en: '{count} failing', 'zh-Hans': '{count} 人出错' },
  faults: { en: '{count, plural, one {# thing to mend} other {# things to mend}}', 'zh-Hans': '{count} 处需修正' },
  leads: { en: 'leads to {steps}', 'zh-Hans': '通向 {steps}' },
  leadsTo: { en: '{way}: {to}', 'zh-Hans': '{way}：{to}' },
  remove: { en: 'Take the step out', 'zh-Hans': '删除步骤' },
  removeStep: { en: 'Take out: {step}', 'zh-Hans': '删除：{step}' },
  removed: {
    en: '{count, plural, one {The step is out.} other {The step is out, and what only it led to: # steps in all.}} Ctrl+Z brings it back.',
    'zh-Hans':
      '{count, plural, one {步骤已删除。} other {已删除该步骤及仅由其通向的步骤，共 # 个。}}按 Ctrl+Z 可恢复。',
  },
  zoomIn: { en: 'Zoom in', 'zh-Hans': '放大' },
  zoomOut: { en: 'Zoom out', 'zh-Hans': '缩小' },
  fit: { en: 'Show all of it', 'zh-Hans': '显示全部' },
  map: { en: 'Overview of the journey', 'zh-Hans': '旅程缩略图' },
  unreached: { en: 'Nothing leads here', 'zh-Hans': '没有路径通向此处' },
});
