import { Route, Routes } from 'react-router-dom';
import { Back, BroadcastPage } from './broadcast-page';
import { BroadcastsList } from './broadcasts-list';
import { EditorPage } from './editor/editor-page';

/** Broadcasts by id at /broadcasts/…; what is none stands behind a dash. */
export default function BroadcastsPage() {
  return (
    <Routes>
      <Route index element={<BroadcastsList />} />
      <Route path="-/new" element={<EditorPage broadcast={null} navigation={<Back />} />} />
      <Route path=":broadcastId" element={<BroadcastPage />} />
    </Routes>
  );
}
