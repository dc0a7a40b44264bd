import { type ReactNode } from 'react';
import { texts } from '../texts/texts.ts';
import { shop } from './first-content.ts';

const words = texts.contact;
const { name, address, pan, email, phone, termsUrl, privacyUrl, refundsUrl } = shop;

/** Who the shop is, how to reach it, and its rules. `page-markup.ts` of the server shows the same. */
export function Footer() {
  return (
    <footer className="bottom">
      <div className="container">
        <Parts>{[name, address, pan && `${words.pan} ${pan}`]}</Parts>
        <Parts>
          {[
            email && [`${words.write}: `, link(`mailto:${email}`, email)],
            phone && [`${words.call}: `, link(`tel:${phone.replace(/[^+\d]/g, '')}`, phone)],
          ]}
        </Parts>
        <Parts>
          {[
            termsUrl && link(termsUrl, words.terms),
            privacyUrl && link(privacyUrl, words.privacy),
            refundsUrl && link(refundsUrl, words.refunds),
          ]}
        </Parts>
        <p>{texts.footer}</p>
      </div>
    </footer>
  );
}

function Parts({ children }: { children: readonly ReactNode[] }) {
  const given = children.filter((part) => part !== null);
  if (given.length === 0) return null;
  return (
    <p className="parts">
      {given.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change
        <span key={index}>{part}</span>
      ))}
    </p>
  );
}

function link(href: string, label: string) {
  return (
    <a key={href} href={href}>
      {label}
    </a>
  );
}
