import { type ReactNode } from 'react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { problemOf } from '../app/problem-of.ts';

interface ConsequencesProps {
  /** Of the query that asks what would happen. */
  error: unknown;
  retry(): Promise<unknown>;
  /** Empty until the server has answered. */
  children: ReactNode;
}

/** What a deed will do, as the server says. Until then, the deed must not be ready. */
export function Consequences({ error, retry, children }: ConsequencesProps) {
  if (error) return <ProblemNotice problem={problemOf(error)} retry={() => void retry().catch(() => {})} />;
  return (
    <div className="consequences" aria-live="polite">
      {children || <p>Asking what will happen…</p>}
    </div>
  );
}
