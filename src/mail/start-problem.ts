import { inNepalTime } from './in-words.ts';
import { composeMessage, type Message } from './message.ts';

export interface StartProblem {
  to: string;
  /** What was examined, such as `Plans`. */
  matter: string;
  says: string;
  advice: string | null;
  foundAt: Date;
  publicUrl: string;
}

export function startProblem({ to, matter, says, advice, foundAt, publicUrl }: StartProblem): Message {
  return composeMessage({
    kind: 'start-problem',
    to,
    subject: `The server has started with a problem: ${matter}`,
    blocks: [
      `When the server started, it found a problem. ${says}`,
      {
        facts: [
          ['Found', inNepalTime(foundAt)],
          ['Server', publicUrl],
        ],
      },
      ...(advice === null ? [] : [`What to do: ${advice}`]),
      'To examine everything again, run npm run doctor on the server.',
    ],
  });
}
