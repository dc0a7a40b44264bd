import { Link } from 'wouter';
import { Page } from './page.tsx';
import { paths } from './paths.ts';

export function NotFoundPage() {
  return (
    <Page title="There is no such page">
      <p>
        Check the address, search above, or go to the <Link href={paths.start}>start page</Link>.
      </p>
    </Page>
  );
}
