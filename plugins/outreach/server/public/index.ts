import type { Core, HttpMount } from '@rapport/sdk';
import { surveyKeys } from '../../domain/survey';
import { createCallbackMount } from './callbacks';
import { createConfirmMount } from './confirm';
import { createPreferencesMount } from './preferences';
import { createSurveyMount } from './survey';
import { createTrackingMounts } from './tracking';
import { createUnsubscribeMount } from './unsubscribe';

/** What readers of messages, and providers, find of outreach. */
export function publicMounts(core: Core): readonly HttpMount[] {
  return [
    ...[createUnsubscribeMount(core), createPreferencesMount(core), createConfirmMount(core)],
    ...surveyKeys.map((survey) => createSurveyMount(core, survey)),
    ...createTrackingMounts(core),
    createCallbackMount(core),
  ];
}
