import type { SegmentTemplate } from '../template';
import { engagement } from './engagement';
import { lifecycle } from './lifecycle';
import { purchase } from './purchase';
import { service } from './service';
import { value } from './value';

/** In the order in which a person is offered them. A template more: one object in the file of its group. */
export const segmentTemplates: readonly SegmentTemplate[] = [
  ...lifecycle,
  ...purchase,
  ...service,
  ...value,
  ...engagement,
];
