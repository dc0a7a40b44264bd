import { type StoryKind } from '../gql/graphql.ts';

const shapes: Record<StoryKind, string> = {
  // A door.
  OPENED: 'M4 13.5v-11h8v11M2.5 13.5h11M9.5 8v.5',
  // A tick.
  PAID: 'M3 8.5l3.5 3.5L13 4.5',
  // A speech bubble.
  ANSWER: 'M2.5 3.5h11v7h-6l-3 3v-3h-2z',
  // A clock.
  JOB: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 5v3.5l2 1.5',
  // An envelope.
  MAIL: 'M2.5 4h11v8h-11zM2.5 4.5L8 9l5.5-4.5',
  // A person.
  DEED: 'M8 2.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M3 13.5c0-3 2-4 5-4s5 1 5 4',
  // An arrow back.
  REFUND: 'M6 3L3 6l3 3M3 6h6a4 3.5 0 0 1 0 7H5',
  // A key.
  ACCESS: 'M5 8a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M7 9l5.5-5.5M10 6l2 2M12 4l1.5 1.5',
};

export function StoryIcon({ kind }: { kind: StoryKind }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" width="16" height="16">
      <path d={shapes[kind]} fill="none" stroke="currentColor" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
