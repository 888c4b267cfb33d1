import { describeInBrowser } from '../support/admin';
import { customersStories } from './stories/customers';
import { importsStories } from './stories/imports';
import { insightStories } from './stories/insights';
import { journeyStories } from './stories/journeys';
import { outreachStories } from './stories/outreach';
import { overviewStories } from './stories/overview';
import { templatesStories } from './stories/templates';
import { wantedStories } from './stories/wanted';

// One Rapport for all of them: the overview begins with what a new one shows.
describeInBrowser('customers', [
  overviewStories,
  customersStories,
  importsStories,
  insightStories,
  templatesStories,
  outreachStories,
  journeyStories,
  wantedStories,
]);
