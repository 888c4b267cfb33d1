import { Badge } from '@strapi/design-system';

type Props = { readonly severity: number; readonly label: string };

/** The number is the message; the colour only underlines it. */
export function SeverityBadge({ severity, label }: Props) {
  const [background, text] =
    severity >= 70
      ? ['danger100', 'danger700']
      : severity >= 40
        ? ['warning200', 'neutral800']
        : ['neutral150', 'neutral700'];
  return (
    <Badge backgroundColor={background} textColor={text} aria-label={`${label}: ${severity}`}>
      {severity}
    </Badge>
  );
}
