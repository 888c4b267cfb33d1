/** Formats of strings that a plan may ask for; each takes time linear in the length. */
const dateTime = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:?\d\d)?$/;
const date = /^\d{4}-\d\d-\d\d$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const email = /^[^\s@]{1,64}@[^\s@]{1,255}$/;

const isMoment = (text: string): boolean => !Number.isNaN(Date.parse(text));

export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  'date-time': (text) => dateTime.test(text) && isMoment(text),
  date: (text) => date.test(text) && isMoment(text),
  email: (text) => email.test(text),
  uri: (text) => URL.canParse(text),
  uuid: (text) => uuid.test(text),
};
export const formatNames = Object.keys(formats);
