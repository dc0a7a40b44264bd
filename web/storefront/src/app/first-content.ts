/** The shop's face, as the operator has set it. Null: nothing is shown. */
interface ShopFace {
  name: string | null;
  iconUrl: string | null;
  email: string | null;
  phone: string | null;
  address: string | null;
  pan: string | null;
  termsUrl: string | null;
  privacyUrl: string | null;
  refundsUrl: string | null;
}

interface FirstContent {
  shop: ShopFace;
  /** The answer to the query for the plans. Null if the server has not asked it for this page. */
  plans: unknown;
}

// In development, Vite serves the page without it.
const nothing: FirstContent = {
  shop: {
    name: null,
    iconUrl: null,
    email: null,
    phone: null,
    address: null,
    pan: null,
    termsUrl: null,
    privacyUrl: null,
    refundsUrl: null,
  },
  plans: null,
};

/** What the server has written into the page. */
const given = document.getElementById('first-content')?.textContent;
const firstContent = given ? (JSON.parse(given) as FirstContent) : nothing;

export const { shop, plans: firstPlans } = firstContent;
