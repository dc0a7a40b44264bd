import { useMutation } from '@apollo/client/react';
import { Field } from '../../../kit/field.tsx';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { graphql } from '../gql/index.ts';
import { PlanFields, readPlan } from './plan-fields.tsx';

const CreatePlanMutation = graphql(`
  mutation CreatePlan(
    $code: String!
    $name: String!
    $description: String!
    $pricePaisa: Int!
    $durationDays: Int!
    $trialDays: Int
  ) {
    createPlan(
      code: $code
      name: $name
      description: $description
      pricePaisa: $pricePaisa
      durationDays: $durationDays
      trialDays: $trialDays
    ) {
      ...PlanRecordFields
    }
  }
`);

export function CreatePlanDialog({ onClose }: { onClose(): void }) {
  const [create] = useMutation(CreatePlanMutation, { refetchQueries: ['Plans'], awaitRefetchQueries: true });
  return (
    <DeedDialog
      title="New plan"
      verb="Create the plan"
      done="The plan is on sale."
      perform={(answers) => {
        const { trialDays, ...values } = readPlan(answers);
        return create({ variables: { code: String(answers.get('code')), ...values, trialDays: trialDays || null } });
      }}
      onClose={onClose}
    >
      <p>The plan is on sale at once.</p>
      <Field
        label="Code"
        name="code"
        maxLength={64}
        pattern="[a-z0-9\-]{1,64}"
        hint="Lower-case letters, digits and hyphens, such as premium-2027. It cannot be changed later."
      />
      <PlanFields />
    </DeedDialog>
  );
}
