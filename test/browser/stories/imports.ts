import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AdminWorld } from '../../support/admin';
import { picture, seriousFindings } from '../../support/browser';
import { testAtLength } from '../../support/long';

const head = 'Kundennummer;E-Mail-Adresse;Vorname;Geburtsdatum;Umsatz;Land';
const people = Array.from(
  { length: 40 },
  (_, n) => `K-${n};anna${n}@example.com;J\xfcrgen ${n};${(n % 28) + 1}.3.198${n % 10};${n * 13},50;DE`,
);
const text = `${head}\r\n${people.join('\r\n')}\r\n;;Niemand;1.3.1990;1,00;DE\r\nK-99;too;few\r\n`;

export function importsStories(worldOf: () => AdminWorld): void {
  describe('the import', () => {
    let world: AdminWorld;
    let folder: string;
    beforeAll(async () => {
      world = worldOf();
      folder = await mkdtemp(path.join(tmpdir(), 'rapport-files-'));
      await writeFile(path.join(folder, 'Kunden.csv'), Buffer.from(text, 'latin1'));
    });
    afterAll(async () => {
      await rm(folder, { recursive: true });
    });

    test('a file is dropped, understood, tried, imported; its rejected rows are seen and downloaded', async () => {
      const page = await world.page('customers');
      await page.getByRole('link', { name: 'Import' }).last().click();
      await page.getByText('Nothing was imported here yet').waitFor();
      await picture(page, 'import-empty', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);

      const transfer = await page.evaluateHandle(`(() => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array([${[...Buffer.from(text, 'latin1')].join()}])], 'Kunden.csv'));
        return data;
      })()`);
      await page.getByText('Drop a CSV file here').dispatchEvent('drop', { dataTransfer: transfer });
      await page.getByRole('heading', { name: 'Kunden.csv' }).waitFor();
      await page.getByText('Tried with all 42 rows').waitFor();
      await page.getByText('Jürgen 0 · Jürgen 1 · Jürgen 2').waitFor();
      await picture(page, 'import-set-up', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);

      // Somebody takes the wrong column for the person: it is said at once, and put right.
      const number = page.getByRole('combobox', {
        name: 'Becomes: Kundennummer',
      });
      await number.click();
      await page.getByRole('option', { name: 'Leave out' }).click();
      const mail = page.getByRole('combobox', {
        name: 'Becomes: E-Mail-Adresse',
      });
      await mail.click();
      await page.getByRole('option', { name: 'Leave out' }).click();
      await page.getByText('No column says who it is').waitFor();
      expect(await page.getByRole('button', { name: 'Start the import' }).isDisabled()).toBe(true);
      await number.click();
      await page.getByRole('option', { name: 'Customer number' }).click();
      await page.getByText('Tried with all 42 rows').waitFor();
      await mail.click();
      await page.getByRole('option', { name: 'E-mail' }).click();
      const start = page.getByRole('button', {
        name: 'Start the import',
        disabled: false,
      });
      await start.waitFor();
      await start.click();

      await page.getByText('Some rows could not be imported').waitFor();
      await page.getByText('Nothing says who it is').waitFor();
      await page.getByText('K-99;too;few').waitFor();
      await picture(page, 'import-result', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download as CSV' }).click();
      const file = await (await downloading).path();
      expect((await readFile(file, 'utf8')).split('\r\n')).toHaveLength(4);
      const { rows } = await world.database.pool.query(
        `select p.traits ->> 'Umsatz' as sum, p.traits ->> 'birthday' as born from identifier i join profile p on p.id = i.profile_id
       where i.value = 'K-7'`,
      );
      expect(rows).toEqual([{ sum: '91.5', born: '1987-03-08' }]);

      await page.getByRole('button', { name: 'Use the file again' }).click();
      await page.getByText('This very file was imported before').waitFor();
      await page.getByRole('link', { name: 'All imports' }).click();
      await page.getByRole('link', { name: 'Kunden.csv' }).first().waitFor();
      await picture(page, 'import-list', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);
    });

    testAtLength('by the button and in Chinese, in the dark: a workbook is refused in words', async () => {
      const page = await world.page('imports', {
        locale: 'zh-Hans',
        theme: 'dark',
      });
      await page.getByText('将 CSV 文件拖到这里').waitFor();
      const input = page.locator('input[type=file]');
      await input.setInputFiles({
        name: 'a.xlsx',
        mimeType: '',
        buffer: Buffer.from('504b030414000600', 'hex'),
      });
      await page.getByText('这不是文本文件').waitFor();
      expect(world.complaints.splice(0)).toEqual([expect.stringContaining('415')]);
      await picture(page, 'import-refused-zh', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);
      await input.setInputFiles(path.join(folder, 'Kunden.csv'));
      await page.getByText('已试算全部').waitFor();
      await picture(page, 'import-set-up-zh', { fullPage: true });
      expect(await seriousFindings(page)).toEqual([]);
    });
  });
}
