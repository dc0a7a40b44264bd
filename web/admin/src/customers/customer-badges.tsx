import { Badge } from '../../../kit/badge.tsx';

interface CustomerBadgesProps {
  customer: { blockedAt?: string | null; erasedAt?: string | null };
}

/** What must not be overlooked about a customer. */
export function CustomerBadges({ customer: { blockedAt, erasedAt } }: CustomerBadgesProps) {
  return (
    <>
      {blockedAt && <Badge tone="bad">Blocked</Badge>} {erasedAt && <Badge tone="quiet">Erased</Badge>}
    </>
  );
}
