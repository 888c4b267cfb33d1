import { describeInBrowser } from '../support/admin';
import { careStories } from './stories/care';
import { helpdeskStories } from './stories/helpdesks';
import { rolesStories } from './stories/roles';
import { situationStories } from './stories/situations';
import { sourcesStories } from './stories/sources';

describeInBrowser('sources, roles and care of the data', [
  careStories,
  rolesStories,
  sourcesStories,
  helpdeskStories,
  situationStories,
]);
