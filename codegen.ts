import { type CodegenConfig } from '@graphql-codegen/cli';

/** Typed operations for the apps in `web/` and `examples/`, from a schema and from the `graphql(…)` calls in their sources. */
export default {
  importExtension: '.ts',
  generates: {
    ...operationsOf('web/storefront', 'schema.graphql'),
    ...operationsOf('web/admin', 'admin.graphql'),
    ...operationsOf('examples/spa', 'schema.graphql'),
  },
} satisfies CodegenConfig;

function operationsOf(app: string, schema: string): CodegenConfig['generates'] {
  const folder = `${app}/src`;
  return {
    [`${folder}/gql/`]: {
      schema,
      documents: [`${folder}/**/*.{ts,tsx}`, `!${folder}/gql/**`],
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: {
          Date: 'string',
          DateTime: 'string',
          Decimal: 'string',
          EmailAddress: 'string',
          JSONObject: 'Record<string, unknown>',
          NonNegativeInt: 'number',
          PositiveInt: 'number',
          URL: 'string',
        },
      },
    },
  };
}
