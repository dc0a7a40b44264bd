import { type ReactNode } from 'react';
import { PageFrame } from '../../../kit/page-frame.tsx';
import { texts } from '../texts/texts.ts';
import { shop } from './first-content.ts';

export function Page({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  return (
    <PageFrame title={title} site={shop.name ?? texts.shop}>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </PageFrame>
  );
}
