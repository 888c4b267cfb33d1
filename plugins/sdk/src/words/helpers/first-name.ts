import { defineHelper } from '../helper';
import { personName } from '../names';

export default defineHelper({
  name: 'firstName',
  label: { en: 'First name', 'zh-Hans': '名' },
  example: 'Thank you, {{firstName}}.',
  gives: 'Thank you, Kim.',
  arguments: [0, 0],
  run: (_args, { customer }) => personName(customer).first,
});
