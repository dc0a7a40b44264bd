import { useMutation } from '@apollo/client/react';
import { graphql } from '../gql/index.ts';
import { changeLanguage, type Language } from '../texts/language.ts';
import { useSession } from './session.tsx';

const ChooseLanguageMutation = graphql(`
  mutation ChooseLanguage($language: Language!) {
    chooseLanguage(language: $language) {
      id
      language
    }
  }
`);

/** Opens the page again in another language. Mails to a customer who is signed in change too. */
export function useChangeLanguage(): (language: Language) => Promise<void> {
  const { me } = useSession();
  const [chooseLanguage] = useMutation(ChooseLanguageMutation);
  return async (language) => {
    // Without an answer, the pages change all the same.
    if (me) await chooseLanguage({ variables: { language: language === 'ne' ? 'NE' : 'EN' } }).catch(() => {});
    changeLanguage(language);
  };
}
