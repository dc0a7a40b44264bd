import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type Problem } from '../../../kit/problem.ts';
import { ProblemNotice } from '../../../kit/problem-notice.tsx';
import { useAnnounce } from '../app/announcer.tsx';
import { onSubmit } from '../app/on-submit.ts';
import { problemOf } from '../app/problem-of.ts';
import { CodeForm } from '../sign-in/code-form.tsx';
import { Changes } from './changes.tsx';
import { type Fact } from './fact.ts';
import { newDeedKey } from './new-deed-key.ts';

interface DeedDialogProps {
  title: string;
  /** On the button: the verb, with the sum or the days. */
  verb: string;
  /** Whether the deed takes something away. */
  isSevere?: boolean;
  /** Whether it is clear what would happen, so that the button may be pressed. */
  isReady?: boolean;
  /** What the operator has seen. If it changed meanwhile, both versions are shown. */
  facts?: readonly Fact[];
  /** Reads `facts` again. */
  refresh?(): Promise<unknown>;
  /** Throws if it is refused. `deedKey` is the same at each attempt of this dialog. */
  perform(answers: FormData, deedKey: string): Promise<unknown>;
  /** For the line that is shown after the deed. */
  done: string;
  /** Whether something else is shown in this place after the deed, instead of the page. */
  keepsOpen?: boolean;
  onClose(): void;
  children: ReactNode;
}

/** Says what a deed will do, asks for what it needs, and does it once. */
export function DeedDialog(props: DeedDialogProps) {
  const { title, verb, isSevere, isReady = true, facts, refresh, perform, done, keepsOpen, onClose, children } = props;
  const announce = useAnnounce();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const [deedKey] = useState(newDeedKey);
  const [seen, setSeen] = useState(facts);
  const [isBusy, setIsBusy] = useState(false);
  const [needsCode, setNeedsCode] = useState(false);
  const [hasChanged, setHasChanged] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const attempt = async () => {
    if (isBusy || !form.current) return;
    setIsBusy(true);
    setProblem(null);
    try {
      await perform(new FormData(form.current), deedKey);
      if (keepsOpen) return;
      // Closed first: behind an open dialog, a screen reader hears nothing.
      dialog.current?.close();
      announce(done);
      returnFocus();
    } catch (error) {
      const refusal = problemOf(error);
      setNeedsCode(refusal.code === 'STEP_UP_REQUIRED');
      setHasChanged(refusal.code === 'CHANGED_MEANWHILE');
      if (refusal.code === 'CHANGED_MEANWHILE') await refresh?.().catch(() => {});
      else if (refusal.code !== 'STEP_UP_REQUIRED') setProblem(refusal);
      setIsBusy(false);
    }
  };
  const submit = onSubmit(() => {
    // The page hears of changes while the dialog is open: the operator decides about what is shown now.
    if (!hasChanged && !isSame(seen, facts)) return setHasChanged(true);
    if (hasChanged) setSeen(facts);
    return attempt();
  });

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => isBusy && event.preventDefault()}
      onClose={() => {
        onClose();
        returnFocus();
      }}
    >
      <article>
        <h2 id={titleId}>{title}</h2>
        {needsCode && (
          <section>
            <p>This needs a code of your authenticator app. What you have entered is kept.</p>
            <CodeForm
              onConfirmed={() => {
                setNeedsCode(false);
                return attempt();
              }}
            />
          </section>
        )}
        {/* Hidden, not removed: what was typed stays. */}
        <form ref={form} onSubmit={submit} hidden={needsCode}>
          {hasChanged && seen && facts && <Changes before={seen} after={facts} />}
          {children}
          {problem && <ProblemNotice problem={problem} />}
          <footer>
            <button
              type="submit"
              className={isSevere ? 'severe' : undefined}
              aria-busy={isBusy}
              aria-disabled={isBusy || !isReady}
              disabled={!isReady}
            >
              {verb}
            </button>
            <button
              type="button"
              className="secondary outline"
              disabled={isBusy}
              onClick={() => dialog.current?.close()}
            >
              Cancel
            </button>
          </footer>
        </form>
        {needsCode && (
          <button type="button" className="link" onClick={() => setNeedsCode(false)}>
            Back
          </button>
        )}
      </article>
    </dialog>
  );
}

/** The browser gives the focus back to the button that opened the dialog, unless the deed has removed that button. */
function returnFocus(): void {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('main h1')?.focus();
  });
}

function isSame(seen: readonly Fact[] = [], now: readonly Fact[] = []): boolean {
  return seen.length === now.length && now.every(({ value }, index) => value === seen[index]?.value);
}
