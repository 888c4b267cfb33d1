import directions from './directions.json';
import { importsOf, type Import } from './imports';
import { isIn, projectFiles } from './tree';

const tests = (file: string): boolean => file.startsWith('test/') || /\.test\.tsx?$/.test(file);
const sources = projectFiles().filter((file) => /\.tsx?$/.test(file) && !tests(file));
const imports = new Map(sources.map((file) => [file, importsOf(file)]));

/** Lines like `src/domain/trait.ts -> src/store/profile.ts` for each import that `allowed` refuses. */
function refused(files: readonly string[], allowed: (found: Import, file: string) => boolean): string[] {
  return files.flatMap((file) =>
    (imports.get(file) ?? [])
      .filter((found) => !allowed(found, file))
      .map((found) => `${file} -> ${'file' in found ? found.file : found.package}`),
  );
}

describe.each(directions.rooms)('$room: $why', ({ room, mayImport, packages }) => {
  const files = sources.filter((file) => isIn(file, room));

  test('imports only what it may', () => {
    const ends = [room, ...mayImport];
    const wrong = refused(files, (found) => {
      if ('file' in found) return ends.some((end) => isIn(found.file, end));
      return packages === undefined || packages.includes(found.package);
    });
    expect(wrong).toEqual([]);
  });
});

test(`plugins: ${directions.plugins.why}`, () => {
  const wrong = refused(
    sources.filter((file) => isIn(file, 'plugins/*')),
    (found, file) => {
      const own = file.split('/').slice(0, 2).join('/');
      if ('file' in found) return isIn(found.file, own);
      return !found.package.startsWith('@rapport/') || found.package === '@rapport/sdk';
    },
  );
  expect(wrong).toEqual([]);
});

test("a plugin's domain/ is as pure as the house's", () => {
  const pure = directions.rooms.find(({ room }) => room === 'src/domain')?.packages ?? [];
  const wrong = refused(
    sources.filter((file) => isIn(file, 'plugins/*/domain')),
    (found, file) => {
      const own = file.split('/').slice(0, 3).join('/');
      return 'file' in found ? isIn(found.file, own) : pure.includes(found.package);
    },
  );
  expect(wrong).toEqual([]);
});

test.each(directions.packagesOnlyIn)('$package: $why', ({ package: name, rooms }) => {
  const outside = sources.filter((file) => !rooms.some((room) => isIn(file, room)));
  const wrong = refused(outside, (found) => 'file' in found || !`${found.package}/`.startsWith(`${name}/`));
  expect(wrong).toEqual([]);
});

test('no file of the product imports a test', () => {
  expect(refused(sources, (found) => !('file' in found) || !tests(found.file))).toEqual([]);
});

test('no files import each other in a circle', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
    else if (!done.has(file)) {
      for (const found of imports.get(file) ?? []) {
        if ('file' in found && !found.typeOnly) visit(found.file, [...way, file]);
      }
      done.add(file);
    }
  };
  sources.forEach((file) => visit(file, []));
  expect(circles).toEqual([]);
});
