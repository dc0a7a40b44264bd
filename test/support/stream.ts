export interface StreamEvent<Data> {
  data?: Data | null;
  errors?: { message: string; extensions: { code: string } }[];
}

export interface Stream<Data = { paymentUpdated: Record<string, unknown> }> {
  status: number;
  /** The next event; null after the end. */
  next(): Promise<StreamEvent<Data> | null>;
  /** The error code of the next event; undefined if it has none. */
  code(): Promise<string | undefined>;
  close(): Promise<void>;
}

const PAYMENT_UPDATED = `subscription ($pidx: ID!) {
  paymentUpdated(pidx: $pidx) { status subscription { isActive endsAt } }
}`;

/** Subscribes to a payment over server-sent events. */
export async function openStream(
  url: string,
  pidx: string,
  token: string | null,
  {
    query = PAYMENT_UPDATED,
    type = 'application/json',
    headers = {},
  }: { query?: string; type?: string; headers?: Record<string, string> } = {},
): Promise<Stream> {
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: {
      'content-type': type,
      accept: 'text/event-stream',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: JSON.stringify({ query, variables: { pidx } }),
  });
  return readStream(response);
}

/** Reads server-sent events. */
export function readStream<Data>(response: Response): Stream<Data> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<StreamEvent<Data> | null> => {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const [, data] = /^event: next\ndata: (.*)/.exec(text.slice(0, end)) ?? [];
        text = text.slice(end + 2);
        if (data !== undefined) return JSON.parse(data);
        continue;
      }
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return null;
      text += chunk.value;
    }
  };
  return {
    status: response.status,
    next,
    code: async () => (await next())?.errors?.[0]?.extensions.code,
    close: async () => reader?.cancel(),
  };
}
