import type { englishMails } from './english-mails.ts';

/** The texts of mails to customers, in Nepali. Digits are Latin ones, as on bank slips and in Khalti. */
export const nepaliMails: typeof englishMails = {
  nepalTime: (day, time) => `${day}, ${time} (नेपाली समय)`,
  days: (count) => `${count} दिन`,
  hello: 'नमस्ते,',
  helloTo: (name) => `नमस्ते ${name},`,
  plan: 'योजना',
  transaction: 'Khalti कारोबार नम्बर',
  choosePlan: 'योजना छान्नुहोस्',
  writeToUs: 'हामीलाई लेख्नुहोस्',
  callUs: 'हामीलाई फोन गर्नुहोस्',
  pan: 'प्यान नं.',

  receipt: {
    subject: (plan, amount) => `रसिद: ${plan}, ${amount}`,
    thanks: 'भुक्तानीका लागि धन्यवाद। कृपया यो रसिद जोगाएर राख्नुहोस्।',
    number: 'रसिद नम्बर',
    payment: 'भुक्तानी नम्बर',
    paid: 'तिरेको रकम',
    paidOn: 'तिरेको मिति',
    until: 'सेवा रहने मिति',
    show: 'रसिद हेर्नुहोस् वा छाप्नुहोस्',
    subscription: 'आफ्नो सदस्यता हेर्नुहोस्',
    noRenewal: 'तपाईंको सदस्यता आफैँ नवीकरण हुँदैन। तपाईंले फेरि तिर्दा मात्र पैसा काटिन्छ।',
  },

  reminder: {
    subject: (plan, left) => `${plan}: तपाईंको सेवा ${left} भित्र सकिन्छ`,
    ends: (left) => `तपाईंको सेवा ${left} भित्र सकिन्छ। यो आफैँ नवीकरण हुँदैन: जारी राख्न फेरि तिर्नुहोस्।`,
    until: 'सेवा रहने मिति',
    noLoss: 'चाँडै तिर्दा तपाईंको दिन घट्दैन: अहिलेका दिन सकिएपछि नयाँ दिन सुरु हुन्छन्।',
  },

  ended: {
    subject: (plan) => `${plan}: तपाईंको सेवा सकियो`,
    ended: 'तपाईंको सेवा सकियो। अब थप पैसा काटिँदैन। हाम्रो सेवा लिनुभएकोमा धन्यवाद।',
    endedOn: 'सकिएको मिति',
    again: 'जारी राख्न योजना छानेर तिर्नुहोस्। भुक्तानी पूरा भएपछि तपाईंको सेवा सुरु हुन्छ।',
  },

  refunded: {
    subject: (plan, amount) => `रकम फिर्ता भयो: ${plan}, ${amount}`,
    subjectOfPart: (plan) => `केही रकम फिर्ता भयो: ${plan}`,
    through: { khalti: 'Khalti बाट', outside: 'Khalti बाहिरबाट, बैंक ट्रान्सफर वा नगदमा,' },
    part: (way) => `तपाईंको भुक्तानीको केही रकम ${way} फिर्ता भयो।`,
    partOf: (amount, way) => `तपाईंको भुक्तानीमध्ये ${amount} ${way} फिर्ता भयो।`,
    whole: (way) => `तपाईंको भुक्तानीको पूरै रकम ${way} फिर्ता भयो।`,
    rest: (way) => `तपाईंको भुक्तानीको बाँकी रकम ${way} फिर्ता भयो।`,
    revoked: 'त्यसबाट पाएका बाँकी दिन हटाइएका छन्।',
    kept: 'यो फिर्ताले तपाईंको सेवामा फरक पर्दैन।',
    shortened: (days) => `त्यसबाट पाएको सेवा ${days} अगाडि सकिन्छ।`,
    paid: 'तिरेको रकम',
    refunded: 'फिर्ता रकम',
    khaltiShows: 'रकम Khalti मा देखिन्छ',
    access: 'सेवा',
    until: (time) => `${time} सम्म`,
    none: 'छैन',
    payments: 'आफ्ना भुक्तानी हेर्नुहोस्',
  },

  passwordReset: {
    subject: 'नयाँ पासवर्ड राख्नुहोस्',
    requested: (site) => `कसैले ${site} मा भएको तपाईंको खाताका लागि नयाँ पासवर्ड मागेको छ।`,
    choose: 'नयाँ पासवर्ड राख्नुहोस्',
    valid: (time) => `यो लिङ्क एक पटक मात्र चल्छ, ${time} सम्म वा तपाईंले अर्को लिङ्क नमागेसम्म।`,
    ignore: 'तपाईंले माग्नुभएको होइन भने केही गर्नुपर्दैन: तपाईंको पासवर्ड जस्ताको तस्तै रहन्छ। यो लिङ्क अरूलाई नदिनुहोस्।',
  },

  emailConfirmation: {
    subject: 'आफ्नो इमेल ठेगाना पक्का गर्नुहोस्',
    created: (site) => `यो इमेल ठेगानाबाट ${site} मा खाता खोलिएको छ। यो ठेगाना तपाईंकै हो भनेर कृपया पक्का गर्नुहोस्।`,
    confirm: 'यो ठेगाना पक्का गर्नुहोस्',
    valid: (time) => `यो लिङ्क ${time} सम्म चल्छ।`,
    ignore: 'यो खाता तपाईंले खोल्नुभएको होइन भने यो सन्देश बेवास्ता गर्नुहोस्।',
  },
};
