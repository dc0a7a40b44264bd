import { z } from 'zod';
import { parse } from './parse.ts';
import { ActionNotAllowed } from './payment.ts';
import { randomId } from './random-id.ts';

const choiceSchema = z.strictObject({
  pidx: z.string().regex(/^[\w.-]{1,200}$/, 'must be letters, digits, ".", "-" or "_"'),
  purchaseOrderId: z.string().optional(),
  key: z.string().optional(),
});

export type Choice = z.infer<typeof choiceSchema>;

/** The pidx that tests have chosen for coming initiations. Without a choice, a pidx is random. */
export class ChosenPidxs {
  #choices: Choice[] = [];

  /** `isTaken` says whether a payment has that pidx. */
  add(input: unknown, isTaken: (pidx: string) => boolean): Choice {
    const choice = parse(choiceSchema, input);
    if (isTaken(choice.pidx) || this.#choices.some(({ pidx }) => pidx === choice.pidx)) {
      throw new ActionNotAllowed('This pidx is taken. Choose another.');
    }
    this.#choices.push(choice);
    return choice;
  }

  take(purchaseOrderId: string, isOwnKey: (key: string) => boolean): string {
    const chosen = this.#choices.find(
      (choice) =>
        (choice.purchaseOrderId ?? purchaseOrderId) === purchaseOrderId &&
        (choice.key === undefined || isOwnKey(choice.key)),
    );
    if (chosen === undefined) return randomId();
    this.#choices = this.#choices.filter((choice) => choice !== chosen);
    return chosen.pidx;
  }

  clear(key?: string): void {
    this.#choices = key === undefined ? [] : this.#choices.filter((choice) => choice.key !== key);
  }
}
