import { type ReactNode } from 'react';
import { PageFrame } from '../../../kit/page-frame.tsx';

export function Page({ title, children }: { title: string; children: ReactNode }) {
  return (
    <PageFrame title={title} site="Operators">
      {children}
    </PageFrame>
  );
}
