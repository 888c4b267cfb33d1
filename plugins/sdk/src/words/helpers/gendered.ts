import { defineHelper } from '../helper';
import { personName } from '../names';

export default defineHelper({
  name: 'gendered',
  label: { en: 'By gender: female, male, and else the neutral word', 'zh-Hans': '按性别选词：女、男、中性' },
  example: 'Welcome back, {{gendered "madam" "sir" "and thank you"}}.',
  gives: 'Welcome back, madam.',
  arguments: [3, 3],
  run: ([female, male, neutral], { customer }) => {
    const { gender } = personName(customer);
    return gender === undefined ? neutral : gender === 'female' ? female : male;
  },
});
