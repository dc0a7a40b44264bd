import type { Language } from '../texts/language.ts';
import { texts } from '../texts/texts.ts';
import { useChangeLanguage } from '../users/use-change-language.ts';

/** Leads to the other language, and says so in that language. */
export function LanguageSwitch() {
  const change = useChangeLanguage();
  const other: Language = texts.language === 'ne' ? 'en' : 'ne';
  return (
    <div className="language">
      <button type="button" className="link" lang={other} onClick={() => void change(other)}>
        {texts.otherLanguage}
      </button>
    </div>
  );
}
