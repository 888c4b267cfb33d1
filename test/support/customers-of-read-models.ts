import type { Customers } from './customers';

/** Whom the tests of the read models read: Anna of two leaves, Bernd, and 张伟明. @returns public ids by id */
export function addReadCustomers(customers: Customers): Promise<Map<number, string>> {
  return customers.add(
    {
      id: 1,
      traits: { firstName: 'Anna', lastName: 'Müller', plan: 'free' },
      traitsAt: 1000,
      identifiers: [
        ['user_id', 'u1'],
        ['email', 'anna@example.com'],
      ],
    },
    {
      id: 2,
      rootId: 1,
      traits: { plan: 'pro', name: 'Anna Maria Müller' },
      traitsAt: 2000,
      identifiers: [['anonymous_id', 'a1']],
    },
    { id: 3, traits: { name: 'Bernd Maria Schmidt', company: 'Anna GmbH' }, identifiers: [['phone', '+4917012345']] },
    { id: 4, traits: { name: '张伟明' }, identifiers: [['email', 'wei@example.com']] },
  );
}
