import { CustomerLink, describeError, useLocale, useTexts } from '@rapport/sdk/admin';
import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Check, Cross, Duplicate } from '@strapi/icons';
import { EvidenceLines } from '../../identity/evidence';
import { describeReview } from '../../identity/review-words';
import { useIdentity } from '../../identity/use-identity';
import type { ReviewLineFragment } from './customer.documents';
import { texts } from './texts';

type Props = { readonly id: string; readonly reviews: readonly ReviewLineFragment[]; readonly canDecide: boolean };

/** Conflicts and suggestions of this customer that wait for a person. */
export function ReviewsBanner({ id, reviews, canDecide }: Props) {
  const t = useTexts(texts);
  if (reviews.length === 0) return null;
  const title = t('reviews', { count: reviews.length });
  return (
    <Box background="warning100" borderColor="warning200" hasRadius padding={5} tag="section" aria-label={title}>
      <Flex gap={2} paddingBottom={3}>
        <Duplicate fill="warning700" aria-hidden />
        <Typography variant="delta" tag="h2" textColor="neutral800">
          {title}
        </Typography>
      </Flex>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={3}>
        {reviews.map((review) => (
          <Row key={review.reviewId} id={id} review={review} canDecide={canDecide} />
        ))}
      </Flex>
    </Box>
  );
}

function Row({
  id,
  review,
  canDecide,
}: {
  readonly id: string;
  readonly review: ReviewLineFragment;
  readonly canDecide: boolean;
}) {
  const t = useTexts(texts);
  const locale = useLocale();
  const identity = useIdentity();
  const { reviewId } = review;
  const other = review.profile?.profileId === id ? review.other : review.profile;
  const decide = (decision: Parameters<typeof identity.decide>[1]) => () =>
    void identity.decide(reviewId, decision).catch(() => undefined);
  return (
    <Box tag="li" background="neutral0" hasRadius padding={4}>
      <Flex direction="column" alignItems="stretch" gap={3}>
        <Typography>{describeReview(review, locale)}</Typography>
        {other !== null && (
          <Typography>
            {t('with')} <CustomerLink profile={other} />
          </Typography>
        )}
        <EvidenceLines evidence={review.evidence} />
        {canDecide && (
          <Flex gap={2} wrap="wrap">
            {other !== null && (
              <Button startIcon={<Check />} loading={identity.isBusy} onClick={decide('MERGE')}>
                {t('decideMerge')}
              </Button>
            )}
            {other !== null && (
              <Button
                variant="secondary"
                startIcon={<Cross />}
                disabled={identity.isBusy}
                onClick={decide('KEEP_APART')}
              >
                {t('keepApart')}
              </Button>
            )}
            <Button variant="tertiary" disabled={identity.isBusy} onClick={decide('DISMISS')}>
              {t('dismiss')}
            </Button>
          </Flex>
        )}
        {identity.error !== null && (
          <Typography role="alert" textColor="danger600">
            {describeError(identity.error, locale)}
          </Typography>
        )}
      </Flex>
    </Box>
  );
}
