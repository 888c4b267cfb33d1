import { Route, Routes } from 'react-router-dom';
import { ImportDetail } from './import-detail';
import { ImportList } from './import-list';

export default function ImportsPage() {
  return (
    <Routes>
      <Route index element={<ImportList />} />
      <Route path=":id" element={<ImportDetail />} />
    </Routes>
  );
}
