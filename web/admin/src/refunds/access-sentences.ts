import { formatDay, formatDays, formatMoment } from '../app/format.ts';
import { type AccessChangeFieldsFragment } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';

graphql(`
  fragment AccessChangeFields on AccessChange {
    endsAtBefore
    endsAtAfter
    moves {
      startsAtBefore
      endsAtBefore
      startsAtAfter
      endsAtAfter
      period {
        id
        plan {
          id
          name
        }
      }
    }
  }
`);

const DAY_MS = 86_400_000;
const MOMENT_MS = 60_000;

/** "Access then ends 25 Dec 2026 instead of 25 Dec 2027. Basic, 30 days, moves up and starts now." */
export function accessSentences({ endsAtBefore, endsAtAfter, moves }: AccessChangeFieldsFragment): string[] {
  return [endInWords(endsAtBefore ?? null, endsAtAfter ?? null), ...moves.map(moveInWords)];
}

function endInWords(before: string | null, after: string | null): string {
  if (before === null) return 'The customer has no access now, and that stays so.';
  if (after === null) return `Access then ends at once instead of ${formatDay(before)}.`;
  if (after === before) return `Access stays: it ends ${formatDay(before)}.`;
  const inWords = formatDay(after) === formatDay(before) ? formatMoment : formatDay;
  return `Access then ends ${inWords(after)} instead of ${inWords(before)}.`;
}

function moveInWords(move: AccessChangeFieldsFragment['moves'][number]): string {
  const { startsAtBefore, endsAtBefore, startsAtAfter, period } = move;
  const days = Math.round((Date.parse(endsAtBefore) - Date.parse(startsAtBefore)) / DAY_MS);
  const isNow = Date.parse(startsAtAfter) - Date.now() < MOMENT_MS;
  const start = isNow ? 'now' : formatDay(startsAtAfter);
  return `${period.plan.name}, ${formatDays(days)}, moves up and starts ${start}.`;
}
