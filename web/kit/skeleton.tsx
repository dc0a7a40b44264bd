import { kitTexts } from './texts.ts';

/** Takes about the space of the content that is loading, so that the page does not jump. */
export function Skeleton({ className = '', count = 1 }: { className?: string; count?: number }) {
  return (
    <div className={`skeletons ${className}`} aria-busy="true">
      <span className="for-screen-readers">{kitTexts.loading}</span>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div key={index} className="skeleton" />
      ))}
    </div>
  );
}
