import type { Texts } from './texts.ts';

/** The texts of the storefront, in Nepali. */
export const nepali: Texts = {
  language: 'ne',
  shop: 'सदस्यता',
  otherLanguage: 'English',

  perDay: (price) => `दिनको ${price}`,

  skipToContent: 'मुख्य भागमा जानुहोस्',
  footer: 'भुक्तानी Khalti बाट हुन्छ। Khalti ले भुक्तानी पक्का गरेपछि सेवा सुरु हुन्छ।',

  navigation: {
    label: 'पेजहरू',
    account: 'खाता',
    plans: 'योजनाहरू',
    subscription: 'मेरो सदस्यता',
    payments: 'मेरा भुक्तानी',
    signIn: 'साइन इन',
    signUp: 'नयाँ खाता',
    signOut: 'साइन आउट',
  },

  plans: {
    title: 'योजनाहरू',
    lead: 'तोकिएको दिनका लागि एक पटक मात्र तिर्नुहोस्। योजना आफैँ नवीकरण हुँदैन, त्यसैले रद्द गर्नुपर्ने केही छैन।',
    buy: (plan) => `${plan} किन्नुहोस्`,
    renew: (plan) => `${plan} नवीकरण गर्नुहोस्`,
    current: 'तपाईंको योजना',
    next: 'यसपछिको योजना',
    startsAtOnce: 'तिर्नेबित्तिकै सुरु हुन्छ।',
    startsAfter: (day, plan) => `${plan} सकिएपछि, ${day} देखि सुरु हुन्छ।`,
    from: {
      TRIAL: (plan) => `${plan} (परीक्षण)`,
      GRANT: (plan) => `${plan} (निःशुल्क दिन)`,
    },
    buying: (plan) => `तपाईं साइन इन हुनुभयो। अब ${plan} का लागि Khalti मा तिर्नुहोस्।`,
    none: 'अहिले कुनै योजना बिक्रीमा छैन। कृपया पछि फेरि आउनुहोस्।',
  },

  buying: {
    withKhalti: 'Khalti बाट तिर्नुहोस्',
    opening: 'भुक्तानी खुल्दै छ…',
    leaving: 'Khalti मा जाँदै…',
    accountChanged: (name) =>
      `केही किनिएको छैन: अर्को ट्याबमा ${name} साइन इन हुनुभएको छ। यो खाताका लागि किन्न पेज फेरि खोल्नुहोस्।`,
  },

  users: {
    signInTitle: 'साइन इन',
    signUpTitle: 'खाता खोल्नुहोस्',
    email: 'इमेल ठेगाना',
    password: 'पासवर्ड',
    passwordHint: (minLength) => `कम्तीमा ${minLength} अक्षर।`,
    name: 'तपाईंको नाम',
    nameHint: 'भुक्तानी गर्दा यो नाम Khalti लाई पठाउँछौँ।',
    signInBusy: 'साइन इन हुँदै छ…',
    signUpBusy: 'तपाईंको खाता खुल्दै छ…',
    noAccount: 'खाता छैन?',
    haveAccount: 'पहिल्यै खाता छ?',
    toPay: 'खाता खोलेपछि तपाईं योजनाको पैसा तिर्न सिधै Khalti मा पुग्नुहुन्छ।',
    signInFirst: 'यो पेज हेर्न कृपया साइन इन गर्नुहोस्।',
    sessionEnded: 'तपाईं साइन आउट हुनुभएको छ। यो पेज हेर्न कृपया फेरि साइन इन गर्नुहोस्।',
  },

  problems: {
    PLAN_NOT_FOUND: 'यो योजना अब बिक्रीमा छैन। कृपया अर्को योजना छान्नुहोस्।',
    PAYMENT_NOT_FOUND: 'यो खातामा यस्तो भुक्तानी छैन।',
    IDEMPOTENCY_KEY_REUSED: 'यो यन्त्रमा केही गडबडी भयो। कृपया फेरि प्रयास गर्नुहोस्।',
    PAYMENT_IN_PROGRESS: 'यो भुक्तानी अझै खुल्दै छ। कृपया केही बेरमा फेरि प्रयास गर्नुहोस्।',
    EMAIL_TAKEN: 'यो इमेल ठेगानामा पहिल्यै खाता छ। कृपया साइन इन गर्नुहोस्।',
    INVALID_CREDENTIALS: 'इमेल ठेगाना वा पासवर्ड मिलेन।',
    GATEWAY_UNAVAILABLE:
      'अहिले Khalti सँग सम्पर्क हुन सकेन। तपाईंले तिरिसक्नुभएको छ भने तपाईंको पैसा हराएको छैन। कृपया केही बेरमा फेरि प्रयास गर्नुहोस्।',
    GATEWAY_REFUSED: 'Khalti ले यो अनुरोध स्वीकार गरेन। कृपया फेरि प्रयास गर्नुहोस्। फेरि यस्तै भए हामीलाई सम्पर्क गर्नुहोस्।',
    GATEWAY_MISCONFIGURED: 'अहिले भुक्तानी गर्न मिल्दैन। कृपया पछि फेरि प्रयास गर्नुहोस्।',
  },

  notFound: { title: 'पेज भेटिएन', text: 'यो ठेगानामा कुनै पेज छैन।', toPlans: 'योजनाहरू हेर्नुहोस्' },
};
