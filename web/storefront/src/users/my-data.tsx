import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { type Problem } from '../../../kit/problem.ts';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { problemOf } from '../app/problem-of.ts';
import { graphql } from '../gql/index.ts';
import { accountTexts } from '../texts/account-texts.ts';

const words = accountTexts.data;

const ExportMyDataQuery = graphql(`
  query ExportMyData {
    exportMyData
  }
`);

export function MyData() {
  const client = useApolloClient();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const download = async () => {
    if (isBusy) return;
    setIsBusy(true);
    setProblem(null);
    try {
      const { data } = await client.query({ query: ExportMyDataQuery, fetchPolicy: 'no-cache' });
      save(JSON.stringify(data?.exportMyData ?? {}, null, 2));
    } catch (error) {
      setProblem(problemOf(error));
    }
    setIsBusy(false);
  };
  return (
    <>
      <p>{words.lead}</p>
      {problem && <ProblemNotice problem={problem} />}
      <button type="button" className="outline" aria-busy={isBusy} onClick={() => void download()}>
        {words.action}
      </button>
    </>
  );
}

function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: 'my-data.json' }).click();
  URL.revokeObjectURL(url);
}
