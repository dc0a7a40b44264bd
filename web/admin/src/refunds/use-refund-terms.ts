import { useState } from 'react';
import { parseRupees } from '../app/format.ts';
import { type RefundAccess, type RefundKind } from '../gql/graphql.ts';

export interface AccessTerms {
  access: RefundAccess;
  shortenDays: number | null;
}

export interface AccessForm {
  access: RefundAccess;
  setAccess(access: RefundAccess): void;
  days: string;
  setDays(days: string): void;
  /** Null until it is complete. */
  accessTerms: AccessTerms | null;
}

export interface RefundForm extends AccessForm {
  kind: RefundKind;
  setKind(kind: RefundKind): void;
  rupees: string;
  setRupees(rupees: string): void;
  /** Null until they are complete. */
  terms: (AccessTerms & { kind: RefundKind; amountPaisa: number | null }) | null;
}

/** How much goes back, and what becomes of the access. */
export function useRefundTerms(): RefundForm {
  const [kind, setKind] = useState<RefundKind>('WHOLE');
  const [rupees, setRupees] = useState('');
  const form = useAccessTerms();
  const amountPaisa = kind === 'PART' ? parseRupees(rupees) : null;
  const isComplete = kind === 'WHOLE' || amountPaisa !== null;
  const terms = isComplete && form.accessTerms ? { kind, amountPaisa, ...form.accessTerms } : null;
  const chooseKind = (chosen: RefundKind) => {
    setKind(chosen);
    // Who gets a part back usually goes on using what was bought.
    form.setAccess(chosen === 'PART' ? 'KEEP' : 'REVOKE');
  };
  return { ...form, kind, setKind: chooseKind, rupees, setRupees, terms };
}

export function useAccessTerms(): AccessForm {
  const [access, setAccess] = useState<RefundAccess>('REVOKE');
  const [days, setDays] = useState('');
  return { access, setAccess, days, setDays, accessTerms: termsOf(access, days) };
}

function termsOf(access: RefundAccess, days: string): AccessTerms | null {
  if (access !== 'SHORTEN') return { access, shortenDays: null };
  return /^[1-9]\d{0,4}$/.test(days.trim()) ? { access, shortenDays: Number(days) } : null;
}
