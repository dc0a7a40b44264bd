import { changeLanguage, type Language } from '../texts/language.ts';
import { texts } from '../texts/texts.ts';

/** Leads to the other language, and says so in that language. */
export function LanguageSwitch() {
  const other: Language = texts.language === 'ne' ? 'en' : 'ne';
  return (
    <div className="language">
      <button type="button" className="link" lang={other} onClick={() => changeLanguage(other)}>
        {texts.otherLanguage}
      </button>
    </div>
  );
}
