import { useMutation } from '@apollo/client/react';
import { DeedDialog } from '../deeds/deed-dialog.tsx';
import { graphql } from '../gql/index.ts';
import { factsOf, type Plan } from './plan.ts';
import { PlanFields, readPlan } from './plan-fields.tsx';

const UpdatePlanMutation = graphql(`
  mutation UpdatePlan(
    $id: ID!
    $seenUpdatedAt: DateTime!
    $name: String!
    $description: String!
    $pricePaisa: Int!
    $durationDays: Int!
    $trialDays: Int!
  ) {
    updatePlan(
      id: $id
      seenUpdatedAt: $seenUpdatedAt
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

interface EditPlanDialogProps {
  plan: Plan;
  refresh(): Promise<unknown>;
  onClose(): void;
}

export function EditPlanDialog({ plan, refresh, onClose }: EditPlanDialogProps) {
  const [update] = useMutation(UpdatePlanMutation);
  return (
    <DeedDialog
      title={`Edit ${plan.name}`}
      verb="Save"
      done="The plan was changed."
      facts={factsOf(plan)}
      refresh={refresh}
      perform={(answers) => update({ variables: { id: plan.id, seenUpdatedAt: plan.updatedAt, ...readPlan(answers) } })}
      onClose={onClose}
    >
      <PlanFields plan={plan} />
    </DeedDialog>
  );
}
