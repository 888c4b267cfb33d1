import { describeInBrowser } from '../support/admin';
import { careStories } from './stories/care';
import { helpdeskStories } from './stories/helpdesks';
import { joeStories } from './stories/joe';
import { panelStories } from './stories/panel';
import { rolesStories } from './stories/roles';
import { scriptStories } from './stories/scripts';
import { situationStories } from './stories/situations';
import { sourcesStories } from './stories/sources';

describeInBrowser('sources, roles, scripts and care of the data', [
  careStories,
  rolesStories,
  sourcesStories,
  helpdeskStories,
  situationStories,
  scriptStories,
  panelStories,
  joeStories,
]);
