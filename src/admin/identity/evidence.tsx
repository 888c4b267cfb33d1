import { isMasked, Masked, useLocale, WarningBadge } from '@rapport/sdk/admin';
import type { Json } from '@rapport/sdk/admin';
import { Badge, Box, Flex, Typography } from '@strapi/design-system';
import { describeEvidence } from './review-words';

/** The event that proved it, and what it carried. */
export function EvidenceLines({ evidence }: { readonly evidence: Json }) {
  const locale = useLocale();
  const { sentence, identifiers } = describeEvidence(evidence, locale);
  if (sentence === null && identifiers.length === 0) return null;
  return (
    <Box>
      {sentence !== null && (
        <Typography variant="pi" textColor="neutral600">
          {sentence}
        </Typography>
      )}
      <Flex tag="ul" gap={3} wrap="wrap" paddingTop={1}>
        {identifiers.map(({ kind, value, label, trust, trustLabel }) => (
          <Flex tag="li" key={`${kind} ${value}`} gap={2}>
            <Typography variant="pi" textColor="neutral600">
              {label}
            </Typography>
            {isMasked(value) ? (
              <Masked />
            ) : (
              <Typography variant="pi" fontWeight="semiBold">
                {value}
              </Typography>
            )}
            {trust === 'verified' ? (
              <Badge size="S" variant="success">
                {trustLabel}
              </Badge>
            ) : (
              <WarningBadge size="S">{trustLabel}</WarningBadge>
            )}
          </Flex>
        ))}
      </Flex>
    </Box>
  );
}
