import { type GraphqlContext, zoneOf } from '@rapport/sdk';
import { RapportError } from '@rapport/sdk';
import { composeScript } from '../../domain/words/compose';
import { customerView } from '../../domain/words/customer-view';
import { edgeProfiles, type Tone } from '@rapport/sdk/words';
import { scriptFaults } from '../../domain/words/faults';
import { sampleSituation } from '../../domain/words/sample';
import type { ScriptChannel } from '../../domain/words/script';
import type { Rendered, TemplateView } from '../../domain/words/view';
import { lastConversation, shownTraits } from '../views';

export type PreviewArguments = {
  readonly body: string;
  readonly opening?: string | null;
  readonly profileId?: string | null;
  readonly edgeProfile?: string | null;
  readonly locale: string;
  readonly channel?: ScriptChannel | null;
  readonly tone?: Tone | null;
  readonly withSample?: boolean | null;
};
type Field = 'opening' | 'body';
type Fault = { readonly field: Field; readonly line: number; readonly column: number; readonly message: string };
type Preview = Omit<Rendered, 'text'> & { readonly text: string | null; readonly faults: readonly Fault[] };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** @throws RapportError bad_input, profile_not_found, script_too_long */
export async function preview(args: PreviewArguments, context: GraphqlContext): Promise<Preview> {
  const { body, locale, channel = null, tone } = args;
  const opening = args.opening ?? '';
  const view = await viewOf(args, context);
  const faults = [...faultsIn('opening', opening), ...faultsIn('body', body)];
  if (faults.length > 0) return { text: null, missing: [], pieces: [], faults };
  const timeZone = zoneOf(view.customer, context.core.settings.timeZone);
  const options = { locale, timeZone, now: context.core.now(), channel };
  return { ...composeScript({ opening, body, tone: tone ?? 'neutral' }, view, options), faults };
}

async function viewOf(args: PreviewArguments, context: GraphqlContext): Promise<TemplateView> {
  const situation = args.withSample === true ? sampleSituation : null;
  if (typeof args.profileId !== 'string') {
    const edge = edgeProfiles.find(({ key }) => key === (args.edgeProfile ?? 'whole'));
    if (edge === undefined) throw new RapportError('bad_input', 'There is no such edge profile.');
    return customerView(edge.traits, { situation });
  }
  context.require('profile.read');
  if (!uuid.test(args.profileId)) throw new RapportError('bad_input', 'It is not the id of a profile.');
  const [profile] = await context.core.read.profiles.byPublicIds([args.profileId.toLowerCase()]);
  if (profile === null || profile === undefined) throw new RapportError('profile_not_found');
  context.noteRead(profile.publicId);
  const conversation = await lastConversation(profile, context, args.locale);
  return customerView(shownTraits(profile, context), { situation, conversation });
}

function faultsIn(field: Field, text: string): Fault[] {
  return scriptFaults(text).map((fault) => ({ field, ...fault }));
}
