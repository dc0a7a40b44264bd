import { Link, useLocation } from 'wouter';
import { texts } from '../texts/texts.ts';
import { AccountMenu } from '../users/account-menu.tsx';
import { shop } from './first-content.ts';
import icon from './icon.svg';
import { LanguageSwitch } from './language-switch.tsx';
import { paths } from './paths.ts';

const words = texts.navigation;
const pages = [
  [paths.plans, words.plans],
  [paths.subscription, words.subscription],
  [paths.payments, words.payments],
] as const;

export function Navigation() {
  const [path] = useLocation();
  const shown = path === '/' ? paths.plans : path;
  return (
    <header className="top">
      <div className="container">
        <Link href="/" className="site">
          <img src={shop.iconUrl ?? icon} alt="" className="logo" height="28" />
          <span>{shop.name ?? texts.shop}</span>
        </Link>
        <nav aria-label={words.label} className="pages">
          <ul>
            {pages.map(([href, label]) => (
              <li key={href}>
                <Link href={href} aria-current={shown === href ? 'page' : undefined}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <nav aria-label={words.account} className="account">
          <ul>
            <AccountMenu />
          </ul>
        </nav>
        <LanguageSwitch />
      </div>
    </header>
  );
}
