import { useMutation } from '@apollo/client/react';
import { graphql } from '../gql/index.ts';
import { changeLanguage, type Language } from '../texts/language.ts';
import { texts } from '../texts/texts.ts';
import { useSession } from '../users/session.tsx';

const ChooseLanguageMutation = graphql(`
  mutation ChooseLanguage($language: Language!) {
    chooseLanguage(language: $language) {
      id
      language
    }
  }
`);

/** Leads to the other language, and says so in that language. Mails to a customer who is signed in change too. */
export function LanguageSwitch() {
  const { me } = useSession();
  const [chooseLanguage, { loading }] = useMutation(ChooseLanguageMutation);
  const other: Language = texts.language === 'ne' ? 'en' : 'ne';
  const change = async () => {
    // Without an answer, the pages change all the same.
    if (me) await chooseLanguage({ variables: { language: other === 'ne' ? 'NE' : 'EN' } }).catch(() => {});
    changeLanguage(other);
  };
  return (
    <div className="language">
      <button type="button" className="link" lang={other} aria-busy={loading} onClick={() => void change()}>
        {texts.otherLanguage}
      </button>
    </div>
  );
}
