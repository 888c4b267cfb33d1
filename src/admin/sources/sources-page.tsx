import { Route, Routes } from 'react-router-dom';
import { SourceDetail } from './source-detail';
import { SourceList } from './source-list';

export default function SourcesPage() {
  return (
    <Routes>
      <Route index element={<SourceList />} />
      <Route path=":ref" element={<SourceDetail />} />
    </Routes>
  );
}
