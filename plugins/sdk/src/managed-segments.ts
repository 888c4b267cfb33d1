import type { GraphqlContext } from './graphql';
import type { Json } from './json';
import type { Page, PageRequest } from './read-models';

/** A segment that a plugin brings. It belongs to the customer's admins from the moment at which it is there. */
export type ManagedSegment = {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly definition: Json;
};
/** The same of a computed trait. */
export type ManagedComputedTrait = ManagedSegment;

export type SegmentState = {
  readonly key: string;
  readonly name: string;
  readonly state: 'draft' | 'published' | 'paused';
  readonly definition: Json;
  /** Of the version that counts; 0: none yet. */
  readonly version: number;
  readonly size: number;
  /** Code of what goes wrong with it; null: nothing. */
  readonly failure: string | null;
};

/** Where somebody stands among those who are in some segments: the heaviest first, of equal ones whoever came last. */
export type RankPosition = { readonly weight: number; readonly since: number; readonly rootId: number };
/** `since`: members who came earlier are passed over; epoch ms. */
export type RankedSegment = { readonly key: string; readonly weight: number; readonly since: number };

/** What other plugins do with segments besides reading them: offered by the plugin that keeps them. */
export interface ManagedSegments {
  /**
   * What is absent is made and published, computed traits first; what is there, stays as it is, whoever made it. What was broken off
   * is finished when it is asked for again. Where segments or traits are at their limit the rest is left out.
   * @returns keys of what is there and published, or was before
   * @throws segment_invalid, computed_trait_invalid
   */
  install(
    wanted: { readonly segments: readonly ManagedSegment[]; readonly computed: readonly ManagedComputedTrait[] },
    actor: string,
  ): Promise<ReadonlySet<string>>;
  /** As it was brought, whatever was made of it; gone, it is made again. @throws as install */
  restore(segment: ManagedSegment, actor: string): Promise<void>;
  /** On: published, and built again; off: paused, whoever is in it stays. @throws segment_not_found, segment_invalid */
  turn(key: string, on: boolean, actor: string): Promise<void>;
  /** In no order; those that are not there are missing. */
  states(keys: readonly string[]): Promise<readonly SegmentState[]>;
  /** Roots that are in one of the segments, once each, by their heaviest. One statement. */
  ranked(segments: readonly RankedSegment[], request: PageRequest<RankPosition>): Promise<Page<RankPosition>>;
}

/** Questions about a few profiles, which need not be anybody's definitions. */
export type ProfileQuestions = {
  readonly rootIds: readonly number[];
  /** Definitions of the segment language. */
  readonly conditions: readonly Json[];
  /** Definitions of computed traits: an aggregate, a score, the first of some traits ... */
  readonly values: readonly Json[];
  /** Keys of computed traits: what their values are made of now, for people. */
  readonly explained?: readonly string[];
};
export type ProfileAnswers = {
  /** In the order of the questions, as `values`. */
  readonly truths: readonly boolean[];
  readonly values: readonly Json[];
  /** By key: of a score `[{ label, points }]`. Traits that do not count (yet) are missing. */
  readonly explanations: Readonly<Record<string, Json>>;
};

export interface ProfileAsker {
  /**
   * All questions of all profiles in one statement, at the clock of now; the same questions again cost no planning. Profiles that
   * are gone are missing.
   * @throws segment_invalid, computed_trait_invalid; bad_input: more than `limits.askedProfilesMax` profiles or `limits.askedQuestionsMax` questions
   */
  ask(questions: ProfileQuestions): Promise<ReadonlyMap<number, ProfileAnswers>>;
  /**
   * Values of computed traits that are kept, by root and key. One statement.
   * @param masking of who will see them: what they show of personal traits and properties is hidden like these
   */
  computed(
    rootIds: readonly number[],
    keys: readonly string[],
    masking?: GraphqlContext['masking'],
  ): Promise<ReadonlyMap<number, Readonly<Record<string, Json>>>>;
}
