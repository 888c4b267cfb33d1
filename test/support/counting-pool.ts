import type pg from 'pg';

/** The same pool, with what is sent through it written down. */
export function countingPool(pool: pg.Pool, statements: string[]): pg.Pool {
  return new Proxy(pool, {
    get(target, property) {
      if (property !== 'query') return Reflect.get(target, property, target);
      return (...parameters: unknown[]) => {
        const [statement] = parameters;
        statements.push(
          typeof statement === 'object' && statement !== null && 'name' in statement
            ? String(statement.name)
            : String(statement),
        );
        return Reflect.apply(target.query, target, parameters);
      };
    },
  });
}
