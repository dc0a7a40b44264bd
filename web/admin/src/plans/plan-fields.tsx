import { useId } from 'react';
import { Field } from '../../../kit/field.tsx';
import { parseRupees } from '../app/format.ts';
import { type Plan } from './plan.ts';

/** What customers see of a plan, what it costs and how long it lasts. */
export function PlanFields({ plan }: { plan?: Plan }) {
  const id = useId();
  return (
    <>
      <Field label="Name" name="name" maxLength={200} defaultValue={plan?.name} />
      <label htmlFor={id}>Description</label>
      <textarea id={id} name="description" rows={3} maxLength={2000} defaultValue={plan?.description} />
      <Field
        label="Price in rupees"
        name="price"
        inputMode="decimal"
        pattern="[0-9,]{1,10}([.][0-9]{1,2})?"
        title="Rupees, such as 1,200 or 99.50"
        hint="At least Rs 10. Payments that are open keep their price."
        defaultValue={plan ? String(plan.pricePaisa / 100) : undefined}
      />
      <Field
        label="Days of access"
        name="durationDays"
        type="number"
        min={1}
        max={36_500}
        hint="Payments that are open keep their days."
        defaultValue={plan?.durationDays}
      />
      <Field
        label="Days of a trial"
        name="trialDays"
        type="number"
        min={0}
        max={366}
        hint="Without payment, once for each customer with a confirmed address. 0: no trial."
        defaultValue={plan?.trialDays ?? 0}
      />
    </>
  );
}

/** The answers of the form as the API takes them. */
export function readPlan(answers: FormData) {
  return {
    name: String(answers.get('name')),
    description: String(answers.get('description')),
    // The server refuses 0 with a sentence about the price.
    pricePaisa: parseRupees(String(answers.get('price'))) ?? 0,
    durationDays: Number(answers.get('durationDays')),
    // 0: none.
    trialDays: Number(answers.get('trialDays')),
  };
}
