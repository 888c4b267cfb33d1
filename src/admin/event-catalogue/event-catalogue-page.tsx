import { Route, Routes } from 'react-router-dom';
import { EventNameDetail } from './event-name-detail';
import { EventNameList } from './event-name-list';

export default function EventCataloguePage() {
  return (
    <Routes>
      <Route index element={<EventNameList />} />
      <Route path=":id" element={<EventNameDetail />} />
    </Routes>
  );
}
