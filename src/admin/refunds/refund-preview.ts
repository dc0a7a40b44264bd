import { Field, Int, ObjectType } from 'type-graphql';
import { type RefundForecast } from '../../payments/preview-refund.ts';
import { AccessChange } from '../subscriptions/access-preview.ts';

@ObjectType({ description: 'What a refund would do.', simpleResolvers: true })
export class RefundPreview {
  @Field(() => Int, { description: 'Paisa that go back.' })
  amountPaisa: number;

  @Field(() => Int, {
    description: 'Paisa of the payment that are left after it. Fewer if the sum of an earlier refund is not known.',
  })
  leftPaisa: number;

  @Field(() => Boolean, { description: 'Whether the refund would need a code now: `STEP_UP_REQUIRED`.' })
  needsCode: boolean;

  @Field(() => AccessChange, { description: 'What becomes of the access, once the money went back.' })
  access: AccessChange;

  constructor({ amountPaisa, leftPaisa, access }: RefundForecast, needsCode: boolean) {
    this.amountPaisa = amountPaisa;
    this.leftPaisa = leftPaisa;
    this.needsCode = needsCode;
    this.access = new AccessChange(access);
  }
}

@ObjectType({ description: 'Which refunds are possible.', simpleResolvers: true })
export class RefundSettings {
  @Field(() => Boolean, { description: 'Whether a part of a payment can be refunded through Khalti.' })
  arePartsPossible: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why not, in a sentence to show to the operator; null if it can.',
  })
  reason: string | null;

  constructor(reason: string | null) {
    this.arePartsPossible = reason === null;
    this.reason = reason;
  }
}
