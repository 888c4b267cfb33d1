import { errorTable } from '@rapport/sdk';

test('every error has a status that HTTP knows, and a sentence', () => {
  for (const error of Object.values(errorTable)) {
    expect(error.status).toBeGreaterThanOrEqual(400);
    expect(error.status).toBeLessThan(600);
    expect(error.message).toMatch(/^[A-Z].*\.$/);
  }
});
