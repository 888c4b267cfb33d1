import { Route, Routes } from 'react-router-dom';
import { JourneyPage } from './journey-page';
import { JourneysList } from './journeys-list';
import { NewJourneyPage } from './new-journey-page';

/** Journeys by id at /journeys/…; what is none stands behind a dash. */
export default function JourneysPage() {
  return (
    <Routes>
      <Route index element={<JourneysList />} />
      <Route path="-/new" element={<NewJourneyPage />} />
      <Route path=":journeyId" element={<JourneyPage />} />
    </Routes>
  );
}
