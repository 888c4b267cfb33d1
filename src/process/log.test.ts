import { RapportError } from '@rapport/sdk';
import { createLog, describeError } from './log';

function written(act: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  act(createLog('info', 'test', { write: (line: string) => (text += line) }));
  return text;
}

test('one JSON line, with the process and the time', () => {
  const line = written((log) => log.info({ count: 3 }, 'done'));
  expect(JSON.parse(line)).toMatchObject({ level: 'info', process: 'test', count: 3, msg: 'done' });
  expect(line.endsWith('}\n')).toBe(true);
});

test('traits, bodies and addresses that somebody logs by mistake are hidden', () => {
  const line = written((log) => {
    log.info(
      { traits: { name: 'Ada' }, event: { email: 'ada@example.com', properties: { a: 'Ada' } }, body: 'Ada' },
      'x',
    );
  });
  expect(line).not.toMatch(/ada/i);
});

test("PostgreSQL's errors quote values: only the code and the place are kept", () => {
  const error = Object.assign(new Error('invalid input syntax for type uuid: "ada@example.com"'), {
    severity: 'ERROR',
    code: '23505',
    detail: 'Key (value)=(ada@example.com) already exists.',
    table: 'identifier',
    constraint: 'identifier_pkey',
    routine: '_bt_check_unique',
  });
  const described = describeError(new RapportError('internal_error', undefined, { cause: error }));
  expect(JSON.stringify(described)).not.toContain('ada');
  expect(described.cause).toMatchObject({
    type: 'DatabaseError',
    code: '23505',
    message: 'routine _bt_check_unique, table identifier, constraint identifier_pkey',
  });
});

test("JSON.parse's errors quote the text: it is left out, also of the stack", () => {
  const parse = (): unknown => {
    try {
      return JSON.parse('{"email":"ada@example.com" oops}');
    } catch (error) {
      return error;
    }
  };
  expect(JSON.stringify(describeError(parse()))).not.toContain('ada');
});
