import { Link } from 'wouter';
import { texts } from '../texts/texts.ts';
import { Page } from './page.tsx';
import { paths } from './paths.ts';

export function NotFoundPage() {
  return (
    <Page title={texts.notFound.title}>
      <p>{texts.notFound.text}</p>
      <Link href={paths.plans}>{texts.notFound.toPlans}</Link>
    </Page>
  );
}
