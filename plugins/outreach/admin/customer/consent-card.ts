import { defineCustomerCard } from '@rapport/sdk/admin';

export default defineCustomerCard({
  name: 'consent',
  position: 4,
  scopes: ['outreach.read'],
  Component: () => import('./customer-consent'),
});
