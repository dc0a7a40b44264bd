import { useQuery } from '@apollo/client/react';
import { useEffect, useId } from 'react';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';

const PlanChoiceQuery = graphql(`
  query PlanChoice {
    plans {
      id
      name
      isArchived
    }
  }
`);

export interface ChosenPlan {
  id: string;
  name: string;
}

interface PlanChoiceProps {
  label: string;
  value: ChosenPlan | null;
  onChange(plan: ChosenPlan | null): void;
  /** If no plan can be chosen: what that means. Otherwise the first plan on sale is chosen at first. */
  none?: string;
}

/** One of the plans, also of those that are not sold any more. */
export function PlanChoice({ label, value, onChange, none }: PlanChoiceProps) {
  const id = useId();
  const { data, error, refetch } = useQuery(PlanChoiceQuery, { fetchPolicy: 'cache-and-network' });
  const plans = data?.plans;
  const first = none === undefined && value === null ? plans?.find(({ isArchived }) => !isArchived) : undefined;
  useEffect(() => {
    if (first) onChange(first);
  }, [first, onChange]);

  if (error) return <ProblemNotice problem={problemOf(error)} retry={() => void refetch().catch(() => {})} />;
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        name="plan"
        value={value?.id ?? ''}
        onChange={(event) => onChange(plans?.find((plan) => plan.id === event.target.value) ?? null)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {plans?.map((plan) => (
          <option key={plan.id} value={plan.id}>
            {plan.name}
            {plan.isArchived ? ' (not sold any more)' : ''}
          </option>
        ))}
      </select>
    </div>
  );
}
