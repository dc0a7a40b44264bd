import { type SubmitEvent } from 'react';

/** For `onSubmit` of a form: does `work` with its answers instead of sending them. */
export function onSubmit(work: (answers: FormData) => unknown): (event: SubmitEvent<HTMLFormElement>) => void {
  return (event) => {
    event.preventDefault();
    void work(new FormData(event.currentTarget));
  };
}
