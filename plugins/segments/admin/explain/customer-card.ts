import { defineCustomerCard } from '@rapport/sdk/admin';

export default defineCustomerCard({
  name: 'segments',
  position: 1,
  scopes: ['segment.read'],
  Component: () => import('./customer-segments'),
});
