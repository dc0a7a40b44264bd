import { Link } from 'wouter';
import { Page } from '../app/page.tsx';
import { paths } from '../app/paths.ts';
import { accountTexts } from '../texts/account-texts.ts';
import { recoveryTexts } from '../texts/recovery-texts.ts';

const words = accountTexts.deletion;

export function AccountDeletedPage() {
  return (
    <Page title={words.doneTitle}>
      <p>{words.done}</p>
      <Link href={paths.plans} className="action">
        {recoveryTexts.confirm.toPlans}
      </Link>
    </Page>
  );
}
