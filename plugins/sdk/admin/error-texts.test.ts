import { errorTable } from '../src/errors';
import { ApiError } from './api-error';
import { describeCode, describeError } from './error-texts';

const codes = Object.entries(errorTable);

test.each(codes)('why something failed is a sentence in both languages: %s', (code, { message }) => {
  const english = describeCode(code, 'en');
  expect(english).not.toBe(code);
  expect(english).toMatch(/[.?]$/);
  const chinese = describeCode(code, 'zh-Hans');
  expect([...'。？']).toContain(chinese === message ? '。' : chinese.slice(-1));
});

test('whatever keeps a helpdesk, a channel or an erasure from going on is said in Chinese, too', () => {
  const english = [
    ...['helpdesk_unavailable', 'helpdesk_unauthorized', 'helpdesk_missing', 'helpdesk_refused', 'helpdesk_cannot'],
    ...['helpdesk_not_found', 'invalid_body', 'invalid_json', 'internal_error', 'secret_unreadable', 'shutting_down'],
    ...['database_unavailable', 'statement_timeout', 'overloaded', 'template_not_found', 'erasure_step_unknown'],
  ].filter((code) => !/[\u4e00-\u9fff]/.test(describeCode(code, 'zh-Hans')));
  expect(english).toEqual([]);
});

test('a provider’s own code stays as it is', () => {
  expect(describeCode('smtp_451', 'en')).toBe('smtp_451');
});

test('what the server said beyond its sentence follows where it says what to mend', () => {
  const refused = new ApiError('helpdesk_refused', `${errorTable.helpdesk_refused.message} Its answer is no JSON.`);
  expect(describeError(refused, 'en')).toBe('The helpdesk refuses the request. Its answer is no JSON.');
  expect(describeError(refused, 'zh-Hans')).toBe('客服系统拒绝了该请求。 Its answer is no JSON.');
  expect(describeError(new ApiError('import_line_invalid', 'A quote is not closed.'), 'en')).toBe(
    'The row cannot be read. A quote is not closed.',
  );
  // Nothing else holds a place of the server's.
  expect(describeError(new ApiError('not_found', 'There is nothing at this address. /x'), 'en')).toBe(
    'There is nothing here.',
  );
});
