import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

const MOST_LISTED = 20;

export interface UnexpectedErrors {
  to: string;
  /** Without their messages, which can carry anything: the log has those, under the same id. */
  errors: readonly { errorId: string; name: string; at: Date; where: string | null }[];
  publicUrl: string;
}

export function unexpectedErrors({ to, errors, publicUrl }: UnexpectedErrors): Message {
  const count = errors.length === 1 ? '1 unexpected error' : `${errors.length} unexpected errors`;
  const unlisted = errors.length - MOST_LISTED;
  return composeMessage({
    kind: 'unexpected-errors',
    to,
    subject: count,
    blocks: [
      `There was trouble that nobody had foreseen on ${publicUrl}: ${count} since the last message of this kind.`,
      {
        facts: errors
          .slice(0, MOST_LISTED)
          .map(({ errorId, name, at, where }) => [
            errorId,
            `${name}${where === null ? '' : ` in ${where}`}, ${inNepalTime(at)}`,
          ]),
      },
      ...(unlisted > 0 ? [`And ${unlisted} more.`] : []),
      'What to do: search the log for these ids. Customers were shown the same id, and no more.',
    ],
  });
}
