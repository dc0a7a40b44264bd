import { useLazyQuery } from '@apollo/client/react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type SearchQuery as SearchData } from '../gql/graphql.ts';
import { graphql } from '../gql/index.ts';
import { onSubmit } from './on-submit.ts';
import { pathOfCustomer, pathOfPayment } from './paths.ts';
import { problemOf } from './problem-of.ts';

const SearchQuery = graphql(`
  query Search($text: String!) {
    search(text: $text) {
      kind
      id
      paymentId
      title
    }
  }
`);

type Hit = SearchData['search'][number];

/** One box for everything that an operator may have in hand. The key "/" focuses it. */
export function SearchBox() {
  const [find, { data, error, loading }] = useLazyQuery(SearchQuery, { fetchPolicy: 'network-only' });
  const [, navigate] = useLocation();
  const [isOpen, setIsOpen] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const resultsId = useId();

  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      form.current?.querySelector('input')?.focus();
    };
    document.addEventListener('keydown', focus);
    return () => document.removeEventListener('keydown', focus);
  }, []);

  const submit = onSubmit(async (answers) => {
    const text = String(answers.get('text')).trim();
    if (text === '') return;
    setIsOpen(true);
    const result = await find({ variables: { text } }).catch(() => null);
    const [only, another] = result?.data?.search ?? [];
    if (!only || another) return;
    setIsOpen(false);
    navigate(pathOfHit(only));
  });
  const leave = ({ key }: KeyboardEvent) => key === 'Escape' && setIsOpen(false);

  return (
    <search className="finder" onKeyDown={leave}>
      <form ref={form} onSubmit={submit}>
        <input
          type="search"
          name="text"
          aria-label="Search"
          aria-describedby={`${resultsId}-hint`}
          placeholder="E-mail, name, pidx, transaction, id"
          maxLength={200}
          autoComplete="off"
          onChange={() => setIsOpen(false)}
        />
        <span id={`${resultsId}-hint`} className="for-screen-readers">
          By e-mail address, name, pidx, transaction id, payment id or receipt number. Press Enter to search.
        </span>
      </form>
      <div className="results" role="status" hidden={!isOpen}>
        {loading && <p>Searching…</p>}
        {!loading && error && <p className="error">{problemOf(error).text}</p>}
        {!loading && data?.search.length === 0 && <p>Nothing was found. Check the text, or try a part of it.</p>}
        {!loading && data && data.search.length > 0 && (
          <ul>
            {data.search.map((hit) => (
              <li key={hit.kind + hit.id}>
                <Link href={pathOfHit(hit)} onClick={() => setIsOpen(false)}>
                  <small>{kindWords[hit.kind]}</small> {hit.title}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </div>
    </search>
  );
}

const kindWords = { CUSTOMER: 'Customer', PAYMENT: 'Payment', REFUND: 'Refund' };

function pathOfHit({ id, paymentId }: Hit): string {
  return paymentId === null || paymentId === undefined ? pathOfCustomer(id) : pathOfPayment(paymentId);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;
}
