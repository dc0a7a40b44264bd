import { type ReactNode } from 'react';
import { Link } from 'wouter';

/** A mark that opens the list behind it. The keyboard's way is the same link in the table. */
export function MarkLink({ to, label, children }: { to: string; label: string; children: ReactNode }) {
  return (
    <Link href={to} tabIndex={-1} aria-label={label}>
      <title>{label}</title>
      {children}
    </Link>
  );
}
