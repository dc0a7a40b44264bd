import { texts } from '../texts/texts.ts';

/** Stands where content will be, at about its height, so that nothing jumps when it comes. */
export function Skeleton({ className = '', count = 1 }: { className?: string; count?: number }) {
  return (
    <div className={`skeletons ${className}`} aria-busy="true">
      <span className="for-screen-readers">{texts.loading}</span>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={index} className="skeleton" />
      ))}
    </div>
  );
}
