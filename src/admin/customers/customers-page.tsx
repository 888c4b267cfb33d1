import { Route, Routes } from 'react-router-dom';
import { CustomerPage } from './customer/customer-page';
import { CustomersList } from './list/customers-list';

/** The list at /customers, and one customer at /customers/:id. */
export default function CustomersPage() {
  return (
    <Routes>
      <Route index element={<CustomersList />} />
      <Route path=":id" element={<CustomerPage />} />
    </Routes>
  );
}
