import { graphql } from './gql/index.ts';

export const SignUp = graphql(`
  mutation SignUp($email: EmailAddress!, $password: String!, $name: String!) {
    signUp(email: $email, password: $password, name: $name) {
      token
    }
  }
`);

export const SignIn = graphql(`
  mutation SignIn($email: EmailAddress!, $password: String!) {
    signIn(email: $email, password: $password) {
      token
    }
  }
`);

export const SignOut = graphql(`
  mutation SignOut {
    signOut
  }
`);

export const Plans = graphql(`
  query Plans {
    plans {
      id
      name
      price
      pricePaisa
      durationDays
    }
  }
`);

export const MySubscription = graphql(`
  query MySubscription {
    mySubscription {
      isActive
      endsAt
      plan {
        name
      }
    }
  }
`);

export const Pay = graphql(`
  mutation Pay($planId: ID!, $key: ID!, $pricePaisa: Int!, $returnUrl: URL!) {
    initiatePayment(planId: $planId, idempotencyKey: $key, expectedPricePaisa: $pricePaisa, returnUrl: $returnUrl) {
      paymentUrl
    }
  }
`);

export const Verify = graphql(`
  mutation Verify($pidx: ID!) {
    verifyPayment(pidx: $pidx) {
      status
      message
      subscription {
        endsAt
      }
    }
  }
`);

export const PaymentUpdated = graphql(`
  subscription PaymentUpdated($pidx: ID!) {
    paymentUpdated(pidx: $pidx) {
      status
      message
      subscription {
        endsAt
      }
    }
  }
`);
