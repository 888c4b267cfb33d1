import { defineHelper } from '../helper';
import { personName } from '../names';

export default defineHelper({
  name: 'fullName',
  label: { en: 'Whole name, in the order in which it is written', 'zh-Hans': '全名' },
  example: 'The parcel is addressed to {{fullName}}.',
  gives: 'The parcel is addressed to Kim Lopez.',
  arguments: [0, 0],
  run: (_args, { customer }) => personName(customer).full,
});
