import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ApiError } from '../errors.ts';

/** An operation may be named by the id of a trusted document instead of being sent. */
export interface Named {
  query?: unknown;
  /** As the GraphQL over HTTP draft, GraphQL Code Generator and Relay's network layers send it. */
  documentId?: unknown;
  doc_id?: unknown;
  /** `persistedQuery.sha256Hash`, as Apollo Client sends it. */
  extensions?: unknown;
}

class UnknownDocument extends ApiError {
  constructor() {
    super('There is no trusted document with this id.', { code: 'PERSISTED_QUERY_NOT_FOUND', retryable: false });
  }
}

class DocumentNotTrusted extends ApiError {
  constructor() {
    super('This server answers trusted documents only.', { code: 'DOCUMENT_NOT_TRUSTED', retryable: false });
  }
}

// What GraphQL Code Generator and Relay write: id → text. Apollo writes a list.
const textsById = z.record(z.string(), z.string());
const apolloManifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** The operations of known clients, as their build tools list them. */
export class TrustedDocuments {
  readonly #isOnly: boolean;
  readonly #texts = new Map<string, string>();
  readonly #trusted = new Set<string>();

  /** With `isOnly`, everything else is refused. */
  constructor(isOnly: boolean) {
    this.#isOnly = isOnly;
  }

  /** Throws an `Error` that says what is wrong with the file. */
  add(file: string): void {
    for (const [id, text] of readManifest(file)) {
      this.#texts.set(id, text);
      this.#trusted.add(text);
    }
  }

  get texts(): ReadonlySet<string> {
    return this.#trusted;
  }

  /** The text to run, or null if the request has none. Throws `UnknownDocument` and `DocumentNotTrusted`. */
  textOf(asked: Named): string | null {
    const text = typeof asked.query === 'string' && asked.query !== '' ? asked.query : this.#named(asked);
    if (this.#isOnly && (text === null || !this.#trusted.has(text))) throw new DocumentNotTrusted();
    return text;
  }

  #named({ documentId, doc_id, extensions }: Named): string | null {
    const id = documentId ?? doc_id;
    if (typeof id === 'string') {
      const text = this.#texts.get(id.replace(/^sha256:/, '')) ?? this.#texts.get(id);
      if (text === undefined) throw new UnknownDocument();
      return text;
    }
    // Apollo Server answers an unknown hash: a client may register an operation of its own.
    return this.#texts.get(hashIn(extensions) ?? '') ?? null;
  }
}

function hashIn(extensions: unknown): string | undefined {
  const read = z.object({ persistedQuery: z.object({ sha256Hash: z.string() }) }).safeParse(extensions);
  return read.success ? read.data.persistedQuery.sha256Hash : undefined;
}

function readManifest(file: string): [id: string, text: string][] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`TRUSTED_DOCUMENTS: ${file} cannot be read: ${why}`, { cause: error });
  }
  const listed = apolloManifest.safeParse(content);
  if (listed.success) return listed.data.operations.map(({ id, body }) => [id, body]);
  const named = textsById.safeParse(content);
  if (named.success) return Object.entries(named.data);
  const forms = 'GraphQL Code Generator (persistedDocuments), Apollo (generate-persisted-query-manifest) or Relay';
  throw new Error(`TRUSTED_DOCUMENTS: ${file} is not a manifest of ${forms}`);
}
