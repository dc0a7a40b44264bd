import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

const MAX_LISTED = 20;

export interface UnexpectedErrors {
  to: string;
  /** Without their messages, which can contain customers' data. The log has them, under the same id. */
  errors: readonly { errorId: string; name: string; at: Date; where: string | null }[];
  publicUrl: string;
}

export function unexpectedErrors({ to, errors, publicUrl }: UnexpectedErrors): Message {
  const count = errors.length === 1 ? '1 unexpected error' : `${errors.length} unexpected errors`;
  const unlisted = errors.length - MAX_LISTED;
  return composeMessage({
    kind: 'unexpected-errors',
    to,
    subject: count,
    blocks: [
      `${count} occurred on ${publicUrl} since the last message of this kind.`,
      {
        facts: errors
          .slice(0, MAX_LISTED)
          .map(({ errorId, name, at, where }) => [
            errorId,
            `${name}${where === null ? '' : ` in ${where}`}, ${inNepalTime(at)}`,
          ]),
      },
      ...(unlisted > 0 ? [`And ${unlisted} more.`] : []),
      "What to do: search the server's log for these ids to find the causes. Customers see only the ids.",
    ],
  });
}
