import { describeInBrowser } from '../support/admin';
import { customersStories } from './stories/customers';
import { importsStories } from './stories/imports';
import { insightStories } from './stories/insights';
import { overviewStories } from './stories/overview';

// One Rapport for all of them: the overview begins with what a new one shows.
describeInBrowser('customers', [overviewStories, customersStories, importsStories, insightStories]);
