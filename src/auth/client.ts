/** Who signs in, as far as the request says. */
export interface Client {
  /** What limits count as one client. */
  readonly address: string;
  /** In words, such as "Chrome, Android". Null if not known. */
  readonly device: string | null;
}
