import { accountTexts } from '../texts/account-texts.ts';
import { type Language, languages } from '../texts/language.ts';
import { texts } from '../texts/texts.ts';
import { useChangeLanguage } from './use-change-language.ts';

const names: Record<Language, string> = { en: 'English', ne: 'नेपाली' };

export function LanguageChoice() {
  const change = useChangeLanguage();
  return (
    <>
      <p>{accountTexts.language.hint}</p>
      <div className="steps">
        {languages.map((language) => (
          <button
            key={language}
            type="button"
            lang={language}
            className={language === texts.language ? undefined : 'outline'}
            aria-pressed={language === texts.language}
            onClick={() => void change(language)}
          >
            {names[language]}
          </button>
        ))}
      </div>
    </>
  );
}
