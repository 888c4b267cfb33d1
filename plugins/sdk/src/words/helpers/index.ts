import and from './and';
import date from './date';
import dateTime from './date-time';
import duration from './duration';
import eq from './eq';
import fallback from './fallback';
import firstName from './first-name';
import fullName from './full-name';
import gendered from './gendered';
import gt from './gt';
import gte from './gte';
import includes from './includes';
import list from './list';
import lt from './lt';
import lte from './lte';
import money from './money';
import ne from './ne';
import not from './not';
import number from './number';
import or from './or';
import plural from './plural';
import politeName from './polite-name';
import relative from './relative';
import salutation from './salutation';
import time from './time';

/** All helpers, in the order in which the page of authors shows them. */
export const helpers = [
  ...[firstName, politeName, fullName, salutation, gendered],
  ...[date, time, dateTime, relative, duration],
  ...[money, number, plural, list, fallback],
  ...[eq, ne, gt, gte, lt, lte, includes, and, or, not],
];
