import { messageCharsMax, plainText } from './text';

test.each([
  ['words', 'Hello', 'Hello'],
  ['nothing', null, null],
  ['blanks', '  \n ', null],
  ['what a template sends', '<p>Get notified by email</p>\n', 'Get notified by email'],
  ['paragraphs', '<p>One</p><p>Two<br/>three</p>', 'One\n\nTwo\nthree'],
  ['a list', '<ul><li>a</li><li>b</li></ul>', 'a\n\nb'],
  ['attributes', '<a href="https://x.example/?a=1&amp;b=2">here</a>', 'here'],
  ['entities', '<p>Tom &amp; Jerry &#128512; &#x41; &nbsp;&eacute;</p>', 'Tom & Jerry 😀 A  &eacute;'],
  ['an entity of an entity, once', '&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ['numbers that are no characters', '&#0; &#xD800; &#9999999;', '&#0; &#xD800; &#9999999;'],
  ['what is no text', 'a<style>p { color: red }</style>b<script>alert("<p>")</script >c<!-- no -->d', 'abcd'],
  ['a script that never ends', 'a<script>alert(1)', 'a'],
  ['what people write', 'I <3 you, a < b and c > d, x <b and c> y', 'I <3 you, a < b and c > d, x <b and c> y'],
  ['markdown', '**bold** and [here](https://x.example)', '**bold** and [here](https://x.example)'],
  ['lines of Windows', 'a\r\nb', 'a\nb'],
])('%s: %j', (_, content, text) => {
  expect(plainText(content)).toBe(text);
});

test('a long text is cut, and no half of a character is left', () => {
  const cut = plainText(`${'a'.repeat(messageCharsMax - 2)}😀😀`);
  expect(cut).toBe(`${'a'.repeat(messageCharsMax - 2)}…`);
});

test('no text takes longer than in proportion to its length', () => {
  const hostile = ['<p ', '<script>', '<!--', '&#', '<a =', '= '].map((piece) => piece.repeat(150_000 / piece.length));
  const started = process.cpuUsage().user;
  hostile.forEach((text) => plainText(text));
  // A quadratic reading of 150,000 characters takes minutes.
  expect(process.cpuUsage().user - started).toBeLessThan(5_000_000);
});
