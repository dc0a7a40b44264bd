import { type CodegenConfig } from '@graphql-codegen/cli';

/** Typed operations for the storefront, from the schema and from the `graphql(…)` calls in `web/storefront/src`. */
export default {
  schema: 'schema.graphql',
  documents: ['web/storefront/src/**/*.{ts,tsx}', '!web/storefront/src/gql/**'],
  importExtension: '.ts',
  generates: {
    'web/storefront/src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: {
          DateTime: 'string',
          Decimal: 'string',
          EmailAddress: 'string',
          NonNegativeInt: 'number',
          PositiveInt: 'number',
          URL: 'string',
        },
      },
    },
  },
} satisfies CodegenConfig;
