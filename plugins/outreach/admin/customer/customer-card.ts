import { defineCustomerCard } from '@rapport/sdk/admin';

export default defineCustomerCard({
  name: 'messages',
  position: 3,
  scopes: ['outreach.read'],
  Component: () => import('./customer-messages'),
});
