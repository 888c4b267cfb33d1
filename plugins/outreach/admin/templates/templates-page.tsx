import { Route, Routes } from 'react-router-dom';
import { TemplatePage } from './template-page';
import { TemplatesList } from './templates-list';

/** Templates by key at /templates/…. */
export default function TemplatesPage() {
  return (
    <Routes>
      <Route index element={<TemplatesList />} />
      <Route path=":templateKey" element={<TemplatePage />} />
    </Routes>
  );
}
