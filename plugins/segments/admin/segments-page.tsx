import { Route, Routes } from 'react-router-dom';
import { EditSegmentPage, NewSegmentPage } from './builder/builder-page';
import { ComputedEditorPage } from './computed/computed-editor';
import { ComputedList } from './computed/computed-list';
import { SegmentPage } from './detail/segment-page';
import { SegmentsList } from './list/segments-list';

/** Segments by key at /segments/vip. What is no segment stands behind a dash, which no key begins with. */
export default function SegmentsPage() {
  return (
    <Routes>
      <Route index element={<SegmentsList />} />
      <Route path="-/new" element={<NewSegmentPage />} />
      <Route path="-/computed" element={<ComputedList />} />
      <Route path="-/computed/new" element={<ComputedEditorPage isNew />} />
      <Route path="-/computed/:traitKey" element={<ComputedEditorPage />} />
      <Route path=":segmentKey" element={<SegmentPage />} />
      <Route path=":segmentKey/edit" element={<EditSegmentPage />} />
    </Routes>
  );
}
